import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { atCarrier, type Terms } from '../carriers/at-carrier.ts'
import { FULFILLMENT, type Json } from '../snapshots/families.ts'

/** All pages of a list of Noyo's, in its order; `path` may have a query. */
export async function everything(api: Api, path: string): Promise<Json[]> {
  const target = `${FULFILLMENT}${path}${path.includes('?') ? '&' : '?'}page_size=100&offset=`
  const records: Json[] = []
  for (;;) {
    const { status, body } = await api.get(`${target}${records.length}`)
    expect(status).toBe(200)
    records.push(...body.response)
    if (records.length >= body.meta.total_records) return records
  }
}

/** A person as both sides show one. */
interface Shown {
  readonly first_name: string
  readonly last_name: string
  readonly date_of_birth: string
  readonly ssn?: string | null
}

const nameOf = (person: Shown, relationship: string): string =>
  [person.first_name, person.last_name, person.date_of_birth, person.ssn ?? '', relationship].join('/')

const coverageOf = (who: string, plan: Json, coverage: Json, terms: Terms, isCobra: boolean): string => {
  const { effective_start_date, effective_end_date } = coverage
  const configuration = JSON.stringify(Object.entries(terms.configuration).sort())
  const parts = [plan.line_of_coverage, plan.name, effective_start_date, effective_end_date]
  return [who, ...parts, terms.volume ?? '', configuration, isCobra].join(' | ')
}

/** Everybody and every coverage of a group in words, as the carrier and as Noyo have them today. */
export interface BothSides {
  readonly carrier: { readonly people: readonly string[]; readonly coverages: readonly string[] }
  readonly noyo: { readonly people: readonly string[]; readonly coverages: readonly string[] }
}

/**
 * Reads both sides; an id of Noyo's that leads nowhere fails. `groupId` is Noyo's, `target` the group at the carrier; terms are
 * those of `today`.
 */
export async function bothSides(
  api: Api,
  groupId: string,
  target: string,
  today: string,
): Promise<BothSides> {
  return { carrier: await carrierSide(api, target, today), noyo: await noyoSide(api, groupId) }
}

async function carrierSide(api: Api, target: string, today: string): Promise<BothSides['carrier']> {
  const { members, plans, enrollments } = await atCarrier(api, target)
  const people = new Map(members.map((member) => [member.id, nameOf(member, member.relationship)]))
  const plan = new Map(plans.map((one) => [one.id, one]))
  const coverages = enrollments.map((enrollment) => {
    const terms = enrollment.formerly?.find(({ until }) => today < until) ?? enrollment
    const who = people.get(enrollment.member_id) as string
    return coverageOf(who, plan.get(enrollment.plan_id), enrollment, terms, enrollment.is_cobra)
  })
  return { people: [...people.values()].sort(), coverages: coverages.sort() }
}

async function noyoSide(api: Api, groupId: string): Promise<BothSides['noyo']> {
  const people = new Map<string, string>()
  for (const employee of await everything(api, `/groups/${groupId}/employees`)) {
    people.set(employee.id, nameOf(employee.person, 'self'))
    for (const dependent of await everything(api, `/employees/${employee.id}/dependents`)) {
      expect(dependent.employee_id).toBe(employee.id)
      people.set(dependent.id, nameOf(dependent.person, dependent.relationship))
    }
  }
  const plans = new Map((await everything(api, `/groups/${groupId}/plans`)).map((plan) => [plan.id, plan]))
  const lines = new Set((await everything(api, `/groups/${groupId}/group_enrollments`)).map(({ id }) => id))
  const coverages = []
  for (const enrollment of await everything(api, `/groups/${groupId}/individual_enrollments`)) {
    const { individual_id, plan_id, group_enrollment_id } = enrollment
    const [who, plan] = [people.get(individual_id), plans.get(plan_id)]
    expect({ individual_id, plan_id, found: [who, plan, lines.has(group_enrollment_id)] }).toEqual({
      individual_id,
      plan_id,
      found: [expect.any(String), expect.any(Object), true],
    })
    const { enroll_data, individual_enrollment_configuration: configuration, cobra_enrollment } = enrollment
    const terms = { ...enroll_data, configuration }
    coverages.push(coverageOf(who as string, plan, enrollment, terms, cobra_enrollment.cobra_enrolled))
  }
  return { people: [...people.values()].sort(), coverages: coverages.sort() }
}

/** Noyo has every coverage of the carrier and no other, and everybody who is there; those who are gone there it may still know. */
export function expectSame({ carrier, noyo }: BothSides): void {
  expect(noyo.coverages).toEqual(carrier.coverages)
  expect(noyo.people).toEqual(expect.arrayContaining([...carrier.people]))
}

export const syncTarget = (groupId: string): string => `/_sim/groups/${groupId}/sync`

export const auditsOf = (groupId: string): string => `${FULFILLMENT}/groups/${groupId}/audit_requests`
