import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/carriers/records.ts'
import type { IndividualEnrollment } from '../../src/enrollments/records.ts'
import { addDays } from '../../src/kernel/instant.ts'
import type { GroupPlan } from '../../src/plans/records.ts'
import { carriersOf, matched, wantedEnrollments } from '../../src/snapshots/family.ts'
import { finished, judged, outcomeOf, replaced } from '../../src/snapshots/model.ts'
import { withOmittedCoverages } from '../../src/snapshots/omitted.ts'
import type { Payload } from '../../src/snapshots/payload.ts'
import { employmentAfter, personAfter } from '../../src/snapshots/payload.ts'
import type { FulfillmentStatus, MemberSnapshot } from '../../src/snapshots/records.ts'
import { ADDRESS, GUARDIAN, type Json, OPEN_END, PRINCIPAL, somebody } from './families.ts'

const TODAY = '2026-01-05'

const plan = (id: string, line: string, more: Json = {}): GroupPlan =>
  ({
    id,
    carrier_id: GUARDIAN,
    line_of_coverage: line,
    name: id,
    details: {},
    carrier_plan: `c-${id}`,
    ...more,
  }) as GroupPlan

const held = (
  id: string,
  plan_id: string,
  start: string,
  end: string,
  more: Json = {},
): IndividualEnrollment =>
  ({
    id,
    plan_id,
    carrier_id: GUARDIAN,
    line_of_coverage: 'dental',
    individual_id: 'anna',
    individual_type: 'employee',
    effective_start_date: start,
    effective_end_date: end,
    ...more,
  }) as IndividualEnrollment

const wants = (plan_id: string, start: string, end: string, more: Json = {}): Json => ({
  carrier_id: GUARDIAN,
  line_of_coverage: 'dental',
  plan_id,
  ...more,
  enrolled_members: [
    {
      individual_id: more.individual_id ?? 'anna',
      individual_type: 'employee',
      effective_start_date: start,
      effective_end_date: end,
    },
  ],
})

const payload = (coverages: Json[] | undefined, more: Json = {}): Payload => ({
  snapshot_mode: 'current_open',
  employee: { id: 'anna' } as Payload['employee'],
  ...(coverages === undefined ? {} : { coverages }),
  ...more,
})

const plans = [
  plan('low', 'dental'),
  plan('high', 'dental'),
  plan('basic life', 'life', { details: { plan_type: 'basic' } }),
  plan('voluntary life', 'life', { details: { plan_type: 'voluntary' } }),
  plan('elsewhere', 'dental', { carrier_id: PRINCIPAL }),
]

const known = { plans, named_plans: [] }

describe('which known coverage a wanted one is about', () => {
  const rows: readonly (readonly [
    string,
    IndividualEnrollment[],
    Json[],
    (string | undefined)[],
    string[],
  ])[] = [
    [
      'the one with the same start',
      [held('a', 'low', '2024-01-01', OPEN_END)],
      [wants('low', '2024-01-01', OPEN_END)],
      ['a'],
      [],
    ],
    [
      'one whose start the two sides tell differently',
      [held('a', 'low', '2024-01-01', OPEN_END)],
      [wants('low', '2024-02-01', OPEN_END)],
      ['a'],
      [],
    ],
    [
      'none after an end: a rehire is a new coverage',
      [held('a', 'low', '2024-01-01', '2025-06-30')],
      [wants('low', '2025-09-01', OPEN_END)],
      [undefined],
      [],
    ],
    [
      'the first of two blocks; the second is new',
      [held('a', 'low', '2024-01-01', OPEN_END)],
      [wants('low', '2026-06-01', OPEN_END), wants('low', '2024-01-01', '2026-05-31')],
      [undefined, 'a'],
      [],
    ],
    [
      'none of another member, which is then missing',
      [held('a', 'low', '2024-01-01', OPEN_END, { individual_id: 'bert' })],
      [wants('low', '2024-01-01', OPEN_END)],
      [undefined],
      ['a'],
    ],
    [
      'none of another plan, which is then missing',
      [held('a', 'low', '2024-01-01', OPEN_END)],
      [wants('high', '2024-01-01', OPEN_END)],
      [undefined],
      ['a'],
    ],
    [
      'nothing is missing that has an end, past or planned',
      [held('a', 'low', '2024-01-01', '2025-06-30'), held('b', 'high', '2024-01-01', '2026-06-30')],
      [],
      [],
      [],
    ],
    [
      'nothing is missing of a line whose plan is not known',
      [held('a', 'low', '2024-01-01', OPEN_END)],
      [wants('lwo', '2024-01-01', OPEN_END)],
      [],
      [],
    ],
  ]
  test.each(rows)('%s', (_name, enrollments, coverages, about, missing) => {
    const { pairings, omitted } = matched({ enrollments, ...known }, wantedEnrollments(payload(coverages)))
    expect(pairings.map(({ known }) => known?.id)).toEqual(about)
    expect(omitted.map(({ id }) => id)).toEqual(missing)
  })
})

