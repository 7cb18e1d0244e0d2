import { expect } from 'vitest'
import type { Api } from '../api-client.ts'

export const LOOK = '/_sim/carriers/guardian/groups'

export interface Member {
  readonly id: string
  readonly first_name: string
  readonly last_name: string
  readonly date_of_birth: string
  readonly ssn: string | null
  readonly home_address: Readonly<Record<string, string>> | null
  readonly relationship: string
  readonly subscriber_id: string | null
  readonly employment: Readonly<Record<string, unknown>> | null
}

export interface Terms {
  readonly volume?: number
  readonly configuration: Readonly<Record<string, unknown>>
}

export interface Enrollment extends Terms {
  readonly id: string
  readonly member_id: string
  readonly plan_id: string
  readonly effective_start_date: string
  readonly effective_end_date: string
  readonly formerly?: readonly (Terms & { readonly until: string })[]
  readonly is_cobra: boolean
}

export interface Plan {
  readonly id: string
  readonly name: string
  readonly line_of_coverage: string
  readonly eligible_member_types: readonly string[]
  readonly effective_start_date: string
  readonly effective_end_date: string
}

/** A group as the carrier itself has it. */
export interface AtCarrier {
  readonly plans: readonly Plan[]
  readonly members: readonly Member[]
  readonly enrollments: readonly Enrollment[]
}

/** `target` is the group's: `/_sim/carriers/<carrier>/groups/<carrier_group_id>`. */
export async function atCarrier(api: Api, target: string): Promise<AtCarrier> {
  const reply = await api.get(target)
  expect(reply.status).toBe(200)
  return reply.body
}

/** The first plan of a line that covers employees. */
export function planOf({ plans }: AtCarrier, line: string): Plan {
  const plan = plans.find(
    ({ line_of_coverage, eligible_member_types: types }) =>
      line_of_coverage === line && (types.includes('all') || types.includes('employee')),
  )
  if (!plan) throw new Error(`the group has no ${line} plan for employees`)
  return plan
}
