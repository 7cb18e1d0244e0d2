import { expect, onTestFinished, test } from 'vitest'
import { createSimulator, type Simulator, SimulatorError } from '../../src/index.ts'

async function opened(): Promise<Simulator> {
  const simulator = await createSimulator()
  onTestFinished(() => simulator.close())
  return simulator
}

async function token(simulator: Simulator, key: { client_id: string; client_secret: string }) {
  const basic = Buffer.from(`${key.client_id}:${key.client_secret}`).toString('base64')
  const answer = await simulator.fetch('https://accounts.noyo.com/auth/public/token', {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: '{"grant_type":"client_credentials"}',
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

test('a sandbox performs operations by name, without a request, and refuses as the API does', async () => {
  const simulator = await opened()
  const sandbox = await simulator.sandbox()
  const group = await sandbox.perform('fulfillment', 'createGroup', {
    body: { name: 'Maple Ridge Veterinary' },
  })
  const found = await sandbox.perform('fulfillment', 'getGroup', { params: { group_id: group.id } })
  expect(found.name).toBe('Maple Ridge Veterinary')
  const clock = await sandbox.perform('control', 'getClock')
  expect(clock.mode).toBe('frozen')
  expect(await sandbox.requests()).toEqual([])

  const elsewhere = simulator.perform('fulfillment', 'getGroup', { params: { group_id: group.id } })
  await expect(elsewhere).rejects.toThrow(SimulatorError)
  await expect(elsewhere).rejects.toMatchObject({ code: 'answered_404' })
  await expect(sandbox.why('nobody')).rejects.toMatchObject({ code: 'nothing_known_of' })
})

test('a misspelt operation or a missing parameter is told with what would do', async () => {
  const simulator = await opened()
  await expect(simulator.perform('fulfillment', 'createGruop' as 'createGroup')).rejects.toThrow(
    'The nearest is createGroup of fulfillment.',
  )
  await expect(simulator.perform('carrier', 'createGroup' as never)).rejects.toThrow(
    'perform knows no operation createGroup of the api carrier. The nearest is createGroup of fulfillment.',
  )
  await expect(simulator.perform('fulfillment', 'getGroup')).rejects.toThrow(
    "getGroup (/api/v1/groups/{group_id}) needs params: { group_id: '...' }",
  )
})

test('a sandbox tells its requests, masked, its events, and why', async () => {
  const simulator = await opened()
  const sandbox = await simulator.sandbox()
  const headers = {
    authorization: `Bearer ${await token(simulator, sandbox)}`,
    'content-type': 'application/json',
  }
  const ssn = ['900', '14', '5201'].join('')
  const body = JSON.stringify({ name: `Maple ${ssn}` })
  await simulator.fetch('https://fulfillment.noyo.com/api/v1/groups', { method: 'POST', headers, body })

  const [created] = await sandbox.requests({ operation: 'createGroup' })
  expect(created?.request_body).toEqual({ name: 'Maple ***-**-****' })
  expect(sandbox.received().requests.map(({ request_body }) => request_body)).toContain(body)
  expect(await simulator.requests({ operation: 'createGroup' })).toEqual([])

  const [event] = await sandbox.events({ type: 'group.created', limit: 1 })
  expect(event?.cause).toEqual({ by: 'request', request: created?.id, operation: 'createGroup' })
  const { chain } = await sandbox.why(event?.subject.id as string)
  expect(chain.at(-1)?.text).toBe(`request ${created?.id}: createGroup`)

  await sandbox.clearRequests()
  expect(await sandbox.requests()).toEqual([])
  expect(sandbox.received()).toEqual({ requests: [], dropped: 0 })
})