describe('a plan takes the place of an omitted one', () => {
  const life = { line_of_coverage: 'life' }
  const rows: readonly (readonly [string, IndividualEnrollment, Json[], string | undefined])[] = [
    [
      'later: the old one ends the day before',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2025-01-01', OPEN_END)],
      '2024-12-31',
    ],
    [
      'from the same day: the old one is waived',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2024-01-01', OPEN_END)],
      '2023-12-31',
    ],
    [
      'from before: the old one is waived',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2023-06-01', OPEN_END)],
      '2023-12-31',
    ],
    [
      'with another carrier',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('elsewhere', '2025-01-01', OPEN_END, { carrier_id: PRINCIPAL })],
      '2024-12-31',
    ],
    [
      'not when the new one ended before',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2022-01-01', '2023-12-31')],
      undefined,
    ],
    [
      'not for another member',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2025-01-01', OPEN_END, { individual_id: 'bert' })],
      undefined,
    ],
    [
      'not when there are several',
      held('a', 'low', '2024-01-01', OPEN_END),
      [
        wants('high', '2025-01-01', OPEN_END),
        wants('elsewhere', '2025-01-01', OPEN_END, { carrier_id: PRINCIPAL }),
      ],
      undefined,
    ],
    [
      'not when the new one is waived',
      held('a', 'low', '2024-01-01', OPEN_END),
      [wants('high', '2025-01-01', '2024-12-31')],
      undefined,
    ],
    [
      'not basic for voluntary life',
      held('a', 'basic life', '2024-01-01', OPEN_END, life),
      [wants('voluntary life', '2025-01-01', OPEN_END, life)],
      undefined,
    ],
  ]
  test.each(rows)('%s', (_name, enrollment, coverages, end) => {
    const sent = payload(coverages)
    const completed = withOmittedCoverages(sent, { enrollments: [enrollment], ...known }, TODAY)
    if (end === undefined) expect(completed.payload).toBe(sent)
    else {
      expect(completed.payload.coverages?.slice(coverages.length)).toMatchObject([
        { plan_id: enrollment.plan_id, enrolled_members: [{ effective_end_date: end }] },
      ])
    }
    expect(completed.warnings).toEqual([])
  })

  test('a termination rule under another policy is worth a warning', () => {
    const handling = { termination_rule: 'end_of_current_month' as const }
    const { warnings } = withOmittedCoverages(
      payload([], { omitted_coverage_handling: handling }),
      { enrollments: [], ...known },
      TODAY,
    )
    expect(warnings).toEqual([expect.stringContaining('the policy of omitted_coverage_handling is reject')])
  })

  test('and no payload about demographics alone omits anything', () => {
    const sent = payload(undefined, { omitted_coverage_handling: { policy: 'continue' } })
    const enrollments = [held('a', 'low', '2024-01-01', OPEN_END)]
    expect(withOmittedCoverages(sent, { enrollments, ...known }, TODAY)).toEqual({
      payload: sent,
      warnings: [],
    })
  })
})

describe('the carriers of a snapshot', () => {
  test.each([
    ['is over', '2024-01-01', addDays(TODAY, -1), []],
    ['ends today', '2024-01-01', TODAY, [GUARDIAN]],
    ['has a planned end', '2024-01-01', addDays(TODAY, 90), [GUARDIAN]],
    ['is to come', addDays(TODAY, 30), addDays(TODAY, 90), [GUARDIAN]],
    ['is waived', addDays(TODAY, 30), addDays(TODAY, 29), []],
  ])('and whether a coverage counts that %s', (_says, start, end, carriers) => {
    expect(carriersOf(payload(undefined), [held('a', 'low', start, end)], TODAY)).toEqual(carriers)
  })

  test('are those it names, then those that cover the family', () => {
    const enrollments = [
      held('a', 'low', '2024-01-01', OPEN_END),
      held('b', 'elsewhere', '2024-01-01', '2025-06-30', { carrier_id: 'past' }),
    ]
    const coverages = [wants('elsewhere', TODAY, OPEN_END, { carrier_id: PRINCIPAL.toUpperCase() })]
    const carriers = (...asked: Parameters<typeof payload>) =>
      carriersOf(payload(...asked), enrollments, TODAY)
    expect(carriers(coverages)).toEqual([PRINCIPAL, GUARDIAN])
    expect(carriers(undefined)).toEqual([GUARDIAN])
    expect(carriersOf(payload(undefined), [], TODAY)).toEqual([])
  })
})

