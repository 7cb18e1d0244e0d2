import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Api } from '../api-client.ts'
import { opened } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { allOf, FULFILLMENT, type Json, OPEN_END } from '../snapshots/families.ts'
import {
  carrierRecord,
  connectionStatus,
  EXAMPLE_MUTUAL,
  employee,
  enrolled,
  family,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

const LINES = ['medical', 'dental', 'vision'] as const

interface RandomCoverage {
  readonly line: (typeof LINES)[number]
  readonly start: string
  readonly end: string
  readonly spouse: boolean
}

const coverages: fc.Arbitrary<readonly RandomCoverage[]> = fc.uniqueArray(
  fc.record({
    line: fc.constantFrom(...LINES),
    start: fc.constantFrom('2025-07-01', '2026-01-01', '2026-02-01'),
    end: fc.constantFrom(OPEN_END, OPEN_END, '2026-06-30'),
    spouse: fc.boolean(),
  }),
  { selector: ({ line }) => line, minLength: 1, maxLength: 3 },
)

const name = fc.string({
  unit: fc.constantFrom('a', 'é', 'O', "'", '-', ' x', ',', '"', 'ß'),
  minLength: 1,
  maxLength: 8,
})

/** Nobody has much wrong: what the carrier finds is no matter of this test. */
const families = fc.array(fc.record({ coverages, last: name, married: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
})

type Families = typeof families extends fc.Arbitrary<infer F> ? F : never

function payloads(wanted: Families, plans: ReadonlyMap<string, Json>): Json[] {
  return wanted.map(({ coverages: held, last, married }, n) => {
    const { employment: _, ...kin } = employee(n, { person: { first_name: 'Robin', last_name: last } })
    const person = { ...kin.person, ssn: `97802${1000 + n}`, date_of_birth: '1979-09-09' }
    const spouse = { ...kin, person, custom_individual_id: `S-${n}`, relationship: 'spouse' }
    return family(n, undefined, {
      employee: { person: { last_name: last } },
      dependents: married ? [spouse] : [],
      coverages: held.map(({ line, start, end, spouse: both }) => {
        const period = { effective_start_date: start, effective_end_date: end }
        const covered = enrolled(`S-${n}`, { ...period, individual_type: 'dependent' })
        return {
          carrier_id: EXAMPLE_MUTUAL,
          line_of_coverage: line,
          plan_id: plans.get(line)?.id,
          enrolled_members: [enrolled(`E-${n}`, period), ...(married && both ? [covered] : [])],
        }
      }),
    })
  })
}

/** Who is covered in what, as a snapshot wants it. */
function wantedOf(payload: Json): string[] {
  const people = new Map(
    [payload.employee, ...payload.dependents].map((one) => [one.custom_individual_id, one.person]),
  )
  return payload.coverages.flatMap((coverage: Json) =>
    coverage.enrolled_members.map((one: Json) => {
      const { ssn, last_name } = people.get(one.custom_individual_id)
      const line = coverage.line_of_coverage
      return [ssn, last_name.trim(), line, one.effective_start_date, one.effective_end_date].join(' ')
    }),
  )
}

/** The same, as the carrier has it on record, of the people of this test. */
function heldOf({ members, enrollments, plans }: Json): string[] {
  const people = new Map<string, Json>(members.map((member: Json) => [member.id, member]))
  return enrollments.flatMap((one: Json) => {
    const { ssn, last_name } = people.get(one.member_id)
    if (!/^9780[12]/.test(ssn ?? '')) return []
    const { effective_start_date: start, effective_end_date: end } = one
    const { line_of_coverage: line } = plans.find(({ id }: Json) => id === one.plan_id)
    return [[ssn, last_name.trim(), line, start, end].join(' ')]
  })
}

async function plansOf(api: Api, group_id: string): Promise<ReadonlyMap<string, Json>> {
  const plans = await allOf(api, `/groups/${group_id}/plans`)
  return new Map(plans.map((plan) => [plan.line_of_coverage, plan]))
}

const RUNS = sized({ landing: 12, full: 150 })

test('what the carrier holds after a clean file is what the snapshots wanted, once and again after others', async () => {
  const { api, simulator } = await opened({ clock: 'frozen' })
  let group = 1_000
  await fc.assert(
    fc.asyncProperty(families, families, async (first, second) => {
      group += 1
      // Nobody is on the carrier's record before: a generated number could be one of this test's.
      const carrierGroup = `EM${group}00`
      const { group_id, connection } = await sendGroup(api, simulator, EXAMPLE_MUTUAL, carrierGroup)
      const plans = await plansOf(api, group_id)
      const census = payloads(first, plans)
      await sendCensus(api, group_id, census)
      await simulator.clock.settle()
      expect(await connectionStatus(api, connection)).toBe('completed')
      const held = heldOf(await carrierRecord(api, 'example-mutual', carrierGroup))
      expect(held.toSorted()).toEqual(census.flatMap(wantedOf).toSorted())

      const later = payloads(second, plans)
      const policy = { omitted_coverage_handling: { policy: 'continue' } }
      await sendCensus(
        api,
        group_id,
        later.map((payload) => ({ ...payload, ...policy })),
      )
      await simulator.clock.settle()
      const after = heldOf(await carrierRecord(api, 'example-mutual', carrierGroup))
      expect(after).toEqual(expect.arrayContaining(later.flatMap(wantedOf)))
      // One plan a line: a coverage whose start was corrected is still one coverage.
      const lines = after.map((one) => one.replace(/ [-\d]+ [-\d]+$/, ''))
      expect(new Set(lines).size).toBe(lines.length)
    }),
    { numRuns: RUNS },
  )
})

test('a leap and many steps of time give the same world', async () => {
  const leap = async (
    advance: (simulator: Awaited<ReturnType<typeof opened>>['simulator']) => Promise<void>,
  ) => {
    const { api, simulator } = await opened({ clock: 'frozen' })
    const { group_id, feed } = await sendGroup(api, simulator)
    const plans = await plansOf(api, group_id)
    const wrong = family(2, plans.get('dental'), { employee: { person: { ssn: null } } })
    await sendCensus(api, group_id, [family(1, plans.get('dental')), wrong, family(3, plans.get('vision'))])
    await advance(simulator)
    const { body: issues } = await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)
    const { body: snapshots } = await api.get(`${FULFILLMENT}/groups/${group_id}/member_snapshots`)
    return { runs: await runsOf(api, feed), issues, snapshots, record: await carrierRecord(api) }
  }
  const once = await leap(async ({ clock }) => {
    await clock.advance('150s')
  })
  const stepped = await leap(async ({ clock }) => {
    for (let step = 0; step < 300; step += 1) await clock.advance('500ms')
  })
  expect(once.runs).toHaveLength(1)
  expect(once.issues.response).toHaveLength(1)
  expect(stepped).toEqual(once)
})
