import { describe, expect, test } from 'vitest'
import type { CarrierAccount } from '../../src/carriers/account.ts'
import { ageOn } from '../../src/carriers/census-kin.ts'
import { planOffers } from '../../src/carriers/plan-offers.ts'
import { coverageEnd } from '../../src/carriers/plan-rules.ts'
import { type CarrierProfile, isWellFormed } from '../../src/carriers/profile.ts'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'
import type {
  CarrierEnrollment,
  CarrierGroup,
  CarrierMember,
  CarrierPlan,
  EnrollmentTerms,
} from '../../src/carriers/records.ts'
import { addDays, OPEN_END } from '../../src/kernel/instant.ts'
import { onDay } from '../../src/kernel/temporal.ts'
import { sized } from '../size.ts'
import { accountOf, subscribersOf, TODAY } from './generated.ts'

/** How many employers a carrier is looked at with. */
const ACCOUNTS = sized({ landing: 6, full: 60 })

/** Identifiers a carrier could have issued: the example with other digits. */
function identifiers(carrier: CarrierProfile): string[] {
  const { example } = carrier.carrier_group_id
  const all = Array.from({ length: 10 ** 4 }, (_, nth) => {
    const digits = String((nth * 7919) % 10 ** 4).padStart(4, '0')
    let at = 0
    return example.replaceAll(/\d(?=\D*(?:\d\D*){0,3}$)/g, () => digits[at++] ?? '0')
  })
  return [...new Set(all)].filter((one) => isWellFormed(carrier, one)).slice(0, ACCOUNTS)
}

async function accountsOf(carrier: CarrierProfile): Promise<CarrierAccount[]> {
  const accounts: CarrierAccount[] = []
  for (const carrier_group_id of identifiers(carrier))
    accounts.push(await accountOf({ carrier, carrier_group_id }))
  return accounts
}

type Policy = Parameters<typeof coverageEnd>[0]

interface Held {
  readonly enrollment: CarrierEnrollment
  readonly member: CarrierMember
  readonly employee: CarrierMember
  readonly plan: CarrierPlan
  readonly account: CarrierAccount
}

function heldIn(account: CarrierAccount): Held[] {
  const members = new Map(account.members.map((member) => [member.id, member]))
  const plans = new Map(account.plans.map((plan) => [plan.id, plan]))
  return account.enrollments.map((enrollment) => {
    const member = members.get(enrollment.member) as CarrierMember
    const employee = members.get(member.subscriber ?? member.id) as CarrierMember
    return { enrollment, member, employee, plan: plans.get(enrollment.plan) as CarrierPlan, account }
  })
}

const groupOn = onDay<Pick<CarrierGroup, 'configuration'>, CarrierGroup>
const termsOn = onDay<EnrollmentTerms, CarrierEnrollment>

const isWaived = ({ effective_start_date, effective_end_date }: CarrierEnrollment) =>
  effective_end_date < effective_start_date

