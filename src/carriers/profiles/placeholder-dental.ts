import type { CarrierProfile } from '../profile.ts'

/**
 * A carrier that does not exist, for the ways of exchange that no documented carrier has: everything about it is made up.
 */
export const placeholderDental = {
  id: '1e586513-9bec-46c5-ada7-662e3efb38fe',
  slug: 'placeholder-dental',
  display_name: 'Placeholder Dental',
  tier: 'standard',
  state: 'OR',
  is_listed: true,
  lines_of_coverage: ['dental', 'vision'],
  plan_types: {},
  carrier_group_id: {
    pattern: '^PD[A-Z0-9]{5}$',
    example: 'PD00A17',
    form: 'PD and 5 capital letters or digits',
  },
  connection_days: [30, 60],
  eligibility: { least_employees: 2 },
  events_required: false,
  cobra: 'limited',
  account_structure: 'bill_groups',
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
