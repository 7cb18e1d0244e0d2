import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { checkResponse } from '../response-check.ts'
import { AWKWARD } from './calls.ts'
import { type Answered, type Asked, DOORS, type Door } from './doors.ts'

const TOKEN: Asked = {
  method: 'POST',
  target: '/auth/public/token',
  headers: {
    host: 'accounts.noyo.com',
    authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
    'content-type': 'application/json',
  },
  body: '{"grant_type":"client_credentials"}',
}

describe('the answer', () => {
  const doors: (Door & { readonly simulator: Simulator; readonly token: string })[] = []

  beforeAll(async () => {
    for (const open of DOORS) {
      const simulator = await createSimulator({ clock: 'frozen' })
      const { access_token } = JSON.parse(String((await simulator.handle(directly(TOKEN))).body))
      doors.push({ ...(await open(simulator)), simulator, token: access_token })
    }
  })

  afterAll(async () => {
    for (const door of doors) {
      await door.close()
      await door.simulator.close()
    }
  })

  const askAll = (asked: Asked) =>
    Promise.all(
      doors.map(async ({ name, token, send }) => {
        const headers = { authorization: `Bearer ${token}`, ...asked.headers }
        return { name, ...(await send({ ...asked, headers })) }
      }),
    )

  it.each(Object.keys(AWKWARD))('has the same bytes through every door: %s', async (name) => {
    const asked = AWKWARD[name] as Asked
    const answers = await askAll(asked)
    const first = answers[0] as Answered
    expect(first.status).not.toBe(500)
    for (const { name: door, status, headers, bytes } of answers.slice(1)) {
      expect({ door, status, headers, text: bytes.toString('latin1') }).toEqual({
        door,
        status: first.status,
        headers: first.headers,
        text: first.bytes.toString('latin1'),
      })
    }
    await checkResponse(asked.method, asked.target, { ...first, text: first.bytes.toString() })
  })
})

function directly({ method, target, headers, body }: Asked) {
  return { method, target, headers: headers as Record<string, string>, body: Buffer.from(body ?? '') }
}