describe.each(carrierProfiles.map((carrier) => [carrier.slug, carrier] as const))(
  'what %s has on record',
  (_slug, carrier) => {
    test('are coherent people: ages, relationships, employment, addresses, numbers', async () => {
      for (const account of await accountsOf(carrier)) {
        const numbers = account.members.flatMap(({ person }) => person.ssn ?? [])
        expect(new Set(numbers).size).toBe(numbers.length)
        const byId = new Map(account.members.map((member) => [member.id, member]))
        for (const { person, employment, relationship, subscriber } of account.members) {
          if (person.ssn !== undefined) expect(person.ssn).toMatch(/^9\d\d(0[1-9]|[1-4]\d)(?!0000)\d{4}$/)
          expect(person.home_address?.zip_code).toMatch(/^\d{5}$/)
          if (carrier.state !== 'US') expect(person.home_address?.state).toBe(carrier.state)
          expect(person.date_of_birth <= TODAY).toBe(true)
          if (subscriber === undefined) {
            const { hire_date = '', rehire, terminated } = employment?.employment_dates ?? {}
            expect(ageOn(hire_date, person.date_of_birth)).toBeGreaterThanOrEqual(16)
            expect((rehire ?? TODAY) > hire_date && (terminated ?? TODAY) > hire_date).toBe(true)
            expect(employment?.employment_status === 'terminated').toBe(terminated !== undefined)
            expect(employment?.employment_status === 'part-time' ? 28 : 40).toBeGreaterThanOrEqual(
              employment?.hours_worked ?? 99,
            )
            expect(person.contact?.email_address).toMatch(/^[a-z.\d]+@example\.com$/)
            expect(person.contact?.home_phone).toMatch(/^\+155555501\d\d$/)
            continue
          }
          const employee = byId.get(subscriber) as CarrierMember
          const apart = ageOn(TODAY, employee.person.date_of_birth) - ageOn(TODAY, person.date_of_birth)
          if (relationship === 'child') expect(apart).toBeGreaterThanOrEqual(19)
          if (relationship === 'spouse') expect(Math.abs(apart)).toBeLessThanOrEqual(6)
          const isElsewhere = relationship === 'ex-spouse' || ageOn(TODAY, person.date_of_birth) >= 18
          if (!isElsewhere) expect(person.home_address).toEqual(employee.person.home_address)
          if (person.suffix === 'Jr.') {
            expect(person.first_name).toBe(employee.person.first_name)
            expect(employee.person.suffix).toBe('Sr.')
          }
        }
      }
    })

    test('are coverages within plan, employment or COBRA, and life', async () => {
      for (const account of await accountsOf(carrier)) {
        for (const { enrollment, member, employee, plan } of heldIn(account)) {
          const { effective_start_date: start, effective_end_date: end, cobra } = enrollment
          expect(enrollment.line_of_coverage).toBe(plan.line_of_coverage)
          expect(start >= plan.effective_start_date && end <= plan.effective_end_date).toBe(true)
          expect(start >= member.person.date_of_birth).toBe(true)
          expect(start >= (employee.employment?.employment_dates.hire_date ?? '')).toBe(true)
          const types = plan.details['eligible_member_types'] as string[]
          if (!types.includes('all')) {
            const partner = ['spouse', 'domestic-partner', 'civil-union'].includes(member.relationship ?? '')
            const kind = member.relationship === undefined ? 'employee' : partner ? 'spouse' : 'child'
            expect(types).toContain(kind)
          }
          const offer = planOffers(carrier, plan.line_of_coverage).find(({ name }) => name === plan.name)
          expect(enrollment.volume === undefined).toBe(offer?.volume === undefined || isWaived(enrollment))
          const { terminated } = employee.employment?.employment_dates ?? {}
          if (cobra) {
            expect(carrier.cobra).not.toBe('none')
            expect(plan.details['cobra_rules']).toEqual({ eligible: true })
            // Who is born into COBRA begins with it.
            expect(cobra.eligibility_start_date > start || start === member.person.date_of_birth).toBe(true)
            const isGone = terminated !== undefined && terminated < cobra.eligibility_start_date
            expect(isGone || member.relationship === 'ex-spouse').toBe(true)
          } else if (terminated !== undefined && !isWaived(enrollment)) {
            expect(end).not.toBe(OPEN_END)
            const year = account.group.plan_year_start
            expect(end <= coverageEnd(plan.details['termination_policy'] as Policy, terminated, year)).toBe(
              true,
            )
          }
        }
      }
    })

    test('covers nobody twice at a time on plans of one kind, and relatives only beside their employee', async () => {
      for (const account of await accountsOf(carrier)) {
        const kindOf = ({ plan }: Held) => {
          const type = plan.details['plan_type']
          return `${plan.line_of_coverage}/${type === 'basic' || type === 'voluntary' ? type : ''}`
        }
        const held = heldIn(account).filter(({ enrollment }) => !isWaived(enrollment))
        const byKind = Map.groupBy(held, (one) => `${one.member.id} ${kindOf(one)}`)
        for (const [, coverages] of byKind) {
          const inOrder = coverages
            .map(({ enrollment }) => enrollment)
            .toSorted((one, other) => (one.effective_start_date < other.effective_start_date ? -1 : 1))
          for (const [index, next] of inOrder.slice(1).entries()) {
            const before = inOrder[index] as CarrierEnrollment
            expect(before.effective_end_date < next.effective_start_date).toBe(true)
          }
        }
        for (const one of held.filter(({ member, employee }) => member !== employee)) {
          const beside = byKind.get(`${one.employee.id} ${kindOf(one)}`) ?? []
          const { effective_start_date: day } = one.enrollment
          const isBeside = beside.some(
            ({ enrollment }) =>
              enrollment.effective_start_date <= day && day <= enrollment.effective_end_date,
          )
          expect(isBeside).toBe(true)
        }
      }
    })

    test('places members where the group has a place, on every day', async () => {
      for (const { group, enrollments, plans } of await accountsOf(carrier)) {
        const days = [group.plan_year_start, addDays(group.plan_year_start, -1)]
        for (const day of days) {
          const known = scalars(groupOn(group, day).configuration)
          for (const enrollment of enrollments.filter((one) => one.effective_start_date <= day)) {
            const { configuration } = termsOn(enrollment, day)
            expect([...scalars(configuration)].filter((value) => !known.has(value))).toEqual([])
          }
        }
        const now = scalars(group.configuration)
        const used = scalars(plans.map(({ details }) => details['plan_configuration']))
        expect([...used].filter((value) => !now.has(value))).toEqual([])
      }
    })
  },
)

