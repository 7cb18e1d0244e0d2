import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountFaults } from '../../src/carriers/account-faults.ts'
import type { GivenAccount, GivenDependent, GivenEnrollment, GivenFamily } from '../../src/carriers/given.ts'
import { planOffers } from '../../src/carriers/plan-offers.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'
import { sized } from '../size.ts'
import { accountOf } from './generated.ts'

const RUNS = sized({ landing: 300, full: 10_000 })

const day = fc
  .integer({ min: Date.parse('2012-01-01'), max: Date.parse('2026-12-31') })
  .map((instant) => new Date(instant).toISOString().slice(0, 10))
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 })

/** Leaves out what is undefined, as a scenario does. */
function said<T extends object>(all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T
}

function enrollmentAt(carrier: CarrierProfile): fc.Arbitrary<GivenEnrollment> {
  return fc.constantFrom(...carrier.lines_of_coverage).chain((line_of_coverage) =>
    fc
      .record({
        line_of_coverage: fc.constant(line_of_coverage),
        plan: sometimes(fc.constantFrom(...planOffers(carrier, line_of_coverage).map(({ name }) => name))),
        effective_start_date: sometimes(day),
        effective_end_date: sometimes(day),
        waived: fc.option(fc.constant(true), { nil: undefined, freq: 5 }),
        cobra: fc.option(fc.constant(true), { nil: undefined, freq: 5 }),
      })
      .map((enrollment) => said(enrollment) as GivenEnrollment),
  )
}

function familyAt(carrier: CarrierProfile): fc.Arbitrary<GivenFamily> {
  const enrollments = sometimes(fc.array(enrollmentAt(carrier), { maxLength: 3 }))
  const dependent = fc
    .record({
      relationship: fc.constantFrom('spouse' as const, 'child' as const, 'step-child' as const),
      enrollments,
    })
    .map((one) => said(one) as GivenDependent)
  return fc
    .record({
      employment: sometimes(
        fc
          .record({ hire_date: sometimes(day), terminated: sometimes(day) })
          .map((dates) => ({ employment_dates: said(dates) as { hire_date: string } })),
      ),
      enrollments,
      dependents: sometimes(fc.array(dependent, { maxLength: 2 })),
    })
    .map((family) => said(family) as GivenFamily)
}

const account = fc
  .constantFrom(...carrierProfiles)
  .chain((carrier) =>
    fc.tuple(fc.constant(carrier), fc.array(familyAt(carrier), { minLength: 1, maxLength: 2 })),
  )

test('what has no fault can be made: every given coverage is there, in plan, employment and life', async () => {
  let made = 0
  await fc.assert(
    fc.asyncProperty(account, async ([carrier, families]) => {
      const given: GivenAccount = { families }
      if (accountFaults(given, carrier).length > 0) return
      made += 1
      const { example } = carrier.carrier_group_id
      const { members, plans, enrollments } = await accountOf({
        carrier,
        carrier_group_id: example,
        ...given,
      })
      const wanted = families.flatMap(({ enrollments = [], dependents = [] }) => [
        ...enrollments,
        ...dependents.flatMap((one) => one.enrollments ?? []),
      ])
      for (const one of wanted) {
        const found = enrollments.filter(
          (held) =>
            held.line_of_coverage === one.line_of_coverage &&
            (one.effective_start_date ?? held.effective_start_date) === held.effective_start_date &&
            (one.effective_end_date ?? held.effective_end_date) === held.effective_end_date,
        )
        expect(found.length).toBeGreaterThan(0)
      }
      const personOf = new Map(members.map((member) => [member.id, member]))
      const planOf = new Map(plans.map((plan) => [plan.id, plan]))
      for (const { member, plan, effective_start_date: start, effective_end_date: end } of enrollments) {
        const own = personOf.get(member)
        const employee = personOf.get(own?.subscriber ?? member)
        expect(start >= (planOf.get(plan)?.effective_start_date ?? '')).toBe(true)
        expect(start >= (own?.person.date_of_birth ?? '')).toBe(true)
        expect(start >= (employee?.employment?.employment_dates.hire_date ?? '')).toBe(true)
        // Only what is said to be refused, or to end so, ends before it begins.
        const isSaid = wanted.some((one) => one.waived === true || one.effective_end_date === end)
        if (!isSaid) expect(end >= start).toBe(true)
      }
    }),
    { numRuns: RUNS, seed: 11 },
  )
  expect(made).toBeGreaterThan(RUNS / 10)
})
