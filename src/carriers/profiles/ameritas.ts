import type { CarrierProfile } from '../profile.ts'

/** Source: Noyo docs, carriers/ameritas. A 3-digit subsidiary, an underscore and a 6-digit policy number. */
export const ameritas = {
  id: '19257801-c283-4139-a0ac-db26991bcc98',
  slug: 'ameritas',
  display_name: 'Ameritas',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['dental', 'vision'],
  plan_types: {},
  carrier_group_id: {
    pattern: String.raw`^\d{3}_\d{6}$`,
    example: '010_123456',
    form: 'a 3-digit subsidiary number, an underscore and a 6-digit policy number',
  },
  connection_days: [1, 5],
  events_required: false,
  cobra: 'none',
  account_structure: 'group_policies',
  magic_ids: {
    at: 4,
    statuses: {
      '989': 'noyo_review',
      '767': 'waiting_on_carrier',
      '545': 'action_required',
      '323': 'unable_to_connect',
      '212': 'carrier_authorization',
    },
  },
  assumed: ['id', 'slug', 'state', 'is_listed'],
} as const satisfies CarrierProfile
