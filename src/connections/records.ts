import type { components } from '../api/generated/types/fulfillment.js'
import type { RuleEvaluation } from '../carriers/eligibility.ts'
import type { Tier } from '../carriers/profile.ts'
import type { Instant, IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { Temporal } from '../kernel/temporal.ts'
import type { ConnectionCause, OutcomeCause } from './transitions.ts'

export type ConnectionStatus = components['schemas']['GroupSetupRequestPublicResult']['status']

/** Why a connection has the status it has. */
export interface Finding {
  readonly cause: ConnectionCause
  /** What lies behind it: of `noyo_review` at UnitedHealthcare, which knows no other status, and of what was forced. */
  readonly found?: OutcomeCause
  /** The rules that a group which is not eligible fails. */
  readonly failed_rules?: readonly RuleEvaluation[]
}

/** A request to connect one group to one carrier, and the connection once it is completed. */
export interface GroupConnection extends Stored {
  readonly organization_id: string
  readonly group_id: string
  readonly carrier_id: string
  readonly status: ConnectionStatus
  readonly request_type: 'initial' | 'incremental'
  readonly group_name: string
  readonly carrier_group_id: string
  /** How the two will exchange data: the carrier's best way, unless the request asked for another. */
  readonly tier: Tier
  readonly federal_ein?: string
  readonly broker_federal_ein?: string
  readonly broker_tin?: string
  readonly employer_email_address?: string
  readonly completed?: Instant
  /** Whether the group is eligible is not asked: the request said so, or said how data shall be exchanged. */
  readonly skips_eligibility?: boolean
  /** When the platform told the carrier that Noyo is authorised, as it says. */
  readonly sent_carrier_auth_comms?: Instant
  /** Nothing before the first change of status. */
  readonly finding?: Finding
}

export const connections = defineKind<GroupConnection>()({
  name: 'group_connection',
  model: 'GroupConnection',
  refers: { group_id: 'group' },
  indexes: {
    organization: { keys: (connection) => [connection.organization_id] },
    group: { keys: (connection) => [connection.group_id] },
    /** `<group_id>/<carrier_id>` */
    pair: { keys: (connection) => [`${connection.group_id}/${connection.carrier_id}`] },
    /** `<carrier_id>/<carrier_group_id>` */
    carrier_group: { keys: (connection) => [`${connection.carrier_id}/${connection.carrier_group_id}`] },
  },
})

/** What the platform said of a connection's configuration, which no reading of the carrier takes back. */
export type ConnectionConfigurationEdit = Pick<
  components['schemas']['PublicGroupCarrierConnectionConfigurationEdit'],
  'connection_tier' | 'data_exchange'
>

/** How a connected group looks in one carrier's system, as Noyo read it, and how the two exchange data. */
export interface CarrierConfiguration extends Stored, Temporal<Pick<CarrierConfiguration, 'configuration'>> {
  readonly group_id: string
  readonly carrier_id: string
  readonly carrier_group_id: string
  readonly configuration: Readonly<Record<string, unknown>>
  readonly tier: Tier
  readonly connection_edit?: ConnectionConfigurationEdit
  /** The version of the carrier's record that was read. */
  readonly carrier_version: string
  /** The first day the employer is known to have had an account: that of its earliest plan. */
  readonly effective_start_date: IsoDate
}

export const carrierConfigurations = defineKind<CarrierConfiguration>()({
  name: 'group_carrier_configuration',
  model: 'GroupCarrierConfiguration',
  refers: { group_id: 'group' },
  indexes: {
    group: { keys: (configuration) => [configuration.group_id] },
    pair: { keys: (configuration) => [`${configuration.group_id}/${configuration.carrier_id}`] },
  },
})

/** That Noyo has compared a group with one carrier's records. */
export interface GroupAudit extends Stored {
  readonly group_id: string
  readonly carrier_id: string
  readonly completed_at: Instant
}

export const groupAudits = defineKind<GroupAudit>()({
  name: 'group_audit_request',
  model: 'GroupAuditRequest',
  refers: { group_id: 'group' },
  indexes: {
    group: { keys: (audit) => [audit.group_id] },
    /** `<group_id>/<carrier_id>` */
    pair: { keys: (audit) => [`${audit.group_id}/${audit.carrier_id}`] },
  },
})
