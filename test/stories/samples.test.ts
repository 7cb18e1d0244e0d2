import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  enrollmentsOf,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  newHire,
  OPEN_END,
  snapshotOf,
  somebody,
  submit,
} from '../snapshots/families.ts'

/** The day on which what the samples say becomes effective; the clock starts on 2026-01-05. */
const EFFECTIVE = '2026-02-01'
const DAY_BEFORE = '2026-01-31'

/** What the three views hold of one family: the carrier, Noyo's enrollments, and the calculated snapshot. */
async function views(api: Api, employeeId: string) {
  const { members, enrollments } = (await api.get('/_sim/carriers/guardian/groups/00123456')).body
  const current = await currentPayload(api, employeeId)
  const self = members.find(
    ({ relationship, ssn }: Json) => relationship === 'self' && ssn === current.employee.person.ssn,
  )
  const family = members.filter(({ id, subscriber_id }: Json) => [id, subscriber_id].includes(self?.id))
  const ids = family.map(({ id }: Json) => id)
  return {
    carrier: {
      self,
      members: family,
      enrollments: enrollments.filter(({ member_id }: Json) => ids.includes(member_id)),
    },
    noyo: await enrollmentsOf(api, employeeId),
    current,
  }
}

async function fulfilled(api: Api, simulator: Simulator, group: string, payload: Json): Promise<Json> {
  const { status, body } = await submit(api, group, payload)
  expect([status, body.status]).toEqual([201, 'processing'])
  await simulator.clock.settle()
  const snapshot = await snapshotOf(api, body.id)
  expect(snapshot).toMatchObject({
    status: 'completed',
    fulfillment_summary: [{ carrier_id: GUARDIAN, status: 'sent', errors: [] }],
  })
  return snapshot
}

const event = (reason: string, date = EFFECTIVE, type = 'coverage') => [{ id: '1', date, reason, type }]

const ended = (coverage: Json, isEnded: (enrolled: Json) => boolean = () => true): Json => ({
  ...coverage,
  enrolled_members: coverage.enrolled_members.map((enrolled: Json) =>
    isEnded(enrolled)
      ? {
          ...enrolled,
          effective_end_date: DAY_BEFORE,
          latest_change_effective_date: DAY_BEFORE,
          event_id: '1',
        }
      : enrolled,
  ),
})

async function dentalOf(api: Api, group: string): Promise<Json> {
  const plans = await allOf(api, `/groups/${group}/plans`)
  return plans.find(({ line_of_coverage }) => line_of_coverage === 'dental')
}

const enrolled = (plan: Json, members: readonly Json[]): Json => ({
  carrier_id: GUARDIAN,
  line_of_coverage: 'dental',
  plan_id: plan.id,
  enrolled_members: members.map((member) => ({
    effective_start_date: EFFECTIVE,
    effective_end_date: OPEN_END,
    ...member,
  })),
})

const lineOf = (line: string) => (one: Json) => one.line_of_coverage === line

