import type { components } from '../api/generated/types/fulfillment.js'
import type { Tier } from '../carriers/profile.ts'
import type { CarrierConfiguration, ConnectionConfigurationEdit } from './records.ts'

type DataExchange = components['schemas']['DataExchange']

const READ_AND_WRITTEN: DataExchange = {
  enrollments: {
    to_carrier: { default_method: 'api', enabled: true },
    from_carrier: { enabled: true },
  },
  enrollment_errors: { default_method: 'snapshot_errors', enabled: true },
  group_structure: { default_method: 'api', enabled: true },
}

/** Files go out; what the carrier makes of them comes back as data. */
const SENT_AND_ANSWERED: DataExchange = {
  enrollments: {
    to_carrier: { default_method: 'feeds', enabled: true },
    from_carrier: { enabled: true },
  },
  enrollment_errors: { default_method: 'snapshot_errors', enabled: true },
  group_structure: { default_method: 'account_structure_file', enabled: true },
}

const SENT_AS_FILES: DataExchange = {
  enrollments: {
    to_carrier: { default_method: 'feeds', enabled: true },
    from_carrier: { enabled: false },
  },
  enrollment_errors: { default_method: 'error_report', enabled: true },
  group_structure: { default_method: 'account_structure_file', enabled: true },
}

/**
 * How data goes to and fro, by tier. Source of fields and values: published OpenAPI, PublicGroupCarrierConfigurationResult;
 * which tier has which is assumed from the descriptions of the tiers.
 */
const DATA_EXCHANGE: Readonly<Record<Tier, DataExchange>> = {
  premier: READ_AND_WRITTEN,
  advanced: SENT_AND_ANSWERED,
  standard: SENT_AS_FILES,
}

/** Source of the name and of everything being off: the defaults of the published DataExchange and its parts. */
const NOTHING_EXCHANGED: DataExchange = {
  enrollments: {
    to_carrier: { default_method: null, enabled: false },
    from_carrier: { enabled: false },
  },
  enrollment_errors: { default_method: null, enabled: false },
  group_structure: { default_method: null, enabled: false },
}

type ConnectionTier = Tier | 'not_connected'

export function dataExchange(tier: ConnectionTier): DataExchange {
  return tier === 'not_connected' ? NOTHING_EXCHANGED : DATA_EXCHANGE[tier]
}

/** What published lists call an exchange. Source of `Not Connected`: published OpenAPI, DataExchangeConfiguration; the others are assumed. */
export const EXCHANGE_NAMES: Readonly<Record<ConnectionTier, string>> = {
  premier: 'Premier',
  advanced: 'Advanced',
  standard: 'Standard',
  not_connected: 'Not Connected',
}

/** How a group and a carrier exchange data: by the tier of the connection, except where the platform said otherwise. */
export function connectionConfiguration({
  tier,
  connection_edit: edit = {},
}: Pick<CarrierConfiguration, 'tier' | 'connection_edit'>) {
  const connection_tier = edit.connection_tier ?? tier
  return {
    connection_tier,
    data_exchange: merged(dataExchange(connection_tier), edit.data_exchange ?? {}),
  }
}

/**
 * An edit after those before it: what it leaves out stays, null takes back what was said. Assumed: the published request
 * requires nothing and its fields may be null.
 */
export function editAfter(
  before: ConnectionConfigurationEdit = {},
  edit: ConnectionConfigurationEdit = {},
): ConnectionConfigurationEdit {
  const connection_tier = edit.connection_tier === undefined ? before.connection_tier : edit.connection_tier
  const data_exchange =
    edit.data_exchange === null ? null : merged(before.data_exchange ?? {}, edit.data_exchange ?? {})
  return {
    ...(connection_tier ? { connection_tier } : {}),
    ...(data_exchange && Object.keys(data_exchange).length > 0 ? { data_exchange } : {}),
  }
}

function merged<T extends object>(one: T, other: T): T {
  const all = Object.entries(other).map(([name, value]) => {
    const before = one[name as keyof T]
    return [name, isObject(value) && isObject(before) ? merged(before, value) : value]
  })
  return { ...one, ...Object.fromEntries(all) }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Changes of enrollments go to the carrier. */
export function sendsToCarrier(
  configuration: Pick<CarrierConfiguration, 'tier' | 'connection_edit'>,
): boolean {
  const { connection_tier, data_exchange } = connectionConfiguration(configuration)
  return connection_tier !== 'not_connected' && data_exchange.enrollments?.to_carrier?.enabled !== false
}

/** The carrier's own enrollments come to Noyo. */
export function readsFromCarrier(
  configuration: Pick<CarrierConfiguration, 'tier' | 'connection_edit'>,
): boolean {
  const { connection_tier, data_exchange } = connectionConfiguration(configuration)
  return connection_tier !== 'not_connected' && data_exchange.enrollments?.from_carrier?.enabled !== false
}
