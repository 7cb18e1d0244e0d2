import type { components } from '../api/generated/types/carrier.js'

/** Source: published OpenAPI, the `line_of_coverage` enum of plans and enrollments. */
export const LINES_OF_COVERAGE = [
  'medical',
  'dental',
  'vision',
  'life',
  'add',
  'std',
  'ltd',
  'accident',
  'critical_illness',
  'cancer',
  'health_fund',
  'hospital_indemnity',
  'pharmacy',
  'wellness',
] as const

export type LineOfCoverage = (typeof LINES_OF_COVERAGE)[number]

/** What the published `connection_tier` calls the ways of exchange: premier carriers are read, the others get files. */
export type Tier = 'premier' | 'advanced' | 'standard'

/** How an employer may buy a line: paid by the employer, or chosen and paid by the employee. */
export type PlanType = 'basic' | 'voluntary'

/** The shape in which a carrier arranges an employer's account; see `account-structure.ts`. */
export type AccountShape = 'bill_groups' | 'master_agreement' | 'divisions' | 'group_policies' | 'classes'

/** A carrier as data: what is documented of it and how its simulated system behaves. One file each in `profiles/`. */
export interface CarrierProfile {
  /** Noyo's id of the carrier: documented for a few, else derived once and kept. */
  readonly id: string
  /** Short name in scenarios and control calls; `internal_name` on the wire. */
  readonly slug: string
  readonly display_name: string
  readonly tier: Tier
  /** Where it sells; `US` for everywhere. */
  readonly state: components['schemas']['CarrierResult']['state']
  /** What the `is_listed` filter goes by; the carrier is there for a call that names it all the same. */
  readonly is_listed: boolean
  readonly lines_of_coverage: readonly LineOfCoverage[]
  /** Lines that exist as employer-paid and as voluntary plans, with the way they may be bought. */
  readonly plan_types: Readonly<Partial<Record<LineOfCoverage, readonly PlanType[]>>>
  readonly carrier_group_id: {
    /** A whole-string pattern of well-formed identifiers. */
    readonly pattern: string
    readonly example: string
    /** In words, for error messages. */
    readonly form: string
  }
  /** Real days from request to completion, least and most, used at the realistic pace. */
  readonly connection_days: readonly [number, number]
  readonly broker_identifier?: 'broker_federal_ein' | 'broker_tin_or_federal_ein'
  /** The carrier tells Noyo by itself once a group is authorised: until then a request waits for that. */
  readonly authorization?: 'notification'
  /** What keeps a group from being connected; see `eligibility.ts`. */
  readonly eligibility?: {
    /** Lines with which a group at this carrier cannot be connected by API. */
    readonly excluded_lines?: readonly LineOfCoverage[]
    /** How many employees a group needs for files. */
    readonly least_employees?: number
  }
  readonly events_required: boolean
  readonly cobra: 'supported' | 'limited' | 'none'
  readonly account_structure: AccountShape
  /** Sandbox identifiers that select a connection status: the three characters from position `at` decide. Source: Noyo docs, carriers/<name>. */
  readonly magic_ids?: { readonly at: number; readonly statuses: Readonly<Record<string, string>> }
  /** What of the above no public document says. */
  readonly assumed: readonly (keyof CarrierProfile)[]
}

/** True when the carrier could have issued this identifier, whether or not an employer has it. */
export function isWellFormed(carrier: CarrierProfile, carrier_group_id: string): boolean {
  return new RegExp(carrier.carrier_group_id.pattern).test(carrier_group_id)
}
