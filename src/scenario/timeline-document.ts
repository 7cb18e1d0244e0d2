import type { HeldStatus } from '../carriers/records.ts'
import type { ConnectionStatus } from '../connections/records.ts'
import type { RecordName } from '../timeline/records.ts'
import type { StandingLine } from './account-document.ts'

/*
 * What a scenario file says of the time after its start. Texts of moments and durations are as they stand in the file: see
 * moment.ts.
 */

type Fields = Readonly<Record<string, unknown>>

/** Which of the file's groups, and which of its carriers. */
export interface PartyLine {
  readonly group?: string
  readonly carrier?: string
}

export interface StepLine extends PartyLine {
  readonly name?: string
  readonly at?: string
  readonly after?: string
  readonly step?: string
  readonly on?: PartyLine & { readonly event: string; readonly to?: string }
  /** Of `standing`: whom it is about, where that is no group of the file. */
  readonly carrier_group_id?: string
  readonly everybody?: boolean
  readonly standing?: Omit<StandingLine, 'outcome'> & { readonly outcome?: HeldStatus | 'none' }
  readonly transition?: { readonly status: ConnectionStatus; readonly force?: boolean }
  readonly connect?: boolean
  readonly sent?: Fields
  readonly snapshot?: Fields
  readonly run_feed?: boolean
  readonly sync?: boolean
  readonly error_report?: { readonly rows?: readonly Fields[]; readonly stream?: string }
  readonly edit_member?: { readonly first_name: string; readonly last_name: string; readonly set: Fields }
  readonly expect?: readonly ExpectLine[]
}

export interface ExpectLine extends PartyLine {
  readonly connection?: string
  readonly employees?: number
  readonly dependents?: number
  readonly individual_enrollments?: number
  readonly issues?: { readonly count: number; readonly category?: string; readonly status?: string }
  readonly snapshot?: { readonly custom_individual_id: string; readonly status: string }
  readonly record?: {
    readonly kind: RecordName
    readonly where?: Fields
    readonly field: string
    readonly equals: string | number | boolean | null
  }
}

/** What a step may do. What stands there as `false` is not done. */
export const ACTIONS = [
  'standing',
  'transition',
  'connect',
  'snapshot',
  'run_feed',
  'sync',
  'error_report',
  'edit_member',
] as const satisfies readonly (keyof StepLine)[]

export type ActionName = (typeof ACTIONS)[number]

/** What a step does, by the order of {@link ACTIONS}. */
export function actionsOf(step: StepLine): ActionName[] {
  return ACTIONS.filter((name) => step[name] !== undefined && step[name] !== false)
}

/** What an expectation may look at. */
export const CLAIMS = [
  'connection',
  'employees',
  'dependents',
  'individual_enrollments',
  'issues',
  'snapshot',
  'record',
] as const satisfies readonly (keyof ExpectLine)[]
