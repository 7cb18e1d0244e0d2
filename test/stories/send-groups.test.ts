import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import {
  carrierRecord,
  connectionStatus,
  EXAMPLE_MUTUAL,
  employee,
  enrolled,
  family,
  fileOf,
  GROUP_ID,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from '../feeds/census.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  enrollmentsOf,
  FULFILLMENT,
  GUARDIAN,
  type Json,
  SAMPLE_LIFE,
  snapshotOf,
  submit,
} from '../snapshots/families.ts'

const PLACEHOLDER_DENTAL = '1e586513-9bec-46c5-ada7-662e3efb38fe'
const REQUEST = '/carrier/api/v1/carriers/request'
const FICTIONAL_BENEFITS = 'f987f2dd-6431-4a56-a4f0-ca1a998fab77'

const issuesOf = async (api: Api, group_id: string): Promise<Json[]> =>
  (await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)).body.response

const ofPerson = ({ members }: Json, ssn: string): Json[] => members.filter((one: Json) => one.ssn === ssn)

/** An employee with a child, both covered. */
function withChild(plan: Json, child: Json = {}): Json {
  const { employment: _, ...own } = employee(2, {
    custom_individual_id: 'D-1',
    person: { first_name: 'Orla', date_of_birth: '2015-06-01', ssn: '978012001', ...child },
  })
  const dependents = [{ ...own, relationship: 'child' }]
  return family(1, plan, { dependents, enrolled: [enrolled('D-1', { individual_type: 'dependent' })] })
}

/** A Send group whose carrier has approved the file of one employee. */
async function approvedGroup(api: Api, simulator: Simulator) {
  const group = await sendGroup(api, simulator)
  const plan = await planOf(api, group.group_id, 'dental')
  await submit(api, group.group_id, family(1, plan))
  await simulator.clock.settle()
  expect(await connectionStatus(api, group.connection)).toBe('completed')
  return { ...group, plan }
}

/**
 * Each sentence of the vendor's guides that is about groups of Send carriers, in the newer order: the census comes before
 * `completed`. The older one is in reconciling-send-groups.test.ts; how connecting differs from Sync, in
 * why-connect-a-group.test.ts. Source: Noyo docs, "Why Connect a Group?", "Linking Members".
 */
inEveryMode('groups of Send carriers: connecting', ({ test }) => {
  test('Noyo can support that the employees are all already enrolled: the census makes nobody twice', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const before = await carrierRecord(api)
    const [known] = before.members.filter((one: Json) => one.relationship === 'self' && one.ssn !== null)
    const { first_name, last_name, date_of_birth, ssn } = known
    const plan = await planOf(api, group_id, 'dental')
    const person = { first_name, last_name, date_of_birth, ssn }
    await sendCensus(api, group_id, [family(1, plan, { employee: { person } })])
    await simulator.clock.settle()
    const after = await carrierRecord(api)
    expect(ofPerson(after, ssn).map(({ id }) => id)).toEqual([known.id])
    expect(after.members).toHaveLength(before.members.length)
  })

  test('you build to the individual specifications of each carrier: its files are its own', async ({
    api,
    simulator,
  }) => {
    await api.post(REQUEST, { carrier_id: PLACEHOLDER_DENTAL, estimated_volume: 10 })
    await simulator.clock.settle()
    const headings: string[] = []
    for (const [carrier_id, carrier_group_id, line] of [
      [EXAMPLE_MUTUAL, GROUP_ID, 'dental'],
      [SAMPLE_LIFE, '123-45678', 'std'],
      [PLACEHOLDER_DENTAL, 'PD00A17', 'dental'],
      [FICTIONAL_BENEFITS, '123456789', 'accident'],
    ] as const) {
      const { group_id, connection, feed } = await sendGroup(api, simulator, carrier_id, carrier_group_id)
      await sendCensus(api, group_id, [family(1, await planOf(api, group_id, line))])
      await simulator.clock.settle()
      expect(await connectionStatus(api, connection)).toBe('completed')
      const [run] = await runsOf(api, feed)
      headings.push((await fileOf(api, run.id)).split('\r\n')[0] as string)
    }
    expect(new Set(headings).size).toBe(4)
  })

  test('with a connected group, changes of enrollment and eligibility go over the API, with the next file', async ({
    api,
    simulator,
  }) => {
    const { group_id, feed, plan } = await approvedGroup(api, simulator)
    const vision = await planOf(api, group_id, 'vision')
    const adding = family(1, plan)
    adding.coverages.push(family(1, vision).coverages[0])
    const { body } = await submit(api, group_id, adding)
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).status).toBe('completed')
    expect((await runsOf(api, feed))[0].details.file.audit.count).toMatchObject({ enrollments: 2 })
    const record = await carrierRecord(api)
    const [{ id }] = ofPerson(record, '978011001') as [Json]
    expect(record.enrollments.filter(({ member_id }: Json) => member_id === id)).toHaveLength(2)
  })
})

