import type { Simulator } from '../../src/simulator.ts'
import type { Api, ApiReply } from '../api-client.ts'

export const FULFILLMENT = '/fulfillment/api/v1'
export const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'
export const BEAM = '7f9552dd-7e61-49a2-92d8-b02059b7449d'
export const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
export const SAMPLE_LIFE = '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d'
export const NOBODY = '00000000-0000-4000-8000-000000000000'
export const OPEN_END = '9999-12-31'

// biome-ignore lint/suspicious/noExplicitAny: payloads are changed freely, also to wrong ones.
export type Json = any

/** A group of 25 employees whose connection with a Sync carrier is completed. */
export async function connectedGroup(
  api: Api,
  simulator: Simulator,
  carrier_id: string = GUARDIAN,
  carrier_group_id = '00123456',
): Promise<string> {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id, broker_federal_ein: '900000999' }
  const { body } = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id, group_data })
  await simulator.clock.settle()
  return body.group_id
}

export async function allOf(api: Api, path: string): Promise<Json[]> {
  return (await api.get(`${FULFILLMENT}${path}?page_size=100`)).body.response
}

/** What Noyo holds of an employee, dependents and enrollments included. */
export async function enrollmentsOf(api: Api, employeeId: string): Promise<Json[]> {
  return (
    await api.get(`${FULFILLMENT}/employees/${employeeId}/individual_enrollments?include_dependents=true`)
  ).body.response
}

/** The payload that Noyo itself gives for a family of this many dependents or more, with dental among two coverages or more. */
export async function familyOf(
  api: Api,
  groupId: string,
  dependents: number,
): Promise<{ employee: Json; payload: Json }> {
  for (const employee of await allOf(api, `/groups/${groupId}/employees`)) {
    const payload = await currentPayload(api, employee.id)
    const lines = payload.coverages.map((coverage: Json) => coverage.line_of_coverage)
    const fits = payload.dependents.length >= dependents && lines.length > 1 && lines.includes('dental')
    if (fits) return { employee, payload }
  }
  throw new Error(`no family with ${dependents} dependents in group ${groupId}`)
}

export async function currentPayload(api: Api, employeeId: string): Promise<Json> {
  return (await api.get(`${FULFILLMENT}/employees/${employeeId}/member_snapshot`)).body
}

export function submit(api: Api, groupId: string, payload: Json): Promise<ApiReply> {
  return api.post(`${FULFILLMENT}/groups/${groupId}/member_snapshots`, payload)
}

export async function snapshotOf(api: Api, id: string): Promise<Json> {
  return (await api.get(`${FULFILLMENT}/member_snapshots/${id}`)).body
}

export const ADDRESS = { street_one: '12 Mill Lane', city: 'Salem', state: 'OR', zip_code: '97301' }

/** A person who is in no census. */
export function somebody(changed: Json = {}): Json {
  return {
    first_name: 'Ottilie',
    last_name: 'Marchbanks',
    date_of_birth: '1988-02-29',
    ssn: '977334455',
    sex: 'F',
    home_address: ADDRESS,
    mailing_address: ADDRESS,
    ...changed,
  }
}

export function newHire(changed: Json = {}): Json {
  return {
    snapshot_mode: 'current_open',
    employee: {
      custom_individual_id: 'E-100',
      person: somebody(),
      employment: {
        employment_status: 'full-time',
        hours_worked: 40,
        employment_dates: { hire_date: '2025-12-01' },
        salary: { amount: 70000, unit: 'annual', type: 'salary', effective_date: '2025-12-01' },
      },
    },
    dependents: [],
    coverages: [],
    ...changed,
  }
}
