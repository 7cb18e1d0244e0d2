import type { CarrierProfile } from '../profile.ts'

/**
 * Source: Noyo docs, carriers/united-healthcare. Its id is documented. Groups have 7 characters, its sandbox ids 6.
 */
export const unitedHealthcare = {
  id: '701ac9cf-56af-4cae-8549-5acfa851e173',
  slug: 'united-healthcare',
  display_name: 'UnitedHealthcare',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['dental', 'medical', 'vision'],
  plan_types: {},
  carrier_group_id: {
    pattern: String.raw`^(?:[A-Za-z0-9]{7}|\d{6})$`,
    example: '09Z6132',
    form: '7 letters or digits',
  },
  connection_days: [1, 5],
  authorization: 'notification',
  eligibility: { excluded_lines: ['life', 'add', 'std', 'ltd'] },
  events_required: false,
  cobra: 'none',
  account_structure: 'classes',
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
  assumed: ['slug', 'state', 'is_listed', 'connection_days', 'account_structure'],
} as const satisfies CarrierProfile
