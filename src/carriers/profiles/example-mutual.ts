import type { CarrierProfile } from '../profile.ts'

/**
 * A carrier that does not exist, for the ways of exchange that no documented carrier has: everything about it is made up.
 */
export const exampleMutual = {
  id: '23d4bbe5-5738-4938-8fcd-63d3ade41ade',
  slug: 'example-mutual',
  display_name: 'Example Mutual',
  tier: 'advanced',
  state: 'US',
  is_listed: true,
  lines_of_coverage: ['medical', 'dental', 'vision', 'pharmacy', 'health_fund', 'wellness'],
  plan_types: {},
  carrier_group_id: {
    pattern: String.raw`^EM\d{6}$`,
    example: 'EM123456',
    form: 'EM and 6 digits',
  },
  connection_days: [20, 45],
  eligibility: { least_employees: 2 },
  events_required: false,
  cobra: 'supported',
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
