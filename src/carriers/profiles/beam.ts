import type { CarrierProfile } from '../profile.ts'

/**
 * Source: Noyo docs, carriers/beam. Two letters and five digits; every snapshot with its coverage needs events.
 */
export const beam = {
  id: '7f9552dd-7e61-49a2-92d8-b02059b7449d',
  slug: 'beam',
  display_name: 'Beam',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['accident', 'add', 'critical_illness', 'dental', 'life', 'ltd', 'std', 'vision'],
  plan_types: {
    life: ['basic', 'voluntary'],
    add: ['basic', 'voluntary'],
    std: ['basic'],
    ltd: ['basic'],
    accident: ['voluntary'],
    critical_illness: ['voluntary'],
  },
  carrier_group_id: {
    pattern: String.raw`^[A-Za-z]{2}\d{5}$`,
    example: 'US12345',
    form: '2 letters and 5 digits',
  },
  connection_days: [1, 5],
  events_required: true,
  cobra: 'none',
  account_structure: 'classes',
  magic_ids: {
    at: 2,
    statuses: {
      '989': 'noyo_review',
      '767': 'waiting_on_carrier',
      '545': 'action_required',
      '323': 'unable_to_connect',
      '212': 'carrier_authorization',
    },
  },
  assumed: ['id', 'slug', 'state', 'is_listed', 'plan_types', 'account_structure'],
} as const satisfies CarrierProfile