inEveryMode('groups of Send carriers: members', ({ test }) => {
  test('an SSN is changed for multiple carriers with a single standard request, Sync and Send', async ({
    api,
    simulator,
  }) => {
    const { group_id, plan } = await approvedGroup(api, simulator)
    const group_data = { carrier_group_id: '00123400' }
    await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
      carrier_id: GUARDIAN,
      group_data,
    })
    await simulator.clock.settle()
    const vision = (await allOf(api, `/groups/${group_id}/plans`)).find(
      (one) => one.carrier_id === GUARDIAN && one.line_of_coverage === 'vision',
    )
    const coverages = [family(1, plan).coverages[0], family(1, vision).coverages[0]]
    for (const ssn of ['978011001', '978014444']) {
      const wanted = family(1, plan, { coverages, employee: { person: { ssn } } })
      const [id] = await sendCensus(api, group_id, [wanted])
      await simulator.clock.settle()
      expect((await snapshotOf(api, id as string)).status).toBe('completed')
    }
    const records = [await carrierRecord(api), await carrierRecord(api, 'guardian', '00123400')]
    for (const record of records) {
      expect(ofPerson(record, '978014444')).toHaveLength(1)
      expect(ofPerson(record, '978011001')).toEqual([])
    }
  })

  test('an initial census creates the employees and dependents, with the custom id of each', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const { body } = await submit(api, group_id, withChild(plan))
    expect(body.created_members.map((one: Json) => [one.type, one.custom_individual_id])).toEqual([
      ['employee', 'E-1'],
      ['dependent', 'D-1'],
    ])
    await simulator.clock.settle()
    const [person] = await allOf(api, `/groups/${group_id}/employees`)
    const { body: kin } = await api.get(`${FULFILLMENT}/employees/${person.id}/dependents`)
    expect([person.id, kin.response[0].id]).toEqual(body.created_members.map(({ id }: Json) => id))
    const held = await enrollmentsOf(api, person.id)
    expect(held.map(({ individual_type }) => individual_type).toSorted()).toEqual(['dependent', 'employee'])
  })

  test('the Noyo ids of the answers are taken in future snapshots, beside the custom ids', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const { body: first } = await submit(api, group_id, withChild(plan))
    await simulator.clock.settle()
    const again = withChild(plan, { last_name: 'Overbrook' })
    const [own, child] = first.created_members.map(({ id }: Json) => id)
    again.employee.id = own
    again.dependents[0].id = child
    const { status, body } = await submit(api, group_id, again)
    expect([status, body.employee_id, body.created_members]).toEqual([201, own, []])
    await simulator.clock.settle()
    expect((await snapshotOf(api, body.id)).fulfillment_summary).toMatchObject([{ status: 'sent' }])
    expect(ofPerson(await carrierRecord(api), '978012001')).toMatchObject([{ last_name: 'Overbrook' }])
  })
})

inEveryMode('groups of Send carriers: reconciling', ({ test }) => {
  test('the error report names the data to be corrected before the connection can be established', async ({
    api,
    simulator,
  }) => {
    const { group_id, connection } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [withChild(plan, { ssn: null }), family(5, plan)])
    await sendCensus(api, group_id, [family(3, plan, { employee: { person: { ssn: null } } })])
    await simulator.clock.settle()
    const people = await allOf(api, `/groups/${group_id}/employees`)
    const third = people.find((one) => one.custom_individual_id === 'E-3')
    expect(await issuesOf(api, group_id)).toMatchObject([
      { category: 'missing_ssn', status: 'open', employee_id: third.id, member_id: third.id },
    ])
    expect(await connectionStatus(api, connection)).toBe('action_required')
  })

  test('corrected in your system or asked of members, updates by snapshot go on with the testing cycle', async ({
    api,
    simulator,
  }) => {
    const { group_id, connection, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const early = family(2, plan)
    early.coverages[0].enrolled_members = [enrolled('E-2', { effective_start_date: '2024-01-01' })]
    await sendCensus(api, group_id, [family(1, plan, { employee: { person: { ssn: null } } }), early])
    const states: unknown[] = []
    const corrections = [
      [],
      [family(1, plan)],
      [
        family(2, plan, {
          coverages: early.coverages,
          employee: {
            employment: { ...early.employee.employment, employment_dates: { hire_date: '2023-12-01' } },
          },
        }),
      ],
    ]
    for (const correction of corrections) {
      await sendCensus(api, group_id, correction)
      await simulator.clock.settle()
      const open = (await issuesOf(api, group_id)).filter(({ status }) => status === 'open')
      states.push([
        (await runsOf(api, feed)).length,
        open.length,
        await connectionStatus(api, connection),
        (await runsOf(api, feed)).every(({ details }) => details.file.name.startsWith('TEST_')),
      ])
    }
    expect(states).toEqual([
      [1, 2, 'action_required', true],
      [2, 1, 'action_required', true],
      [3, 0, 'completed', true],
    ])
  })
})
