import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  BEAM,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  OPEN_END,
  PRINCIPAL,
  snapshotOf,
  submit,
} from './families.ts'

const SSN = '966011133'
const EVENTS = [{ id: '1', date: '2026-02-01', reason: 'open_enrollment', type: 'coverage' }]

/** A family of Guardian's with a child, whose employee has vision with Beam too. */
async function withTwoCarriers(
  api: Api,
  simulator: Simulator,
): Promise<{ group: string; employee: Json; vision: Json }> {
  const group = await connectedGroup(api, simulator)
  const { employee, payload } = await familyOf(api, group, 1)
  const asked = { carrier_id: BEAM, group_data: { carrier_group_id: 'HP10999' } }
  await api.post(`${FULFILLMENT}/groups/${group}/group_connections`, asked)
  await simulator.clock.settle()
  const plans = await allOf(api, `/groups/${group}/plans`)
  const plan = plans.find((one) => one.carrier_id === BEAM && one.line_of_coverage === 'vision')
  const vision = {
    carrier_id: BEAM,
    line_of_coverage: 'vision',
    plan_id: plan.id,
    enrolled_members: [
      {
        individual_id: employee.id,
        individual_type: 'employee',
        effective_start_date: '2026-02-01',
        effective_end_date: OPEN_END,
      },
    ],
  }
  const coverages = [...payload.coverages, vision]
  expect(await outcome(api, simulator, group, { ...payload, coverages })).toEqual({
    [GUARDIAN]: 'no_changes',
    [BEAM]: 'sent',
  })
  return { group, employee, vision }
}

/** What became of a snapshot at each carrier. */
async function outcome(api: Api, simulator: Simulator, group: string, payload: Json): Promise<Json> {
  const { status, body } = await submit(api, group, { ...payload, events: EVENTS })
  expect(status).toBe(201)
  await simulator.clock.settle()
  const snapshot = await snapshotOf(api, body.id)
  expect(snapshot.status).toBe('completed')
  return Object.fromEntries(
    snapshot.fulfillment_summary.map((entry: Json) => [entry.carrier_id, entry.status]),
  )
}

/** The payload with another SSN and another middle name for the employee and everybody in the family. */
function renamed(payload: Json): Json {
  const other = ({ person, ...rest }: Json, at: number) => ({
    ...rest,
    person: { ...person, middle_name: 'Quill', ssn: `96601113${at}` },
  })
  return {
    ...payload,
    employee: { ...other(payload.employee, 3) },
    dependents: payload.dependents.map((dependent: Json, at: number) => other(dependent, at + 5)),
  }
}

/** The employee alone, without what may be left out of a person; what the dependents have shall go on. */
function bare({ dependents: _others, ...payload }: Json): Json {
  const { ssn: _ssn, middle_name: _middle, ...person } = payload.employee.person
  const coverages = payload.coverages.map(({ enrolled_members, ...coverage }: Json) => ({
    ...coverage,
    enrolled_members: enrolled_members.filter((one: Json) => one.individual_type === 'employee'),
  }))
  const omitted_coverage_handling = { policy: 'continue' }
  return { ...payload, employee: { ...payload.employee, person }, coverages, omitted_coverage_handling }
}

async function atCarrier(api: Api, place: string, ssn: string): Promise<Json[]> {
  const { body } = await api.get(`/_sim/carriers/${place}`)
  return body.members.filter((member: Json) => member.ssn === ssn)
}

inEveryMode('a carrier that has missed something', ({ test }) => {
  test('by refusing a snapshot is told it with the next that it takes, said again or not', async ({
    api,
    simulator,
  }) => {
    const { group, employee, vision } = await withTwoCarriers(api, simulator)
    const payload = await currentPayload(api, employee.id)
    const changed = renamed({ ...payload, coverages: [vision] })
    expect(await outcome(api, simulator, group, changed)).toEqual({ [BEAM]: 'sent', [GUARDIAN]: 'invalid' })
    expect(await atCarrier(api, 'beam/groups/HP10999', SSN)).toHaveLength(1)
    expect(await atCarrier(api, 'guardian/groups/00123456', SSN)).toEqual([])

    const corrected = bare(await currentPayload(api, employee.id))
    expect(await outcome(api, simulator, group, corrected)).toEqual({
      [BEAM]: 'no_changes',
      [GUARDIAN]: 'sent',
    })
    expect(await atCarrier(api, 'guardian/groups/00123456', SSN)).toMatchObject([
      { relationship: 'self', middle_name: 'Quill' },
    ])
    // A dependent too whom the corrected snapshot does not name.
    expect(await atCarrier(api, 'guardian/groups/00123456', '966011135')).toHaveLength(1)
    expect(await outcome(api, simulator, group, await currentPayload(api, employee.id))).toEqual({
      [BEAM]: 'no_changes',
      [GUARDIAN]: 'no_changes',
    })
  })

  test('while it covered nobody is told it when it covers somebody again', async ({ api, simulator }) => {
    const { group, employee, vision } = await withTwoCarriers(api, simulator)
    const payload = await currentPayload(api, employee.id)
    const ended = payload.coverages
      .filter(({ carrier_id }: Json) => carrier_id === GUARDIAN)
      .map((coverage: Json) => ({
        ...coverage,
        enrolled_members: coverage.enrolled_members.map((one: Json) => ({
          ...one,
          effective_end_date: '2026-01-04',
        })),
      }))
    await outcome(api, simulator, group, { ...payload, coverages: [...ended, vision] })
    const changed = renamed(await currentPayload(api, employee.id))
    expect(await outcome(api, simulator, group, changed)).toEqual({ [BEAM]: 'sent' })

    const again = bare(await currentPayload(api, employee.id))
    const [dental] = ended.filter(({ line_of_coverage }: Json) => line_of_coverage === 'dental')
    const own = dental.enrolled_members.filter(({ individual_id }: Json) => individual_id === employee.id)
    const enrolled_members = own.map((one: Json) => ({
      ...one,
      effective_start_date: '2026-03-01',
      effective_end_date: OPEN_END,
    }))
    const coverages = [vision, { ...dental, enrolled_members }]
    expect(await outcome(api, simulator, group, { ...again, coverages })).toMatchObject({
      [GUARDIAN]: 'sent',
    })
    expect(await atCarrier(api, 'guardian/groups/00123456', SSN)).toMatchObject([{ relationship: 'self' }])
    expect(await outcome(api, simulator, group, await currentPayload(api, employee.id))).toEqual({
      [BEAM]: 'no_changes',
      [GUARDIAN]: 'no_changes',
    })
  })
})

