import { expect, test } from 'vitest'
import type { Api } from '../api-client.ts'
import { opened } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { FULFILLMENT, type Json } from '../snapshots/families.ts'
import {
  carrierRecord,
  EXAMPLE_MUTUAL,
  enrolled,
  family,
  fileOf,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

const EMPLOYEES = sized({ landing: 120, full: 2000 })
const NOBODY_BEFORE = 'EM765400'

/** What is wrong with the n-th employee at first; few enough for the carrier to approve. */
function mistake(n: number): string | undefined {
  if (n % 60 === 7) return 'missing_ssn'
  return n % 60 === 31 ? 'coverage_date_conflict' : undefined
}

/** Carriers cut names short in their reports: these differ from the first letters on. */
function person(n: number, changed: Json = {}): Json {
  const letters = [n % 26, Math.floor(n / 26) % 26, Math.floor(n / 676) % 26]
  const [first, second, third] = letters.map((at) => 'abcdefghijklmnopqrstuvwxyz'[at])
  const day = String(1 + (n % 28)).padStart(2, '0')
  return {
    first_name: `${first?.toUpperCase()}${second}${third}lla`,
    last_name: `${second?.toUpperCase()}${third}${first}shbanks`,
    date_of_birth: `${1960 + (n % 37)}-0${1 + (n % 9)}-${day}`,
    ssn: `9780${21_001 + n}`,
    ...changed,
  }
}

/** The n-th family of the census, as it is at first or put right. */
function member(n: number, plan: Json, isRight: boolean): Json {
  const wrong = isRight ? undefined : mistake(n)
  const early = wrong === 'coverage_date_conflict' ? { effective_start_date: '2024-01-01' } : {}
  const named = person(n, wrong === 'missing_ssn' ? { ssn: null } : {})
  return {
    ...family(n, plan, { employee: { person: named } }),
    coverages: [
      {
        carrier_id: plan.carrier_id,
        line_of_coverage: 'dental',
        plan_id: plan.id,
        enrolled_members: [enrolled(`E-${n}`, early)],
      },
    ],
    omitted_coverage_handling: { policy: 'continue' },
  }
}

const everybody = Array.from({ length: EMPLOYEES }, (_, n) => n)

/** Every page of a list. */
async function all(api: Api, path: string): Promise<Json[]> {
  const found: Json[] = []
  for (let offset = 0; ; offset += 100) {
    const join = path.includes('?') ? '&' : '?'
    const { body } = await api.get(`${FULFILLMENT}${path}${join}page_size=100&offset=${offset}`)
    found.push(...body.response)
    if (body.response.length < 100) return found
  }
}

/** Who is covered at the carrier, from when. */
async function held(api: Api): Promise<string[]> {
  const { members, enrollments } = await carrierRecord(api, 'example-mutual', NOBODY_BEFORE)
  const people = new Map<string, Json>(members.map((one: Json) => [one.id, one]))
  const covered = enrollments.map(
    (one: Json) => `${people.get(one.member_id)?.ssn} ${one.effective_start_date}`,
  )
  return covered.toSorted()
}

const wantedOf = (numbers: readonly number[]) => numbers.map((n) => `${person(n).ssn} 2026-01-01`).toSorted()

test('in a large census the carrier holds what was wanted and right; every finding is an issue with a row in a report, and is resolved once put right', async () => {
  const { api, simulator } = await opened({ clock: 'frozen' })
  const { group_id, feed } = await sendGroup(api, simulator, EXAMPLE_MUTUAL, NOBODY_BEFORE)
  const plan = await planOf(api, group_id, 'dental')
  await sendCensus(
    api,
    group_id,
    everybody.map((n) => member(n, plan, false)),
  )
  await simulator.clock.settle()
  const wrong = everybody.filter((n) => mistake(n) !== undefined)
  expect(await held(api)).toEqual(wantedOf(everybody.filter((n) => mistake(n) === undefined)))
  const [run] = await runsOf(api, feed)
  expect((await fileOf(api, run?.id)).trim().split('\r\n')).toHaveLength(1 + EMPLOYEES)

  const ids = new Map((await all(api, `/groups/${group_id}/employees`)).map((one) => [one.id, one]))
  const issues = await all(api, `/issues?group_id=${group_id}`)
  const told = issues.map((one) => `${ids.get(one.employee_id)?.custom_individual_id} ${one.category}`)
  expect(told.toSorted()).toEqual(wrong.map((n) => `E-${n} ${mistake(n)}`).toSorted())
  const documents = await all(api, `/partner_documents?group_id=${group_id}`)
  expect(documents).toHaveLength(1)
  const { extracted_data } = (await api.get(`${FULFILLMENT}/partner_documents/${documents[0]?.id}`)).body
  expect(extracted_data.rows).toHaveLength(issues.length)
  expect(extracted_data.unread).toEqual([])

  await sendCensus(
    api,
    group_id,
    wrong.map((n) => member(n, plan, true)),
  )
  await simulator.clock.settle()
  expect(await held(api)).toEqual(wantedOf(everybody))
  const after = await all(api, `/issues?group_id=${group_id}`)
  expect(after.map(({ id, status }) => [id, status]).toSorted()).toEqual(
    issues.map(({ id }) => [id, 'resolved']).toSorted(),
  )
})