function scalars(value: unknown): Set<unknown> {
  if (typeof value !== 'object' || value === null) return new Set([value])
  return new Set(Object.values(value).flatMap((below) => [...scalars(below)]))
}

describe('the history of an account', () => {
  async function all(): Promise<Held[]> {
    const accounts = await Promise.all(carrierProfiles.map(accountsOf))
    return accounts.flat().flatMap(heldIn)
  }

  test('has a second place since the plan year, plans changed at renewal and volumes raised', async () => {
    const held = await all()
    const accounts = [...new Set(held.map(({ account }) => account))]
    const groups = accounts.filter(({ group }) => group.formerly !== undefined)
    expect(groups.length).toBeGreaterThan(accounts.length / 4)
    for (const { group } of groups) {
      const before = groupOn(group, addDays(group.plan_year_start, -1))
      expect(before.configuration).not.toEqual(group.configuration)
    }
    const plans = accounts.flatMap((account) => account.plans)
    const renewed = plans.flatMap(({ formerly = [], details }) =>
      formerly.map(({ fields }) => [fields.details, details]),
    )
    expect(renewed.length).toBeGreaterThan(0)
    for (const [before, after] of renewed) expect(before).not.toEqual(after)
    const raised = held.filter(({ enrollment }) =>
      enrollment.formerly?.some(({ fields }) => (fields.volume ?? 0) < (enrollment.volume ?? 0)),
    )
    expect(raised.length).toBeGreaterThan(0)
  })

  test('has people who changed class when they became full-time', async () => {
    const changed = (await all()).filter(({ employee, enrollment }) => {
      const day = employee.employment?.employment_dates.full_time_start
      return (
        day !== undefined && enrollment.effective_start_date < day && enrollment.effective_end_date >= day
      )
    })
    expect(changed.length).toBeGreaterThan(0)
    for (const { enrollment, employee, account } of changed) {
      if ('group_policies' in account.group.configuration) continue
      const day = employee.employment?.employment_dates.full_time_start as string
      expect(termsOn(enrollment, addDays(day, -1)).configuration).not.toEqual(
        termsOn(enrollment, day).configuration,
      )
    }
  })

  test('has histories that end within the coverage', async () => {
    for (const { enrollment } of await all()) {
      for (const { until } of enrollment.formerly ?? []) {
        expect(until > enrollment.effective_start_date && until <= enrollment.effective_end_date).toBe(true)
      }
    }
  })
})

test('some employees, not many, changed plans at the last open enrollment', async () => {
  const carrier = carrierProfiles.find(({ slug }) => slug === 'anthem') as CarrierProfile
  const held = (await accountsOf(carrier))
    .flatMap(heldIn)
    .filter(({ member, employee }) => member === employee)
  const switched = held.filter(
    ({ enrollment, account }) => addDays(enrollment.effective_end_date, 1) === account.group.plan_year_start,
  )
  expect(switched.length).toBeGreaterThan(0)
  expect(switched.length).toBeLessThan(held.length / 5)
})

test('a census of 25 shows several of what is rare', async () => {
  for (const carrier of carrierProfiles) {
    for (const account of await accountsOf(carrier)) {
      const people = subscribersOf(account)
      const statuses = people.map(({ employment }) => employment)
      const shown = [
        statuses.some((one) => one?.employment_status === 'part-time'),
        statuses.some((one) => one?.employment_status === 'terminated'),
        statuses.some((one) => one?.employment_dates.rehire !== undefined),
        statuses.some((one) => one?.employment_dates.full_time_start !== undefined),
        account.members.some(({ person }) => person.ssn === undefined),
        account.members.some(({ relationship }) => relationship === 'domestic-partner'),
        account.enrollments.some(isWaived),
        account.enrollments.some(({ formerly }) => formerly !== undefined),
      ]
      expect(shown.filter(Boolean).length).toBeGreaterThanOrEqual(3)
    }
  }
})
