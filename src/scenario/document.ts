import type { Clock } from '../kernel/clock.ts'
import type { Setting } from '../kernel/world.ts'

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
  readonly carriers?: readonly string[]
  readonly groups?: readonly GroupLine[]
}

export interface GroupLine {
  readonly name: string
  readonly federal_ein?: string
  readonly dba_name?: string
  readonly sic_code?: string
  readonly in_noyo?: boolean
  readonly carriers?: readonly CarrierLine[]
}

export interface CarrierLine {
  readonly carrier: string
  readonly carrier_group_id: string
  readonly employees?: number
  readonly connected?: boolean
  readonly broker_federal_ein?: string
  readonly broker_tin?: string
}
