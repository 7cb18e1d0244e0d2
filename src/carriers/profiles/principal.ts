import type { CarrierProfile } from '../profile.ts'

/**
 * Source: Noyo docs, carriers/principal. 7-digit policy numbers; the broker must be the broker of record. Its page says that the
 * first three characters of a sandbox id decide, but its ids begin with a 1: the three after it do.
 */
export const principal = {
  id: '000fb418-7767-4abd-8af0-d4e01feab841',
  slug: 'principal',
  display_name: 'Principal',
  tier: 'premier',
  state: 'US',
  is_listed: true,
  lines_of_coverage: [
    'accident',
    'add',
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
  },
  carrier_group_id: {
    pattern: String.raw`^\d{7}$`,
    example: '1234567',
    form: 'the 7 digits of the policy number',
  },
  connection_days: [5, 10],
  broker_identifier: 'broker_federal_ein',
  events_required: true,
  cobra: 'supported',
  account_structure: 'bill_groups',
  magic_ids: {
    at: 1,
    statuses: {
      '989': 'noyo_review',
      '767': 'waiting_on_carrier',
      '545': 'action_required',
      '323': 'unable_to_connect',
    },
  },
  assumed: ['id', 'slug', 'state', 'is_listed', 'plan_types', 'account_structure'],
} as const satisfies CarrierProfile