inEveryMode('the documented samples', ({ test }) => {
  test('a new hire, by custom ids only', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const dental = await dentalOf(api, group)
    const child = {
      custom_individual_id: 'D-100',
      relationship: 'child',
      person: somebody({ first_name: 'Pia', ssn: '977010203', date_of_birth: '2015-05-05' }),
    }
    const coverages = [
      enrolled(dental, [
        { custom_individual_id: 'E-100', individual_type: 'employee', event_id: '1' },
        { custom_individual_id: 'D-100', individual_type: 'dependent', event_id: '1' },
      ]),
    ]
    const sent = newHire({ dependents: [child], coverages, events: event('new_hire', '2025-12-01') })
    const { employee_id, created_members } = await fulfilled(api, simulator, group, sent)
    expect(created_members.map(({ type }: Json) => type)).toEqual(['employee', 'dependent'])

    const before = await views(api, employee_id)
    expect(before.carrier.self).toMatchObject({ first_name: 'Ottilie', relationship: 'self' })
    expect(before.carrier.members).toHaveLength(2)
    expect(before.carrier.enrollments).toHaveLength(2)
    for (const one of before.carrier.enrollments) {
      expect(one).toMatchObject({ effective_start_date: EFFECTIVE, effective_end_date: OPEN_END })
    }
    expect(before.noyo.map(({ status }) => status)).toEqual(['pending', 'pending'])
    expect(before.current).toMatchObject({
      employee: { id: employee_id, custom_individual_id: 'E-100' },
      dependents: [{ custom_individual_id: 'D-100' }],
      coverages: [{ plan_id: dental.id }],
    })
    expect(before.current.coverages[0].enrolled_members).toHaveLength(2)

    await simulator.clock.advance({ to: EFFECTIVE })
    const after = await views(api, employee_id)
    expect(after.noyo.map(({ status }) => status)).toEqual(['active', 'active'])
    expect(after.carrier).toEqual(before.carrier)
    expect(after.current).toEqual(before.current)
  })

  test('an existing member takes another coverage', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const dental = await dentalOf(api, group)
    const { body } = await submit(api, group, newHire())
    await simulator.clock.settle()
    const { employee_id } = body
    const start = await views(api, employee_id)
    expect(start.carrier.self).toBeUndefined()
    expect(start.current.coverages).toEqual([])

    const coverages = [enrolled(dental, [{ individual_id: employee_id, individual_type: 'employee' }])]
    await fulfilled(api, simulator, group, { ...start.current, coverages, events: event('open_enrollment') })
    const before = await views(api, employee_id)
    expect(before.carrier.enrollments).toMatchObject([{ effective_start_date: EFFECTIVE }])
    expect(before.noyo).toMatchObject([{ plan_id: dental.id, status: 'pending' }])
    expect(before.current.coverages).toMatchObject([{ plan_id: dental.id }])
    await simulator.clock.advance({ to: EFFECTIVE })
    expect((await views(api, employee_id)).noyo).toMatchObject([{ status: 'active' }])
  })

  test('a member switches plans', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const plans = await allOf(api, `/groups/${group}/plans`)
    const { employee, payload } = await familyOf(api, group, 0)
    const id = employee.id
    const old = payload.coverages.find(lineOf('dental'))
    const other = plans.find((plan) => lineOf('dental')(plan) && plan.id !== old.plan_id)
    expect(other).toBeDefined()
    const fresh = enrolled(
      other,
      old.enrolled_members.map(({ individual_id, individual_type }: Json) => ({
        individual_id,
        individual_type,
        event_id: '1',
      })),
    )
    const rest = payload.coverages.filter((coverage: Json) => !lineOf('dental')(coverage))
    const sent = { ...payload, coverages: [...rest, ended(old), fresh], events: event('open_enrollment') }
    await fulfilled(api, simulator, group, sent)

    const own = ({ noyo }: { noyo: Json[] }) =>
      noyo.filter((one) => lineOf('dental')(one) && one.individual_id === id)
    const before = await views(api, id)
    const status = (view: { noyo: Json[] }, plan: string) =>
      own(view).find(({ plan_id }) => plan_id === plan)?.status
    expect([status(before, old.plan_id), status(before, other.id)]).toEqual(['active', 'pending'])
    const dentals = before.current.coverages.filter(lineOf('dental'))
    expect(dentals.map(({ plan_id }: Json) => plan_id).toSorted()).toEqual([old.plan_id, other.id].toSorted())
    const atCarrier = before.carrier.enrollments.filter(
      ({ member_id, effective_end_date, effective_start_date }: Json) =>
        member_id === before.carrier.self.id &&
        (effective_end_date === DAY_BEFORE || effective_start_date === EFFECTIVE),
    )
    expect(atCarrier).toHaveLength(2)

    await simulator.clock.advance({ to: EFFECTIVE })
    const after = await views(api, id)
    expect([status(after, old.plan_id), status(after, other.id)]).toEqual(['terminated', 'active'])
    expect(after.current.coverages.filter(lineOf('dental'))).toMatchObject([{ plan_id: other.id }])
  })

  test('an employee is terminated', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 1)
    const { employment } = payload.employee
    const terminated = '2026-01-24'
    const sent = {
      ...payload,
      employee: {
        ...payload.employee,
        employment: {
          ...employment,
          employment_status: 'terminated',
          employment_dates: { ...employment.employment_dates, terminated },
        },
      },
      coverages: payload.coverages.map((coverage: Json) => ended(coverage)),
      events: event('termination', terminated),
    }
    await fulfilled(api, simulator, group, sent)
    const before = await views(api, employee.id)
    expect(before.carrier.self.employment).toMatchObject({
      employment_status: 'terminated',
      employment_dates: { terminated },
    })
    for (const one of before.carrier.enrollments) expect(one.effective_end_date <= DAY_BEFORE).toBe(true)
    const running = before.noyo.filter(({ status }) => status === 'active')
    expect(running).not.toEqual([])
    for (const one of running) expect(one.effective_end_date).toBe(DAY_BEFORE)
    expect(before.current.employee.employment.employment_status).toBe('terminated')
    expect(before.current.coverages).not.toEqual([])

    await simulator.clock.advance({ to: EFFECTIVE })
    const after = await views(api, employee.id)
    expect(after.noyo.filter(({ status }) => status === 'active')).toEqual([])
    expect(after.current.coverages).toEqual([])
    expect(
      (await api.get(`${FULFILLMENT}/employees/${employee.id}/status`)).body.carrier_statuses,
    ).toMatchObject([{ carrier_id: GUARDIAN, status: 'stable' }])
  })

  test('a dependent is terminated, and the others go on', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const dental = await dentalOf(api, group)
    const child = {
      custom_individual_id: 'D-100',
      relationship: 'child',
      person: somebody({ first_name: 'Pia', ssn: '977010203', date_of_birth: '2015-05-05' }),
    }
    const since = { effective_start_date: '2025-12-01' }
    const members = [
      { custom_individual_id: 'E-100', individual_type: 'employee', ...since },
      { custom_individual_id: 'D-100', individual_type: 'dependent', ...since },
    ]
    const hired = newHire({
      dependents: [child],
      coverages: [enrolled(dental, members)],
      events: event('new_hire', '2025-12-01'),
    })
    const { employee_id } = await fulfilled(api, simulator, group, hired)
    const payload = await currentPayload(api, employee_id)
    const [kin] = payload.dependents
    const isKin = ({ individual_id }: Json) => individual_id === kin.id
    const coverages = payload.coverages.map((coverage: Json) => ended(coverage, isKin))
    await fulfilled(api, simulator, group, {
      ...payload,
      coverages,
      events: event('eligibility_change', DAY_BEFORE),
    })

    const before = await views(api, employee_id)
    const ends = (rows: Json[]) => rows.map(({ effective_end_date }) => effective_end_date).toSorted()
    expect(ends(before.carrier.enrollments)).toEqual([DAY_BEFORE, OPEN_END])
    expect(ends(before.noyo)).toEqual([DAY_BEFORE, OPEN_END])
    expect(before.current.coverages[0].enrolled_members).toHaveLength(2)

    await simulator.clock.advance({ to: EFFECTIVE })
    const after = await views(api, employee_id)
    const statusOf = (isOne: boolean) =>
      after.noyo.filter((one) => isKin(one) === isOne).map(({ status }) => status)
    expect([statusOf(true), statusOf(false)]).toEqual([['terminated'], ['active']])
    expect(after.current.coverages).toMatchObject([{ enrolled_members: [{ individual_id: employee_id }] }])
    // The dependent remains a member, without a coverage.
    expect(after.current.dependents).toMatchObject([{ id: kin.id }])
    expect(after.carrier.members).toHaveLength(2)
  })

  test('a salary changes at once, whatever its effective date', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employee, payload } = await familyOf(api, group, 0)
    const salary = { amount: 91_500, unit: 'annual', type: 'salary', effective_date: EFFECTIVE }
    const { effective_date: _day, ...stored } = salary
    const employment = { ...payload.employee.employment, salary }
    const sent = {
      ...payload,
      employee: { ...payload.employee, employment, event_id: '1' },
      events: event('demographic_change', EFFECTIVE, 'demographic'),
    }
    const start = await views(api, employee.id)
    await fulfilled(api, simulator, group, sent)
    const before = await views(api, employee.id)
    expect(before.carrier.self.employment.salary).toMatchObject(stored)
    expect((await api.get(`${FULFILLMENT}/employees/${employee.id}`)).body.employment.salary).toMatchObject(
      stored,
    )
    expect(before.current.employee.employment.salary).toMatchObject(stored)
    expect(before.noyo.map(({ effective_start_date }) => effective_start_date)).toEqual(
      start.noyo.map(({ effective_start_date }) => effective_start_date),
    )
    await simulator.clock.advance({ to: EFFECTIVE })
    expect((await views(api, employee.id)).carrier.self).toEqual(before.carrier.self)
  })
})
