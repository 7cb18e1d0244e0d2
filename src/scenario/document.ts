import type { OrganizationCarrierStatus } from '../carriers/records.ts'
import type { FaultLine } from '../faults/trouble.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Setting } from '../kernel/world.ts'
import type { LinkingSettings } from '../linking/settings.ts'
import type { CensusDifferences } from '../linking-trial/platform-census.ts'
import type { WebhookLine } from '../webhooks/new-webhook.ts'
import type { AccountLine, ReportLine, StandingLine } from './account-document.ts'
import type { ExpectLine, StepLine } from './timeline-document.ts'

/** A scenario file's content once it satisfies `openapi/scenario.schema.json`. */
export interface ScenarioDocument {
  readonly title: string
  readonly organization?: { readonly name: string }
  readonly keys?: readonly { readonly client_id: string; readonly client_secret: string }[]
  readonly clock?: { readonly mode?: Clock['mode']; readonly start?: string; readonly speed?: number }
  readonly seed?: string
  readonly profile?: Setting['profile']
  readonly pace?: Setting['pace']
  readonly unknown_groups?: 'accept' | 'refuse'
  readonly send_connections?: 'after_approval' | 'before_census'
  readonly linking?: Partial<LinkingSettings>
  /** Those that are active and no others; or settings by carrier, the others being active too. */
  readonly carriers?: readonly string[] | Readonly<Record<string, CarrierSettings | null>>
  readonly groups?: readonly GroupLine[]
  /** What goes wrong with calls on purpose. */
  readonly faults?: readonly FaultLine[]
  readonly webhooks?: readonly WebhookLine[]
  /** What happens after the start, step by step. */
  readonly timeline?: readonly StepLine[]
  /** What must be so in the end. */
  readonly expect?: readonly ExpectLine[]
}

export interface CarrierSettings extends StandingLine {
  readonly status?: OrganizationCarrierStatus
  readonly error_reports?: readonly ReportLine[]
}

export interface GroupLine extends Pick<AccountLine, 'employees' | 'people' | 'state'> {
  readonly name: string
  /** How the platform knows these people differently. */
  readonly differences?: CensusDifferences
  readonly federal_ein?: string
  readonly dba_name?: string
  readonly sic_code?: string
  readonly contacts?: readonly Readonly<Record<string, unknown>>[]
  readonly in_noyo?: boolean
  readonly carriers?: readonly CarrierLine[]
}

/** The identifiers a request for a connection names. */
export interface SentIdentifiers {
  readonly carrier_group_id?: string
  readonly broker_federal_ein?: string
  readonly broker_tin?: string
}

export interface CarrierLine extends StandingLine, Omit<AccountLine, 'state'> {
  readonly carrier: string
  readonly carrier_group_id: string
  readonly connected?: boolean
  /** Whether, or when, a connection was requested before the start. */
  readonly requested?: boolean | string
  readonly sent?: SentIdentifiers
  readonly error_reports?: readonly Omit<ReportLine, 'group'>[]
  readonly broker_federal_ein?: string
  readonly broker_tin?: string
}

/** The carriers a scenario names, each with its place and its settings; undefined where all are active and nothing is said. */
export function namedCarriers({ carriers }: ScenarioDocument): readonly NamedCarrier[] | undefined {
  if (carriers === undefined) return undefined
  if (isList(carriers))
    return carriers.map((name, index) => ({ name, path: ['carriers', index], settings: {} }))
  return Object.entries(carriers).map(([name, settings]) => {
    return { name, path: ['carriers', name], settings: settings ?? {} }
  })
}

export interface NamedCarrier {
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly settings: CarrierSettings
}

/** True where the carriers that are active are listed, so that no other is. */
export function isList(carriers: ScenarioDocument['carriers']): carriers is readonly string[] {
  return Array.isArray(carriers)
}

/** True where a connection is requested before the start. */
export function isAsked(line: CarrierLine): boolean {
  return line.connected === true || (line.requested !== undefined && line.requested !== false)
}
