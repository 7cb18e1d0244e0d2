import type { CarrierProfile } from '../profile.ts'

/**
 * Source: Noyo docs, carriers/guardian. 8-digit policy ids; the third to fifth character of a sandbox id decide.
 */
export const guardian = {
  id: 'e487937e-17ad-4c78-9f02-cb494658ee59',
  slug: 'guardian',
  display_name: 'Guardian',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: [
    'accident',
    'add',
    'cancer',
    'critical_illness',
    'dental',
    'hospital_indemnity',
    'life',
    'ltd',
    'std',
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
    cancer: ['voluntary'],
  },
  carrier_group_id: {
    pattern: String.raw`^\d{8}$`,
    example: '00123456',
    form: 'the 8 digits of the policy id, leading zeros included',
  },
  connection_days: [1, 5],
  events_required: false,
  cobra: 'limited',
  account_structure: 'bill_groups',
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
