import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  enrollmentsOf,
  FULFILLMENT,
  GUARDIAN,
  type Json,
  snapshotOf,
  submit,
} from '../snapshots/families.ts'
import {
  carrierRecord,
  connectionStatus,
  EXAMPLE_MUTUAL,
  employee,
  enrolled,
  family,
  fileOf,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

const summary = (snapshot: Json) => snapshot.fulfillment_summary.map((entry: Json) => entry.status)

inEveryMode('a group of a Send carrier', ({ test }) => {
  test('is connected once its census has gone by file and the carrier has approved that', async ({
    api,
    simulator,
  }) => {
    const { group_id, connection, feed } = await sendGroup(api, simulator)
    expect(await connectionStatus(api, connection)).toBe('action_required')
    expect(await allOf(api, `/groups/${group_id}/employees`)).toEqual([])

    const plan = await planOf(api, group_id, 'dental')
    const [first] = await sendCensus(
      api,
      group_id,
      [1, 2, 3].map((n) => family(n, plan)),
    )
    await simulator.clock.advance('4s')
    expect(await snapshotOf(api, first as string)).toMatchObject({
      status: 'processing',
      fulfillment_summary: [{ carrier_id: EXAMPLE_MUTUAL, status: 'scheduled', errors: [] }],
    })
    expect(await runsOf(api, feed)).toEqual([])

    expect(await simulator.clock.settle()).toMatchObject({ stopped: 'quiet' })
    const sent = await snapshotOf(api, first as string)
    expect([sent.status, ...summary(sent)]).toEqual(['completed', 'sent'])
    const runs = await runsOf(api, feed)
    expect(runs).toMatchObject([
      { status: 'completed', details: { file: { audit: { count: { primaries: 3, enrollments: 3 } } } } },
    ])
    expect(await connectionStatus(api, connection)).toBe('completed')
    expect(
      (await api.get(`${FULFILLMENT}/feeds?testing=false&group_id=${group_id}`)).body.response,
    ).toMatchObject([{ id: feed }])
    expect(await allOf(api, `/groups/${group_id}/employees`)).toHaveLength(3)
    const { members } = await carrierRecord(api)
    expect(members.map(({ ssn }: Json) => ssn)).toEqual(
      expect.arrayContaining(['978011001', '978011002', '978011003']),
    )
  })

  test('stays in action_required while too much of its file is wrong, until a corrected one', async ({
    api,
    simulator,
  }) => {
    const { group_id, connection, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const wrong = family(2, plan, { employee: { person: { ssn: null } } })
    await sendCensus(api, group_id, [family(1, plan), wrong])
    await simulator.clock.settle()
    expect(await connectionStatus(api, connection)).toBe('action_required')
    expect(
      (await api.get(`${FULFILLMENT}/feeds?testing=true&group_id=${group_id}`)).body.response,
    ).toMatchObject([{ id: feed }])
    const before = await carrierRecord(api)
    expect(before.members.filter(({ ssn }: Json) => ssn === '978011001')).toEqual([])

    await sendCensus(api, group_id, [family(2, plan)])
    await simulator.clock.settle()
    expect(await connectionStatus(api, connection)).toBe('completed')
    expect(await runsOf(api, feed)).toHaveLength(2)
    const { members } = await carrierRecord(api)
    expect(members.map(({ ssn }: Json) => ssn)).toEqual(expect.arrayContaining(['978011001', '978011002']))
  })

  test('once approved: what is right in a file is put on record, what is wrong is not', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()

    const early = [enrolled('E-3', { effective_start_date: '2024-01-01' })]
    const coverage = { carrier_id: EXAMPLE_MUTUAL, line_of_coverage: 'dental', plan_id: plan.id }
    await sendCensus(api, group_id, [
      family(2, plan),
      family(3, plan, { coverages: [{ ...coverage, enrolled_members: early }] }),
    ])
    await simulator.clock.settle()
    const { members } = await carrierRecord(api)
    const numbers = members.map(({ ssn }: Json) => ssn)
    expect(numbers).toContain('978011002')
    expect(numbers).not.toContain('978011003')
    const { body } = await api.get('/_sim/events?type=carrier_file.read')
    expect(body.events.at(-1).data).toMatchObject({ rows: 3, clean: 2, findings: 1, is_test: false })
  })

  test('a family, changed by later snapshots, is the same people at the carrier', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const {
      employment: _,
      custom_individual_id: __,
      ...child
    } = employee(7, {
      person: { first_name: 'Orla', date_of_birth: '2015-06-01', ssn: '978012001' },
    })
    const covered = { ...child, custom_individual_id: 'D-1', relationship: 'child' }
    const withChild = { dependents: [covered], enrolled: [enrolled('D-1', { individual_type: 'dependent' })] }
    await sendCensus(api, group_id, [family(1, plan, withChild)])
    await simulator.clock.settle()
    const first = await carrierRecord(api)
    const held = (record: Json) => record.members.filter(({ ssn }: Json) => ssn?.startsWith('97801'))
    expect(
      held(first)
        .map(({ relationship }: Json) => relationship)
        .toSorted(),
    ).toEqual(['child', 'self'])

    const married = { ...withChild, employee: { person: { last_name: 'Overbrook', ssn: '978013001' } } }
    await sendCensus(api, group_id, [family(1, plan, married)])
    await simulator.clock.settle()
    const second = await carrierRecord(api)
    expect(held(second).map(({ id }: Json) => id)).toEqual(held(first).map(({ id }: Json) => id))
    expect(held(second).map(({ last_name }: Json) => last_name)).toContain('Overbrook')
    expect(second.members).toHaveLength(first.members.length)
  })

  test('a coverage that a snapshot ends is ended in the file and at the carrier, and Noyo shows it', async ({
    api,
    simulator,
  }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const [member] = await allOf(api, `/groups/${group_id}/employees`)
    expect(await enrollmentsOf(api, member.id)).toMatchObject([{ status: 'active', plan_id: plan.id }])

    const ended = family(1, plan)
    ended.coverages[0].enrolled_members[0].effective_end_date = '2026-03-31'
    await sendCensus(api, group_id, [ended])
    await simulator.clock.settle()
    const [run] = await runsOf(api, feed)
    expect(run.details.file.audit.count).toMatchObject({ enrollments: 1, terminations: 1 })
    expect(await fileOf(api, run.id)).toContain(',20260331,')
    const { enrollments, members } = await carrierRecord(api)
    const { id } = members.find(({ ssn }: Json) => ssn === '978011001')
    expect(enrollments.filter(({ member_id }: Json) => member_id === id)).toMatchObject([
      { effective_start_date: '2026-01-01', effective_end_date: '2026-03-31' },
    ])
    expect(await enrollmentsOf(api, member.id)).toMatchObject([{ effective_end_date: '2026-03-31' }])
  })

  test('a snapshot replaced before the file has gone is not in it; the same again changes nothing', async ({
    api,
    simulator,
  }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const [dental, vision] = await Promise.all([
      planOf(api, group_id, 'dental'),
      planOf(api, group_id, 'vision'),
    ])
    const [former] = await sendCensus(api, group_id, [family(1, dental)])
    await simulator.clock.advance('4s')
    const [later] = await sendCensus(api, group_id, [family(1, vision)])
    await simulator.clock.settle()
    const replaced = await snapshotOf(api, former as string)
    expect([replaced.status, ...summary(replaced)]).toEqual(['replaced', 'replaced'])
    expect((await snapshotOf(api, later as string)).status).toBe('completed')
    const [run] = await runsOf(api, feed)
    const text = await fileOf(api, run.id)
    expect(text).toContain(',VIS,')
    expect(text).not.toContain(',DEN,')

    const [again] = await sendCensus(api, group_id, [family(1, vision)])
    await simulator.clock.settle()
    const unchanged = await snapshotOf(api, again as string)
    expect([unchanged.status, ...summary(unchanged)]).toEqual(['completed', 'no_changes'])
    expect(await runsOf(api, feed)).toHaveLength(1)
  })

  test('a coverage of the last file must not be left out of the next snapshot', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const { body } = await submit(api, group_id, { ...family(1, plan), coverages: [] })
    await simulator.clock.settle()
    const canceled = await snapshotOf(api, body.id)
    expect([canceled.status, ...summary(canceled)]).toEqual(['canceled', 'invalid'])
    expect(canceled.fulfillment_summary[0].errors[0]).toContain('missing the following active coverages')
  })

  test('a snapshot for a Sync and a Send carrier is completed only when the file has gone', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
      carrier_id: GUARDIAN,
      group_data: { carrier_group_id: '00123400' },
    })
    await simulator.clock.settle()
    const plans = await allOf(api, `/groups/${group_id}/plans`)
    const sold = (carrier: string, line: string) =>
      plans.find((plan) => plan.carrier_id === carrier && plan.line_of_coverage === line)
    const at = (plan: Json) => family(1, plan).coverages[0]
    const coverages = [at(sold(GUARDIAN, 'vision')), at(sold(EXAMPLE_MUTUAL, 'dental'))]
    const [id] = await sendCensus(api, group_id, [family(1, coverages[0], { coverages })])
    await simulator.clock.advance('16s')
    const waiting = await snapshotOf(api, id as string)
    expect([waiting.status, ...summary(waiting)]).toEqual(['processing', 'sent', 'scheduled'])
    await simulator.clock.settle()
    const done = await snapshotOf(api, id as string)
    expect([done.status, ...summary(done)]).toEqual(['completed', 'sent', 'sent'])
  })
})
