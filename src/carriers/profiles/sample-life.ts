import type { CarrierProfile } from '../profile.ts'

/**
 * A carrier that does not exist, for the ways of exchange that no documented carrier has: everything about it is made up.
 */
export const sampleLife = {
  id: '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d',
  slug: 'sample-life',
  display_name: 'Sample Life',
  tier: 'advanced',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['life', 'add', 'std', 'ltd', 'critical_illness'],
  plan_types: {
    life: ['basic', 'voluntary'],
    add: ['basic', 'voluntary'],
    std: ['basic', 'voluntary'],
    ltd: ['basic', 'voluntary'],
    critical_illness: ['voluntary'],
  },
  carrier_group_id: {
    pattern: String.raw`^\d{3}-\d{5}$`,
    example: '123-45678',
    form: '3 digits, a hyphen and 5 digits',
  },
  connection_days: [20, 45],
  eligibility: { least_employees: 2 },
  events_required: false,
  cobra: 'none',
  account_structure: 'divisions',
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
