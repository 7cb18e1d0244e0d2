import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  NOBODY,
  newHire,
  OPEN_END,
  PRINCIPAL,
  snapshotOf,
  submit,
} from '../snapshots/families.ts'
import { detailsOf, historyOf, listed, sendChanged, transactionsOf } from './seen.ts'

const ALL = ['noyo_accepted', 'carrier_accepted', 'carrier_processing', 'carrier_completed', 'noyo_verified']

const hire = (plan: Json, start: string) =>
  newHire({
    coverages: [
      {
        carrier_id: GUARDIAN,
        line_of_coverage: plan.line_of_coverage,
        plan_id: plan.id,
        enrolled_members: [
          {
            custom_individual_id: 'E-100',
            individual_type: 'employee',
            effective_start_date: start,
            effective_end_date: OPEN_END,
          },
        ],
      },
    ],
  })

const dentalOf = async (api: Parameters<typeof allOf>[0], group: string): Promise<Json> =>
  (await allOf(api, `/groups/${group}/plans`)).find(({ line_of_coverage }) => line_of_coverage === 'dental')

inEveryMode('the transaction of a Sync carrier', ({ test }) => {
  test('of a new hire goes through every status detail, verified on the day the coverage starts', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const plan = await dentalOf(api, group)
    const { body } = await submit(api, group, hire(plan, '2026-03-01'))
    expect(await transactionsOf(api, body.id)).toEqual([])
    expect(await historyOf(api, simulator, body.id)).toEqual([
      'processing noyo_accepted',
      'processing carrier_accepted',
      'processing carrier_processing',
      'completed carrier_completed',
    ])
    const [waiting] = await transactionsOf(api, body.id)
    expect(waiting).toMatchObject({
      member_request_id: body.id,
      employee_id: body.employee_id,
      carrier_id: GUARDIAN,
      transaction_type: 'carrier_new_hire',
      lines_of_coverage: ['dental'],
      body: {
        member_snapshot_id: body.id,
        changed_member_ids: [body.employee_id],
        coverages: [{ change: 'added', plan_id: plan.id, effective_start_date: '2026-03-01', cobra: false }],
      },
      result: { sent_by: 'api' },
    })
    expect(waiting).not.toHaveProperty('verified')
    expect(JSON.stringify(waiting)).not.toMatch(/Ottilie|977334455|1988-02-29/)

    await simulator.clock.advance({ to: '2026-02-28T23:59:59Z' })
    expect(detailsOf((await transactionsOf(api, body.id))[0])).toEqual(ALL.slice(0, 4))
    await simulator.clock.advance('1s')
    const [verified] = await transactionsOf(api, body.id)
    expect(detailsOf(verified)).toEqual(ALL)
    expect(verified).toMatchObject({ status: 'completed', verified: Date.parse('2026-03-01') / 1000 })
    const times = verified.status_details.map(({ event_created }: Json) => event_created)
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b))
  })

  test('in demographics alone is verified as soon as it is completed', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee } = await familyOf(api, group, 0)
    const id = await sendChanged(api, group, employee.id, (payload) => {
      payload.employee.person.first_name = 'Sunny'
    })
    await simulator.clock.settle()
    const [transaction] = await transactionsOf(api, id)
    expect(transaction).toMatchObject({
      transaction_type: 'carrier_demographic',
      status: 'completed',
      body: { changed_member_ids: [employee.id], coverages: [] },
    })
    expect(detailsOf(transaction)).toEqual(ALL)
    expect(transaction.lines_of_coverage).toContain('dental')
    expect(transaction.verified).toBe(transaction.status_details.at(-1).event_created)
  })

  test('that ends every coverage is a termination, verified the day after the last day', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee } = await familyOf(api, group, 0)
    const id = await sendChanged(api, group, employee.id, ({ coverages }) => {
      for (const { enrolled_members } of coverages) {
        for (const enrolled of enrolled_members) enrolled.effective_end_date = '2026-02-28'
      }
    })
    await simulator.clock.settle()
    await simulator.clock.advance({ to: '2026-02-28T12:00:00Z' })
    const [before] = await transactionsOf(api, id)
    expect(before.transaction_type).toBe('carrier_termination')
    expect(detailsOf(before)).toEqual(ALL.slice(0, 4))
    await simulator.clock.advance('12h')
    expect(detailsOf((await transactionsOf(api, id))[0])).toEqual(ALL)
  })

  test('is not verified when a later snapshot has changed what it was about', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const plan = await dentalOf(api, group)
    const { body: first } = await submit(api, group, hire(plan, '2026-03-01'))
    await simulator.clock.settle()
    const shorter = hire(plan, '2026-03-01')
    shorter.coverages[0].enrolled_members[0].effective_end_date = '2026-03-31'
    const { body: second } = await submit(api, group, shorter)
    await simulator.clock.settle()
    await simulator.clock.advance({ to: '2026-04-02T00:00:00Z' })
    expect(detailsOf((await transactionsOf(api, first.id))[0])).toEqual(ALL.slice(0, 4))
    expect(detailsOf((await transactionsOf(api, second.id))[0])).toEqual(ALL)
  })

  test('that waives a coverage before its start is a termination, verified on the day it would have started', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const plan = await dentalOf(api, group)
    await submit(api, group, hire(plan, '2026-03-01'))
    await simulator.clock.settle()
    const waived = hire(plan, '2026-03-01')
    waived.coverages[0].enrolled_members[0].effective_end_date = '2026-02-28'
    const { body } = await submit(api, group, waived)
    await simulator.clock.settle()
    await simulator.clock.advance({ to: '2026-02-28T23:59:59Z' })
    const [before] = await transactionsOf(api, body.id)
    expect(before).toMatchObject({ transaction_type: 'carrier_termination', status: 'completed' })
    expect(detailsOf(before)).toEqual(ALL.slice(0, 4))
    await simulator.clock.advance('1s')
    expect(detailsOf((await transactionsOf(api, body.id))[0])).toEqual(ALL)
  })

  test('is the same whether time passes at once or in steps', async ({ api, simulator }) => {
    const outcomes = []
    for (const steps of [1, 90]) {
      await simulator.reset()
      const group = await connectedGroup(api, simulator)
      const { body } = await submit(api, group, hire(await dentalOf(api, group), '2026-02-01'))
      for (let step = 0; step < steps; step += 1) {
        await simulator.clock.advance({ by: `${(90 * 24) / steps}h` })
      }
      outcomes.push(await transactionsOf(api, body.id))
    }
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(detailsOf(outcomes[0]?.[0])).toEqual(ALL)
  })

  test('is called by what changes and by the events that the platform says', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee } = await familyOf(api, group, 0)
    const types: string[] = []
    const send = async (change: (payload: Json) => void) => {
      const id = await sendChanged(api, group, employee.id, change)
      await simulator.clock.settle()
      types.push((await transactionsOf(api, id))[0]?.transaction_type)
    }
    await send(({ coverages }) => {
      coverages[0].enrolled_members[0].effective_end_date = '2026-04-30'
    })
    await send((payload) => {
      payload.events = [{ id: '1', date: '2026-01-05', reason: 'open_enrollment', type: 'coverage' }]
      payload.coverages[0].enrolled_members[0].effective_end_date = OPEN_END
    })
    expect(types).toEqual(['carrier_qualifying_life_event_removing', 'carrier_open_enrollment_modifying'])
  })

  test('exists for each carrier that something changes at, and for no other', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const { body: same } = await submit(api, group, payload)
    const wrong = structuredClone(payload)
    wrong.coverages = wrong.coverages.slice(1)
    await simulator.clock.settle()
    const { body: invalid } = await submit(api, group, wrong)
    await simulator.clock.settle()
    const elsewhere = hire(await dentalOf(api, group), '2026-02-01')
    elsewhere.coverages[0].carrier_id = PRINCIPAL
    delete elsewhere.coverages[0].plan_id
    elsewhere.coverages[0].plan_name = 'Dental'
    const { body: unconnected } = await submit(api, group, elsewhere)
    await simulator.clock.settle()
    const statuses = []
    for (const { id } of [same, invalid, unconnected]) {
      statuses.push((await snapshotOf(api, id)).fulfillment_summary[0].status)
      expect(await transactionsOf(api, id)).toEqual([])
    }
    expect(statuses).toEqual(['no_changes', 'invalid', 'not_connected'])
    expect(await listed(api, '')).toEqual([])
    expect(employee.id).toBe(same.employee_id)
  })

  test('is canceled with its snapshot, however far it is, and says what the carrier has', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const employees = await allOf(api, `/groups/${group}/employees`)
    const rename = (employee: string, first_name: string) =>
      sendChanged(api, group, employee, (payload) => {
        payload.employee.person.first_name = first_name
      })
    for (const stage of ['noyo_accepted', 'carrier_accepted', 'carrier_processing', 'carrier_completed']) {
      const { employee, former } = await sentUntil(api, simulator, stage, employees, rename)
      const later = await rename(employee, 'Moony')
      const [transaction] = await transactionsOf(api, former)
      if (stage === 'carrier_completed') {
        expect(transaction).toMatchObject({ status: 'completed', result: { sent_by: 'api' } })
      } else {
        const carrier_received = stage !== 'noyo_accepted'
        const result = { reason: 'replaced', replaced_by: later, carrier_received }
        expect(transaction).toMatchObject({ status: 'canceled', result })
        expect(detailsOf(transaction).at(-1)).toBe(stage)
      }
      await simulator.clock.settle()
      expect((await transactionsOf(api, former))[0]).toEqual(transaction)
      const [next] = await transactionsOf(api, later)
      expect(next).toMatchObject({ status: 'completed', transaction_type: 'carrier_demographic' })
    }
  })

  test('that the carrier no longer takes when it is sent has failed, and has a case until a later one', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const { employee } = await familyOf(api, group, 0)
    const rename = (payload: Json) => {
      payload.employee.person.first_name = 'Sunny'
    }
    const id = await sendChanged(api, group, employee.id, rename)
    expect(await untilStage(api, simulator, id, 'noyo_accepted')).toBe(true)
    const address = '/_sim/carriers/guardian/groups/00123456'
    const { members, enrollments, plans } = (await api.get(address)).body
    const person = members.find(({ ssn }: Json) => ssn === employee.person.ssn)
    const theirs = enrollments.filter(({ member_id }: Json) => member_id === person.id)
    const other = plans.find(({ id: plan }: Json) => theirs.every((one: Json) => one.plan_id !== plan))
    const added = await api.post(`${address}/enrollments`, {
      member_id: person.id,
      plan_id: other.id,
      effective_start_date: '2026-01-01',
    })
    expect(added.status).toBe(201)
    // Of whom the carrier itself has changed something, Noyo reads everything before it tells the carrier more.
    const edited = await api.patch(`${address}/members/${person.id}`, { middle_name: 'Q' })
    expect(edited.status).toBe(200)
    await simulator.clock.settle()
    const [failed] = await transactionsOf(api, id)
    expect(failed).toMatchObject({
      status: 'failed',
      result: { reason: 'refused', carrier_received: false, errors: [expect.stringContaining('missing')] },
    })
    const address2 = `${FULFILLMENT}/member_transactions/${failed.id}/case`
    expect((await api.get(address2)).body).toMatchObject({
      action_owner: 'noyo',
      automated: true,
      resolved: null,
    })
    const again = await sendChanged(api, group, employee.id, rename)
    await simulator.clock.settle()
    const [done] = await transactionsOf(api, again)
    expect(done.status).toBe('completed')
    const { body: solved } = await api.get(address2)
    expect(solved.resolved).toBe(done.result.completed_at)
    const none = await api.get(`${FULFILLMENT}/member_transactions/${done.id}/case`)
    expect([none.status, none.body.message]).toEqual([404, `Case not found with UUID ${done.id}`])
  })

  test('that does not exist is 404 wherever it is asked for', async ({ api }) => {
    for (const path of ['', '/case', '/status_details', '/status_details/latest']) {
      const { status, body } = await api.get(`${FULFILLMENT}/member_transactions/${NOBODY}${path}`)
      expect([status, body.message]).toEqual([404, `MemberTransaction not found with UUID ${NOBODY}`])
    }
    expect((await api.get(`${FULFILLMENT}/member_requests/${NOBODY}/member_transactions`)).status).toBe(404)
    for (const path of [`member_transactions/${NOBODY}`, `member_snapshots/member_transaction/${NOBODY}`]) {
      expect((await api.get(`/fulfillment/ui/v1/${path}`)).status).toBe(404)
    }
  })
})

type Stories = Parameters<typeof historyOf>

/** Lets time pass until the snapshot's transaction is at the stage; false when it has gone past it between two looks. */
async function untilStage(
  api: Stories[0],
  simulator: Stories[1],
  snapshot: string,
  stage: string,
): Promise<boolean> {
  for (let step = 0; step < 200; step += 1) {
    const [transaction] = await transactionsOf(api, snapshot)
    const details = transaction ? detailsOf(transaction) : []
    if (details.includes(stage)) return stage === 'carrier_completed' || details.at(-1) === stage
    await simulator.clock.advance('100ms')
  }
  throw new Error(`never ${stage}`)
}

/** The first of the employees whose snapshot is seen at the stage: some carriers are faster than one looks. */
async function sentUntil(
  api: Stories[0],
  simulator: Stories[1],
  stage: string,
  employees: Json[],
  send: (employee: string, first_name: string) => Promise<string>,
): Promise<{ employee: string; former: string }> {
  for (let employee = employees.shift(); employee; employee = employees.shift()) {
    const former = await send(employee.id, 'Sunny')
    if (await untilStage(api, simulator, former, stage)) return { employee: employee.id, former }
  }
  throw new Error(`nobody seen at ${stage}`)
}
