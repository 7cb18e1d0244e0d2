import type { CarrierProfile } from '../profile.ts'

/**
 * Source: Noyo docs, carriers/unum. A master agreement number of about 19 to 21 letters and digits, or an 8-digit policy id; its
 * sandbox ids have 6 characters, which are taken too.
 */
export const unum = {
  id: '0d118909-203b-4a0d-a2d8-58a9bb5753f8',
  slug: 'unum',
  display_name: 'Unum',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: [
    'life',
    'add',
    'std',
    'ltd',
    'accident',
    'critical_illness',
    'hospital_indemnity',
    'dental',
    'vision',
  ],
  plan_types: {
    life: ['basic', 'voluntary'],
    add: ['basic', 'voluntary'],
    std: ['basic', 'voluntary'],
    ltd: ['basic', 'voluntary'],
    accident: ['voluntary'],
    critical_illness: ['voluntary'],
    hospital_indemnity: ['voluntary'],
  },
  carrier_group_id: {
    pattern: String.raw`^(?:\d{6}|\d{8}|[A-Za-z0-9]{19,21})$`,
    example: '00123456',
    form: 'a master agreement number of 19 to 21 letters and digits, or an 8-digit policy id with leading zeros',
  },
  connection_days: [1, 5],
  events_required: false,
  cobra: 'none',
  account_structure: 'divisions',
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
  assumed: [
    'id',
    'slug',
    'tier',
    'state',
    'is_listed',
    'lines_of_coverage',
    'plan_types',
    'connection_days',
    'cobra',
  ],
} as const satisfies CarrierProfile