inEveryMode('a carrier that was told', ({ test }) => {
  test('a snapshot which was replaced then keeps it, and Noyo knows it too', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const { body } = await submit(api, group, renamed(payload))
    for (let step = 0; step < 200; step += 1) {
      const [{ status }] = (await snapshotOf(api, body.id)).fulfillment_summary
      if (status === 'sent') break
      await simulator.clock.advance('100ms')
    }
    expect(await outcome(api, simulator, group, bare(payload))).toEqual({ [GUARDIAN]: 'no_changes' })
    expect(await snapshotOf(api, body.id)).toMatchObject({
      status: 'replaced',
      fulfillment_summary: [{ status: 'sent' }],
    })
    expect(await atCarrier(api, 'guardian/groups/00123456', SSN)).toMatchObject([{ relationship: 'self' }])
    const now = await currentPayload(api, employee.id)
    expect(now.employee.person).toMatchObject({ ssn: SSN, middle_name: 'Quill' })
    expect(await outcome(api, simulator, group, now)).toEqual({ [GUARDIAN]: 'no_changes' })
  })
})

inEveryMode('what a carrier has changed itself', ({ test }) => {
  test('and Noyo has not read yet is read first, and stays unless the snapshot says otherwise', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const at = '/_sim/carriers/guardian/groups/00123456'
    const { members } = (await api.get(at)).body
    const subscriber = members.find(({ ssn }: Json) => ssn === employee.person.ssn)
    const child = members.find(({ subscriber_id }: Json) => subscriber_id === subscriber.id)
    const edited = { middle_name: 'Quill', last_name: 'Farthingale' }
    for (const { id } of [subscriber, child]) {
      expect((await api.patch(`${at}/members/${id}`, edited)).status).toBe(200)
    }
    const sent = bare({ ...payload, employee: { ...payload.employee, custom_individual_id: 'E-1' } })
    expect(await outcome(api, simulator, group, sent)).toEqual({ [GUARDIAN]: 'sent' })
    const after = (await api.get(at)).body.members
    const named = (id: string) => after.find((member: Json) => member.id === id)
    const { last_name } = payload.employee.person
    expect(named(subscriber.id)).toMatchObject({ middle_name: 'Quill', last_name })
    expect(named(child.id)).toMatchObject(edited)
    const now = await currentPayload(api, employee.id)
    expect(now.employee.person).toMatchObject({ middle_name: 'Quill', last_name })
    expect(now.dependents.map(({ person }: Json) => person)).toContainEqual(expect.objectContaining(edited))
    expect(await outcome(api, simulator, group, now)).toEqual({ [GUARDIAN]: 'no_changes' })
  })
})

inEveryMode('a snapshot that no carrier has taken', ({ test }) => {
  test('leaves the members as they were, though it completes for one that is not connected', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const elsewhere = { carrier_id: PRINCIPAL, line_of_coverage: 'vision', plan_name: 'Vision' }
    const enrolled_members = [
      {
        individual_id: employee.id,
        individual_type: 'employee',
        effective_start_date: '2026-02-01',
        effective_end_date: OPEN_END,
      },
    ]
    const changed = renamed({ ...payload, coverages: [{ ...elsewhere, enrolled_members }] })
    expect(await outcome(api, simulator, group, changed)).toEqual({
      [PRINCIPAL]: 'not_connected',
      [GUARDIAN]: 'invalid',
    })
    expect(await currentPayload(api, employee.id)).toEqual(payload)
    expect(await outcome(api, simulator, group, payload)).toEqual({ [GUARDIAN]: 'no_changes' })
  })
})
