import fc from 'fast-check'
import { ADDRESS, GUARDIAN, type Json, newHire, OPEN_END, PRINCIPAL, SAMPLE_LIFE } from './families.ts'

/** What Noyo holds of the group that random payloads are about. */
export interface KnownGroup {
  readonly plans: readonly Json[]
  /** The calculated snapshots of some families. */
  readonly families: readonly Json[]
}

const days = fc.constantFrom(
  ...[
    '2024-12-31',
    '2025-01-01',
    '2026-01-01',
    '2026-01-04',
    '2026-01-05',
    '2026-02-01',
    '2026-06-30',
    OPEN_END,
  ],
)

const customIds = fc.constantFrom(undefined, 'A', 'a', 'B', 'C', '900010001', '__proto__', 'constructor', ' ')

const persons = fc
  .record({
    first_name: fc.constantFrom('James', 'Jimmy', 'Ann', 'Anna', 'Mary Ann', 'J', 'Zoë', ''),
    last_name: fc.constantFrom('Miller', 'Miller Jr.', 'Müller', 'De La Cruz', 'Smith-Jones', 'Jones', ''),
    date_of_birth: fc.constantFrom('1980-02-29', '1980-02-28', '2010-12-01', '2010-01-12', '2026-01-05'),
    ssn: fc.constantFrom(undefined, null, '900010001', '900010002', '911020003'),
    sex: fc.constantFrom('F', 'M', 'U', 'X'),
    middle_name: fc.constantFrom(undefined, 'Lee', 'L'),
    suffix: fc.constantFrom(undefined, 'Jr', 'III'),
  })
  .map((person) => ({ ...person, home_address: ADDRESS, mailing_address: ADDRESS }))

const seldom = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 4, nil: undefined })

function rows(members: readonly string[]) {
  return fc.record({
    individual_type: fc.constantFrom('employee', 'dependent'),
    custom_individual_id: customIds,
    individual_id: seldom(members),
    effective_start_date: days,
    effective_end_date: fc.oneof(days, fc.constant(OPEN_END)),
    volume: fc.constantFrom(...[undefined, undefined, undefined, 0, 10_000, 50_000, 2_147_483_647, -1]),
    latest_change_effective_date: fc.option(days, { freq: 4, nil: undefined }),
  })
}

const cobra = (cobra_enrolled: boolean) => ({
  cobra_enrolled,
  eligibility_start_date: '2026-01-01',
  eligibility_end_date: '2027-06-30',
})

function coverages(plans: readonly Json[], members: readonly string[]) {
  return fc
    .record({
      plan: fc.constantFrom(...plans),
      enrolled_members: fc.array(rows(members), { maxLength: 2 }),
      cobra_details: fc.constantFrom(undefined, undefined, cobra(true), cobra(false)),
      isNamed: fc.boolean(),
      carrier_id: fc.constantFrom(GUARDIAN, GUARDIAN, GUARDIAN, PRINCIPAL, SAMPLE_LIFE),
    })
    .map(({ plan, isNamed, ...coverage }) => ({
      ...coverage,
      line_of_coverage: plan.line_of_coverage,
      ...(isNamed ? { plan_name: plan.name } : { plan_id: plan.id }),
    }))
}

const event = (reason: string) => [{ id: '1', date: '2026-01-01', reason, type: 'coverage' }]
const rules = {
  enable_member_auto_link: fc.boolean(),
  events: fc.constantFrom(undefined, undefined, event('new_hire'), event('new_hire'), event('termination')),
  omitted_coverage_handling: fc.constantFrom(
    undefined,
    { policy: 'continue' },
    { policy: 'reject' },
    { policy: 'terminate', termination_rule: 'end_of_current_month' },
    { policy: 'terminate', termination_rule: 'custom', custom: { effective_end_date: '2020-01-01' } },
  ),
}

/** Payloads of all kinds: of nobody Noyo knows, of the wrong people, and of families it knows with something changed. */
export function randomPayloads({ plans, families }: KnownGroup): fc.Arbitrary<Json> {
  const employees: string[] = families.map(({ employee }) => employee.id)
  const dependents: string[] = families.flatMap((family) => family.dependents.map(({ id }: Json) => id))
  const someCoverages = fc.array(coverages(plans, [...employees, ...dependents]), { maxLength: 2 })
  const { employment } = newHire().employee
  const strangers = fc.record({
    snapshot_mode: fc.constant('current_open'),
    employee: fc.record({
      id: seldom(employees),
      custom_individual_id: customIds,
      person: persons,
      employment: fc.constant(employment),
    }),
    dependents: fc.array(
      fc.record({
        id: seldom(dependents),
        custom_individual_id: customIds,
        relationship: fc.constantFrom('spouse', 'child', 'other'),
        person: persons,
      }),
      { maxLength: 3 },
    ),
    coverages: fc.option(someCoverages, { nil: undefined }),
    ...rules,
  })
  const known = fc
    .record({
      family: fc.constantFrom(...families),
      isUnnamed: fc.boolean(),
      left: fc.nat(20),
      more: someCoverages,
      ...rules,
    })
    .map(({ family, isUnnamed, left, more, ...changed }) => {
      const kept = family.coverages.filter((_: Json, index: number) => index !== left)
      const own = { individual_type: 'employee', individual_id: family.employee.id }
      const taken = more.map((coverage: Json) => ({
        ...coverage,
        enrolled_members: coverage.enrolled_members.map(({ custom_individual_id: _any, ...row }: Json) => ({
          ...row,
          ...own,
        })),
      }))
      const payload = { ...family, ...changed, coverages: [...kept, ...taken] }
      return isUnnamed ? unnamed(payload) : payload
    })
  // As JSON has it: what is undefined is not there.
  return fc.oneof(strangers, known).map((payload) => JSON.parse(JSON.stringify(payload)))
}

/** The payload with ids of the platform's own in place of Noyo's. */
function unnamed(payload: Json): Json {
  const own = (id: string | undefined) => (id === undefined ? undefined : `P-${id.slice(0, 8)}`)
  const renamed = ({ id, ...rest }: Json) => ({ ...rest, custom_individual_id: own(id) })
  return {
    ...payload,
    employee: renamed(payload.employee),
    dependents: payload.dependents.map(renamed),
    coverages: payload.coverages.map((coverage: Json) => ({
      ...coverage,
      enrolled_members: coverage.enrolled_members.map(({ individual_id, ...rest }: Json) => ({
        ...rest,
        custom_individual_id: own(individual_id) ?? rest.custom_individual_id,
      })),
    })),
  }
}
