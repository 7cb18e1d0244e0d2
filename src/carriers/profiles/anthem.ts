import type { CarrierProfile } from '../profile.ts'

/** Source: Noyo docs, carriers/anthem. Six characters; one of the two broker identifiers must be there. */
export const anthem = {
  id: '8c3ddc43-e327-4ace-bff5-ae519df7de3f',
  slug: 'anthem',
  display_name: 'Anthem',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['dental', 'medical', 'vision'],
  plan_types: {},
  carrier_group_id: {
    pattern: '^[A-Za-z0-9]{6}$',
    example: 'A12345',
    form: '6 letters or digits',
  },
  connection_days: [5, 10],
  broker_identifier: 'broker_tin_or_federal_ein',
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
    },
  },
  assumed: ['id', 'slug', 'state', 'is_listed', 'account_structure'],
} as const satisfies CarrierProfile
