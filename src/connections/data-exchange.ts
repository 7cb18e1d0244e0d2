import type { components } from '../api/generated/types/fulfillment.js'
import type { Tier } from '../carriers/profile.ts'

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

export function dataExchange(tier: Tier): DataExchange {
  return DATA_EXCHANGE[tier]
}
