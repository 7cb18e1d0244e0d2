import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { faultText } from '../../src/scenario/fault.ts'
import { faultsOf } from '../scenario/read-text.ts'
import { flaky, GROUPS } from './flaky.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-faults-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WORLD = `title: A flaky afternoon
groups:
  - name: Juniper Street Bakery
faults:
  - operations: [getGroupList]
    times: 1
    fault:
      kind: status
      status: 503
      retry_after: 1
  - operations: [getGroupList]
    from: +1d
    fault: {kind: status, status: 502}
`

async function flakyWorld(text = WORLD) {
  const file = path.join(folder, 'world.yaml')
  writeFileSync(file, text)
  return flaky({ scenario: file })
}

test('the scenario flaky-network fails as its head says', async () => {
  const world = await flaky({ scenario: 'flaky-network' })
  // Nobody waits for the rest of its faults: late answers and pages of a proxy.
  for (const id of ['scenario-fault-4', 'scenario-fault-5']) {
    await world.control('DELETE', `/_sim/faults/${id}`)
  }
  const list = async () => {
    const response = await world.call(GROUPS)
    return response.status === 200
      ? ((await response.json()) as { response: unknown[] }).response.length
      : 503
  }
  expect([await list(), await list(), await list()]).toEqual([503, 503, 1])
  const create = () =>
    world.call(GROUPS, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Orchard Tools","federal_ein":"900000177"}',
    })
  await expect(create()).rejects.toThrow(TypeError)
  expect((await create()).status).toBe(201)
  expect(await list()).toBe(3)
  const { response } = (await (await world.call(GROUPS)).json()) as { response: { id: string }[] }
  const snapshot = `${GROUPS}/${response[0]?.id}/member_snapshots`
  expect((await world.call(snapshot, { method: 'POST', body: '{}' })).status).toBe(401)
  expect((await world.call(GROUPS)).status).toBe(401)
})

describe('the faults of a scenario', () => {
  test('are there from the first call on, and begin anew with a reset', async () => {
    const world = await flakyWorld()
    const statuses = async (calls: number) => {
      const told: number[] = []
      for (let at = 0; at < calls; at += 1) told.push((await world.call(GROUPS)).status)
      return told
    }
    expect(await statuses(2)).toEqual([503, 200])
    await world.simulator.clock.advance('1d')
    expect(await statuses(1)).toEqual([502])
    await world.control('POST', '/_sim/reset', {})
    expect(await statuses(2)).toEqual([503, 200])
  })

  test('are listed behind those that were asked for, and give way to them', async () => {
    const world = await flakyWorld()
    await world.fault({ times: 1, fault: { kind: 'status', status: 500 } })
    const { body } = await world.control('GET', '/_sim/faults')
    expect(body).toMatchObject({
      faults: [
        { id: 'fault-1', origin: 'control' },
        { id: 'scenario-fault-1', origin: 'scenario' },
        { id: 'scenario-fault-2', origin: 'scenario', from: '2026-01-06T09:00:00.000Z' },
      ],
    })
    expect([(await world.call(GROUPS)).status, (await world.call(GROUPS)).status]).toEqual([500, 503])
  })

  test('are lifted with the others, and come back with a reset', async () => {
    const world = await flakyWorld()
    expect((await world.control('DELETE', '/_sim/faults/scenario-fault-2')).status).toBe(204)
    expect((await world.control('GET', '/_sim/faults')).body).toMatchObject({ faults: [{}] })
    expect((await world.control('DELETE', '/_sim/faults')).status).toBe(204)
    expect((await world.call(GROUPS)).status).toBe(200)
    await world.simulator.reset()
    expect((await world.call(GROUPS)).status).toBe(503)
  })

  test('are those of every sandbox that is made from it', async () => {
    const world = await flakyWorld()
    await world.simulator.sandbox({ id: 'own' })
    const { body } = await world.control('GET', '/_sim/faults?sandbox=own')
    expect((body as { faults: unknown[] }).faults).toHaveLength(2)
  })

  test('go with the state of a sandbox into another', async () => {
    const world = await flakyWorld()
    const { body: state } = await world.control('GET', '/_sim/state')
    const other = await flaky()
    expect((await other.call(GROUPS)).status).toBe(200)
    expect((await other.control('PUT', '/_sim/state', state)).status).toBe(200)
    expect((await other.call(GROUPS)).status).toBe(503)
  })

  test('that came with a state and are none, are not there', async () => {
    const world = await flakyWorld()
    const { body } = await world.control('GET', '/_sim/state')
    for (const faults of [
      'no JSON',
      '7',
      '[7]',
      '[{"fault": {"kind": "x"}}]',
      '[{"fault": {"kind": "status"}}]',
    ]) {
      const state = { ...(body as object), options: { faults } }
      expect((await world.control('PUT', '/_sim/state', state)).status).toBe(200)
      expect((await world.control('GET', '/_sim/faults')).body).toEqual({ faults: [] })
      expect((await world.call(GROUPS)).status).toBe(200)
    }
  })

  test.each([
    ['an operation misspelt', '[getGroupLst]', 'getGroupList', '5:18: faults[0].operations[0]'],
    ['a path misspelt', '["GET /api/v1/grups"]', 'GET /api/v1/groups', '5:18: faults[0].operations[0]'],
  ])('are told with their place: %s', async (_what, operations, nearest, place) => {
    const [told] = (await faultsOf(WORLD.replace('[getGroupList]', operations))).map(faultText)
    expect(told).toContain(place)
    expect(told).toContain(`Nearest: "${nearest}"`)
  })

  test.each([
    [
      '      retry_after: 1\n',
      '      delay: 1s\n',
      '10:14: faults[0].fault.delay: "delay" is nothing that is said',
    ],
    ['status: 503', 'status: 200', '9:15: faults[0].fault.status: Kind status needs a status from 400'],
    ['from: +1d', 'from: 2026-02-30', '12:11: faults[1].from: "2026-02-30" is no moment'],
  ])('are told with their place: %s for %s', async (before, by, expected) => {
    const told = (await faultsOf(WORLD.replace(before, by))).map(faultText)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(expected)
  })
})
