import type { CarrierProfile } from '../profile.ts'

/**
 * A carrier that does not exist, for the ways of exchange that no documented carrier has: everything about it is made up.
 */
export const fictionalBenefits = {
  id: 'f987f2dd-6431-4a56-a4f0-ca1a998fab77',
  slug: 'fictional-benefits',
  display_name: 'Fictional Benefits',
  tier: 'standard',
  state: 'US',
  is_listed: false,
  lines_of_coverage: ['accident', 'critical_illness', 'hospital_indemnity', 'cancer', 'std'],
  plan_types: {
    accident: ['voluntary'],
    critical_illness: ['voluntary'],
    hospital_indemnity: ['voluntary'],
    cancer: ['voluntary'],
    std: ['voluntary'],
  },
  carrier_group_id: {
    pattern: String.raw`^\d{9}$`,
    example: '123456789',
    form: '9 digits',
  },
  connection_days: [30, 60],
  eligibility: { least_employees: 2 },
  events_required: false,
  cobra: 'none',
  account_structure: 'classes',
  assumed: [
    'id',
    'slug',
    'display_name',
    'tier',
    'state',
    'is_listed',
    'lines_of_coverage',
    'plan_types',
    'carrier_group_id',
    'connection_days',
    'eligibility',
    'events_required',
    'cobra',
    'account_structure',
  ],
} as const satisfies CarrierProfile