describe('the state of a snapshot', () => {
  const snapshot = (...statuses: FulfillmentStatus[]): MemberSnapshot => ({
    id: 's',
    version: 'v',
    created: 0,
    modified: 0,
    group_id: 'g',
    employee_id: 'anna',
    status: 'processing',
    inbound_snapshot: '',
    member_snapshot: payload([]) as NonNullable<MemberSnapshot['member_snapshot']>,
    created_members: [],
    warnings: [],
    fulfillment_summary: statuses.map((status, index) => ({ carrier_id: `c${index}`, status, errors: [] })),
  })
  const recordIn = (changes: ReturnType<typeof judged>) => changes.put?.[0]?.record as MemberSnapshot

  const outcomes: readonly (readonly [FulfillmentStatus[], string])[] = [
    [[], 'completed'],
    [['invalid'], 'canceled'],
    [['invalid', 'invalid'], 'canceled'],
    [['invalid', 'no_changes'], 'completed'],
    [['invalid', 'not_connected'], 'completed'],
    [['sent', 'invalid'], 'completed'],
  ]
  test.each(outcomes)('%s ends as %s', (statuses, outcome) => {
    expect(outcomeOf(snapshot(...statuses).fulfillment_summary)).toBe(outcome)
    expect(recordIn(finished(snapshot(...statuses), [], 1)).status).toBe(outcome)
  })

  test('events tell of what changed, and of nothing else', () => {
    const changes = judged(
      snapshot('processing', 'processing'),
      [{ carrier_id: 'c1', status: 'invalid', errors: ['no'] }],
      1,
    )
    expect(recordIn(changes).fulfillment_summary).toEqual([
      { carrier_id: 'c0', status: 'processing', errors: [] },
      { carrier_id: 'c1', status: 'invalid', errors: ['no'] },
    ])
    expect(changes.events?.map(({ type, data }) => [type, data['carrier_id']])).toEqual([
      ['member_snapshot.fulfillment_status_changed', 'c1'],
    ])
  })

  test('replaced: what is at its end stays', () => {
    const changes = replaced(snapshot('sent', 'valid', 'processing', 'invalid'), 'next', 1)
    const record = recordIn(changes)
    expect(record.status).toBe('replaced')
    expect(record.replaced_by).toBe('next')
    expect(record.fulfillment_summary.map(({ status }) => status)).toEqual([
      'sent',
      'replaced',
      'replaced',
      'invalid',
    ])
    expect(changes.unschedule).toEqual([{ type: 'member_snapshot.step', key: 's' }])
  })
})

describe('demographics', () => {
  const known = personAfter(
    undefined,
    somebody({
      contact: { home_phone: '+15555550101', email_address: 'o@example.com' },
      middle_name: 'Jane',
    }),
  )

  test('what is left out or null stays', () => {
    const { ssn: _ssn, ...given } = somebody({ contact: { email_address: null } })
    expect(personAfter(known, { ...given, ssn: null })).toEqual(known)
  })

  test('what is given replaces, addresses as a whole', () => {
    const moved = { ...ADDRESS, street_two: 'Apt 4' }
    const there = { ...known, home_address: { ...ADDRESS, county: 'Marion' } }
    const person = personAfter(there as Person, somebody({ last_name: 'Other', home_address: moved }))
    expect(person).toMatchObject({ last_name: 'Other', middle_name: 'Jane', home_address: moved })
    expect(person.home_address).not.toHaveProperty('county')
  })

  test('a date of termination left out is gone; a salary counts at once', () => {
    const there = {
      employment_status: 'terminated' as const,
      hours_worked: 40,
      occupation: 'Miller',
      employment_dates: { hire_date: '2020-01-01', terminated: '2025-06-30' },
      salary: { amount: 1, unit: 'annual' as const },
    }
    const given = {
      employment_status: 'full-time' as const,
      hours_worked: 32,
      employment_dates: { hire_date: '2020-01-01', rehire: '2026-01-01' },
      salary: { amount: 2, effective_date: '2030-01-01' },
    }
    expect(employmentAfter(there, given)).toEqual({
      employment_status: 'full-time',
      hours_worked: 32,
      occupation: 'Miller',
      employment_dates: { hire_date: '2020-01-01', rehire: '2026-01-01' },
      salary: { amount: 2 },
    })
  })
})
