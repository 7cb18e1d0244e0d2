import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { ADDRESS, allOf, FULFILLMENT, type Json, OPEN_END, submit } from '../snapshots/families.ts'

export const EXAMPLE_MUTUAL = '23d4bbe5-5738-4938-8fcd-63d3ade41ade'
export const GROUP_ID = 'EM123456'

/** A group asked for at a Send carrier, as far as it gets by itself: its account structure is there, nobody is. */
export async function sendGroup(
  api: Api,
  simulator: Simulator,
  carrier_id: string = EXAMPLE_MUTUAL,
  carrier_group_id = GROUP_ID,
): Promise<{ readonly group_id: string; readonly connection: string; readonly feed: string }> {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id }
  const { body } = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id, group_data })
  await simulator.clock.settle()
  const { body: list } = await api.get(`${FULFILLMENT}/feeds?group_id=${body.group_id}`)
  return { group_id: body.group_id, connection: body.id, feed: list.response[0]?.id }
}

export const planOf = async (api: Api, group_id: string, line: string): Promise<Json> =>
  (await allOf(api, `/groups/${group_id}/plans`)).find((plan) => plan.line_of_coverage === line)

/** The n-th employee of a platform's census; never in a generated one. */
export function employee(n: number, changed: Json = {}): Json {
  const { person = {}, ...rest } = changed
  return {
    custom_individual_id: `E-${n}`,
    person: {
      first_name: `Quill${'abcdefghij'[n % 10]}`,
      last_name: `Marchbanks${'abcdefghij'[Math.floor(n / 10) % 10]}`,
      date_of_birth: `1980-02-${String(1 + (n % 28)).padStart(2, '0')}`,
      ssn: `97801${String(1000 + n)}`,
      sex: 'F',
      home_address: ADDRESS,
      mailing_address: ADDRESS,
      ...person,
    },
    employment: {
      employment_status: 'full-time',
      hours_worked: 40,
      employment_dates: { hire_date: '2024-03-01' },
      salary: { amount: 70_000, unit: 'annual', type: 'salary', effective_date: '2024-03-01' },
    },
    ...rest,
  }
}

export function enrolled(custom_individual_id: string, changed: Json = {}): Json {
  return {
    custom_individual_id,
    individual_type: 'employee',
    effective_start_date: '2026-01-01',
    effective_end_date: OPEN_END,
    ...changed,
  }
}

/** What the platform wants of an employee alone, on one plan. */
export function family(n: number, plan: Json, changed: Json = {}): Json {
  return {
    snapshot_mode: 'current_open',
    enable_member_auto_link: true,
    employee: employee(n, changed.employee),
    dependents: changed.dependents ?? [],
    coverages: changed.coverages ?? [
      {
        carrier_id: plan.carrier_id,
        line_of_coverage: plan.line_of_coverage,
        plan_id: plan.id,
        enrolled_members: [enrolled(`E-${n}`), ...(changed.enrolled ?? [])],
      },
    ],
  }
}

/** Sends families and answers the ids of their snapshots. */
export async function sendCensus(api: Api, group_id: string, families: readonly Json[]): Promise<string[]> {
  const ids: string[] = []
  for (const one of families) {
    const { status, body } = await submit(api, group_id, one)
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
    ids.push(body.id)
  }
  return ids
}

export const connectionStatus = async (api: Api, id: string): Promise<string> =>
  (await api.get(`${FULFILLMENT}/group_connections/${id}`)).body.status

/** What the carrier has on record of the group. */
export const carrierRecord = async (
  api: Api,
  slug = 'example-mutual',
  carrier_group_id = GROUP_ID,
): Promise<Json> => (await api.get(`/_sim/carriers/${slug}/groups/${carrier_group_id}`)).body

export const runsOf = async (api: Api, feed: string): Promise<Json[]> =>
  (await api.get(`${FULFILLMENT}/feed_runs?feed_id=${feed}`)).body.response

/** The text of a run's file, at the address that Noyo answers. */
export async function fileOf(api: Api, run: string): Promise<string> {
  const { body } = await api.get(`${FULFILLMENT}/feed/runs/${run}/file`)
  const { pathname, search } = new URL(body.signed_url)
  return (await api.get(`${pathname}${search}`, { headers: { authorization: undefined } })).text
}
