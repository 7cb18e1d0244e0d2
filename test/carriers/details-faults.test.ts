import { expect, test } from 'vitest'
import { accountFaults } from '../../src/carriers/account-faults.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'

const guardian = carrierNamed('guardian') as CarrierProfile
const hired = { waiting_period_enrollment_type: 'current_member', waiting_period_rule: 'hire_date' }
const limit = {
  dependent_child_type: 'dependent_child',
  dependent_child_age_limit: 'twenty-six',
  dependent_child_termination_rule: 'date_of_birth',
}

test.each<[string, object, (string | number)[], RegExp]>([
  [
    'a list that is none',
    { eligible_member_types: 'banana' },
    ['eligible_member_types'],
    /^eligible_member_types must be array$/,
  ],
  [
    'a word that is not published',
    { termination_policy: 'whenever' },
    ['termination_policy'],
    /^termination_policy must be one of end_of_month, last_work_date/,
  ],
  [
    'a waiting period of no published shape',
    { waiting_periods: [hired, { ...hired, waiting_period_rule: 'whenever' }] },
    ['waiting_periods', 1],
    /^waiting_periods has none of the published shapes$/,
  ],
  [
    'an age limit in words',
    { dependent_child_age_limits: [limit] },
    ['dependent_child_age_limits', 0, 'dependent_child_age_limit'],
    /^dependent_child_age_limit must be integer$/,
  ],
  ['benefits that are none', { benefits: 'all' }, ['benefits'], /^benefits must be object$/],
])('what a plan is said to be as nothing is published is told: %s', (_what, details, path, message) => {
  const plans = [
    { line_of_coverage: 'dental', name: 'D', details: details as Record<string, unknown> },
  ] as const
  expect(accountFaults({ plans }, guardian)).toEqual([
    { path: ['plans', 0, 'details', ...path], message: expect.stringMatching(message) },
  ])
})
