/**
 * Mock Noyo under MSW: your own code calls Noyo's real addresses with the global `fetch`, unchanged, and never leaves the machine.
 */
import { createSimulator } from 'mock-noyo'
import { handlers } from 'mock-noyo/msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'

const simulator = await createSimulator()
const server = setupServer(...handlers(simulator))

beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(async () => {
  server.close()
  await simulator.close()
})

/** What might be your own code: connects a group and tells how far that is. */
async function connect(name: string, carrier: string, identifier: string) {
  const key = Buffer.from('demo:demo-secret').toString('base64')
  const answer = await fetch('https://accounts.noyo.com/auth/public/token', {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' }
  const carriers = await fetch(`https://carrier.noyo.com/api/v1/carriers?internal_name=${carrier}`, {
    headers,
  })
  const [found] = (await carriers.json()) as { id: string }[]
  const asked = await fetch('https://fulfillment.noyo.com/api/v1/group_connections', {
    method: 'POST',
    headers,
    body: JSON.stringify({
      carrier_id: found?.id,
      group_data: { group_name: name, carrier_group_id: identifier },
    }),
  })
  const connection = (await asked.json()) as { id: string }
  const at = `https://fulfillment.noyo.com/api/v1/group_connections/${connection.id}`
  return {
    status: async () => ((await (await fetch(at, { headers })).json()) as { status: string }).status,
  }
}

test('a connection completes in no time at all', async () => {
  const connection = await connect('Maple Ridge Veterinary', 'guardian', '00520125')
  expect(await connection.status()).not.toBe('completed')
  await simulator.clock.advance('3d')
  expect(await connection.status()).toBe('completed')
})
