import { given as present } from '../kernel/given.ts'
import { givenOffer } from './account-plans.ts'
import { detailsFaults } from './details-faults.ts'
import { type AccountFault, enrollmentFaults, type OfferedPlan } from './enrollment-faults.ts'
import type { GivenAccount, GivenFamily, GivenPlan } from './given.ts'
import { planOffers } from './plan-offers.ts'
import type { CarrierProfile, LineOfCoverage } from './profile.ts'

export type { AccountFault } from './enrollment-faults.ts'

/** Published plan fields that follow from something else, so that `details` cannot say them. */
const NOT_DETAILS: ReadonlySet<string> = new Set([
  'id',
  'version',
  'created',
  'modified',
  'group_enrollment_id',
  'carrier_id',
  'line_of_coverage',
  'name',
  'plan_type',
  'status',
  'effective_start_date',
  'effective_end_date',
  'volume_rules',
])

/** Fields that plans of every line may have, beside those that the carrier's plans of the line have. */
const COMMON_DETAILS = ['code', 'termination_policy', 'waiting_periods', 'plan_configuration', 'benefits']

/** What of a given account is impossible at this carrier, in the order it is written; none when it can be made. */
export function accountFaults(given: GivenAccount, carrier: CarrierProfile): readonly AccountFault[] {
  const { lines_of_coverage: lines = [], plans = [], families = [] } = given
  const unsold = lines.flatMap((line, index) => notSold(carrier, line, ['lines_of_coverage', index]))
  const twice = lines.flatMap((line, index) =>
    lines.indexOf(line) < index
      ? [{ path: ['lines_of_coverage', index], message: `${line} stands here twice` }]
      : [],
  )
  const offered = offeredPlans(given, carrier)
  return [
    ...unsold,
    ...twice,
    ...plans.flatMap((plan, index) => planFaults(plan, index, plans, carrier)),
    ...families.flatMap((family, index) => familyFaults(family, index, offered, carrier)),
  ]
}

/** The plans an employer's people may be on: those given, else what the carrier sells of the lines. */
function offeredPlans({ plans, lines_of_coverage }: GivenAccount, carrier: CarrierProfile): OfferedPlan[] {
  if (plans) {
    return plans.flatMap((plan) => {
      const isMade = carrier.lines_of_coverage.includes(plan.line_of_coverage) && isOfType(plan, carrier)
      const dates = present(plan, 'effective_start_date', 'effective_end_date')
      return isMade ? [{ offer: givenOffer(carrier, plan), ...dates }] : []
    })
  }
  const lines = lines_of_coverage ?? carrier.lines_of_coverage
  return lines.flatMap((line) => planOffers(carrier, line)).map((offer) => ({ offer }))
}

function notSold(carrier: CarrierProfile, line: LineOfCoverage, path: AccountFault['path']): AccountFault[] {
  if (carrier.lines_of_coverage.includes(line)) return []
  const sold = carrier.lines_of_coverage.join(', ')
  return [{ path, message: `${carrier.display_name} does not sell ${line}; it sells ${sold}` }]
}

function isOfType({ type, line_of_coverage }: GivenPlan, carrier: CarrierProfile): boolean {
  return type === undefined || (carrier.plan_types[line_of_coverage]?.includes(type) ?? false)
}

function planFaults(
  plan: GivenPlan,
  index: number,
  all: readonly GivenPlan[],
  carrier: CarrierProfile,
): AccountFault[] {
  const path = ['plans', index]
  const { line_of_coverage: line, name, volume, details = {} } = plan
  const unsold = notSold(carrier, line, [...path, 'line_of_coverage'])
  if (unsold.length > 0) return unsold
  const faults: AccountFault[] = []
  if (!isOfType(plan, carrier)) {
    const types = carrier.plan_types[line]?.join(' or ')
    const only =
      types === undefined ? `${line} has no such types` : `${carrier.display_name} sells ${line} as ${types}`
    faults.push({ path: [...path, 'type'], message: only })
  }
  const isSecond = all.findIndex((one) => one.line_of_coverage === line && one.name === name) < index
  if (isSecond) faults.push({ path: [...path, 'name'], message: `another ${line} plan has this name` })
  const { effective_start_date: start, effective_end_date: end } = plan
  if (start !== undefined && end !== undefined && end < start) {
    faults.push({ path: [...path, 'effective_end_date'], message: 'the plan would end before it begins' })
  }
  const known = new Set([
    ...planOffers(carrier, line).flatMap((offer) => Object.keys(offer.details)),
    ...COMMON_DETAILS,
  ])
  if (volume !== undefined && !known.has('volume_rules') && line !== 'hospital_indemnity') {
    faults.push({ path: [...path, 'volume'], message: `${line} has no volume` })
  }
  if (volume?.calculation === 'increments' && volume.maximum < volume.minimum) {
    faults.push({ path: [...path, 'volume', 'maximum'], message: 'the largest volume is below the smallest' })
  }
  const isDetail = (field: string) => known.has(field) && !NOT_DETAILS.has(field)
  for (const field of Object.keys(details).filter((one) => !isDetail(one))) {
    const fields = [...known].filter((one) => !NOT_DETAILS.has(one)).toSorted()
    const why = NOT_DETAILS.has(field)
      ? 'is said beside the details, or follows'
      : `is no field of ${line} plans`
    faults.push({
      path: [...path, 'details', field],
      message: `${field} ${why}. Known are ${fields.join(', ')}`,
    })
  }
  const published = Object.fromEntries(Object.entries(details).filter(([field]) => isDetail(field)))
  return [...faults, ...detailsFaults(line, published, [...path, 'details'])]
}

/** How many relatives an employee may have: places in the row of numbers. */
const MOST_RELATIVES = 62

function familyFaults(
  family: GivenFamily,
  index: number,
  offered: readonly OfferedPlan[],
  carrier: CarrierProfile,
): AccountFault[] {
  const path = ['families', index]
  const { employment, person, enrollments = [], dependents = [] } = family
  const { hire_date, rehire, terminated } = employment?.employment_dates ?? {}
  const faults: AccountFault[] = []
  const dates = [...path, 'employment', 'employment_dates']
  if (hire_date !== undefined && terminated !== undefined && terminated < hire_date) {
    faults.push({ path: [...dates, 'terminated'], message: 'the employment would end before it begins' })
  }
  if (hire_date !== undefined && rehire !== undefined && rehire <= hire_date) {
    faults.push({ path: [...dates, 'rehire'], message: 'nobody is hired again before being hired' })
  }
  const born = person?.date_of_birth
  if (hire_date !== undefined && born !== undefined && hire_date <= born) {
    faults.push({ path: [...dates, 'hire_date'], message: 'nobody is hired before being born' })
  }
  const at = { offered, carrier, hired: hire_date, left: terminated }
  faults.push(
    ...enrollmentFaults(enrollments, [...path, 'enrollments'], { ...at, relationship: undefined, born }),
  )
  for (const [position, { relationship, person: relative, enrollments = [] }] of dependents.entries()) {
    const own = [...path, 'dependents', position]
    const birth = relative?.date_of_birth
    if (position >= MOST_RELATIVES) {
      faults.push({ path: own, message: `an employee has at most ${MOST_RELATIVES} relatives on record` })
    }
    if (relationship === 'child' && born !== undefined && birth !== undefined && birth <= born) {
      faults.push({
        path: [...own, 'person', 'date_of_birth'],
        message: 'a child is younger than its parent',
      })
    }
    faults.push(
      ...enrollmentFaults(enrollments, [...own, 'enrollments'], { ...at, relationship, born: birth }),
    )
  }
  return faults
}
