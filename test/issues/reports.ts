import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { allOf, connectedGroup, FULFILLMENT, type Json } from '../snapshots/families.ts'

export const EXAMPLE_MUTUAL = '23d4bbe5-5738-4938-8fcd-63d3ade41ade'
export const ISSUES = `${FULFILLMENT}/issues`
export const DOCUMENTS = `${FULFILLMENT}/partner_documents`
export const SOURCES = `${FULFILLMENT}/partner_document_sources`

export interface ReportedGroup {
  readonly group_id: string
  /** As Noyo has them: the first is the one most tests complain of. */
  readonly employees: readonly Json[]
  /** The stream of the carrier's reports. */
  readonly source: Json
}

/** A group of 25 employees, read from a Sync carrier, that also has a Send carrier. */
export async function reportedGroup(
  api: Api,
  simulator: Simulator,
  carrier_id = EXAMPLE_MUTUAL,
  carrier_group_id = 'EM123456',
): Promise<ReportedGroup> {
  const group_id = await connectedGroup(api, simulator)
  const asked = await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
    carrier_id,
    group_data: { carrier_group_id },
  })
  if (asked.status !== 201) throw new Error(asked.text)
  await simulator.clock.settle()
  const sources = (await api.get(`${SOURCES}?partner_id=${carrier_id}`)).body.response
  return { group_id, employees: await allOf(api, `/groups/${group_id}/employees`), source: sources[0] }
}

/** Has the carrier report; the answer must be 201. */
export async function report(
  api: Api,
  group_id: string,
  rows: readonly Json[],
  { carrier = 'example-mutual', stream }: { carrier?: string; stream?: string } = {},
): Promise<Json> {
  const body = { group_id, rows, ...(stream === undefined ? {} : { stream }) }
  const { status, text, body: answer } = await api.post(`/_sim/carriers/${carrier}/error_reports`, body)
  if (status !== 201) throw new Error(`${status} ${text}`)
  return answer
}

export const issueOf = async (api: Api, id: string): Promise<Json> => (await api.get(`${ISSUES}/${id}`)).body

export const issuesOf = async (api: Api, query = ''): Promise<Json[]> =>
  (await api.get(`${ISSUES}?page_size=100&${query}`)).body.response

/** The rows that an employee of Noyo's may be complained of with. */
export const about = (member: Json, changed: Json = {}): Json => ({
  category: 'missing_ssn',
  message: 'SSN REQUIRED',
  member_id: member.id,
  ...changed,
})
