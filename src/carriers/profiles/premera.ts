import type { CarrierProfile } from '../profile.ts'

/** Source: Noyo docs, carriers/premera-bluecross. Its id is documented. */
export const premera = {
  id: 'c09b0a82-309d-44bf-9430-856c3c6027cd',
  slug: 'premera',
  display_name: 'Premera Blue Cross',
  tier: 'premier',
  state: 'WA',
  is_listed: true,
  lines_of_coverage: ['medical', 'dental', 'vision'],
  plan_types: {},
  carrier_group_id: {
    pattern: '^[A-Za-z0-9]{8}$',
    example: '12345678',
    form: 'the 8 characters of the master agreement or group id',
  },
  connection_days: [1, 5],
  events_required: false,
  cobra: 'limited',
  account_structure: 'master_agreement',
  magic_ids: {
    at: 0,
    statuses: {
      '989': 'noyo_review',
      '767': 'waiting_on_carrier',
      '545': 'action_required',
      '323': 'unable_to_connect',
      '212': 'carrier_authorization',
    },
  },
  assumed: ['slug', 'tier', 'state', 'is_listed', 'lines_of_coverage', 'connection_days', 'cobra'],
} as const satisfies CarrierProfile
