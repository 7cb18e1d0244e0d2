import { describe, expect, test } from 'vitest'
import { accountFaults } from '../../src/carriers/account-faults.ts'
import type { GivenAccount, GivenEnrollment } from '../../src/carriers/given.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { OPEN_END } from '../../src/kernel/instant.ts'
import { accountOf, subscribersOf } from './generated.ts'

const guardian = carrierNamed('guardian') as CarrierProfile
const principal = carrierNamed('principal') as CarrierProfile

const SMITHS: GivenAccount = {
  employees: 3,
  plans: [
    {
      line_of_coverage: 'dental',
      name: 'Dental Deluxe',
      effective_start_date: '2024-01-01',
      details: { network: 'Everywhere', termination_policy: 'last_work_date' },
    },
    {
      line_of_coverage: 'life',
      name: 'Family Life',
      type: 'voluntary',
      volume: {
        calculation: 'increments',
        increment: 1_000,
        minimum: 1_000,
        maximum: 9_000,
        guaranteed_issue: { gi_under_70: 5_000, gi_over_70: 2_000 },
      },
      details: { eligible_member_types: ['all'] },
    },
  ],
  families: [
    {
      person: { first_name: 'Ada', last_name: 'Smith', ssn: '900010001' },
      employment: { employment_dates: { hire_date: '2010-05-01' } },
      dependents: [
        { relationship: 'child', person: { first_name: 'Sam', date_of_birth: '2012-08-08' } },
        {
          relationship: 'spouse',
          person: { first_name: 'Lee' },
          enrollments: [{ line_of_coverage: 'life', volume: 2_000 }],
        },
      ],
      enrollments: [
        { line_of_coverage: 'dental', effective_start_date: '2025-03-01' },
        { line_of_coverage: 'life', plan: 'Family Life', waived: true },
      ],
    },
    {
      person: { first_name: 'Bo' },
      employment: {
        employment_status: 'terminated',
        employment_dates: { hire_date: '2015-01-01', terminated: '2025-10-08' },
      },
      enrollments: [{ line_of_coverage: 'dental', cobra: true }],
      dependents: [],
    },
  ],
}

describe('a given account', () => {
  test('has the plans, people and coverages that are given, and no others of the described', async () => {
    expect(accountFaults(SMITHS, principal)).toEqual([])
    const account = await accountOf({ carrier: principal, carrier_group_id: '1234567', ...SMITHS })
    expect(account.plans.map(({ name }) => name)).toEqual(['Dental Deluxe', 'Family Life'])
    const [dental, life] = account.plans
    expect(dental).toMatchObject({
      effective_start_date: '2024-01-01',
      details: {
        network: 'Everywhere',
        termination_policy: 'last_work_date',
        cobra_rules: { eligible: true },
      },
    })
    expect(life?.details).toMatchObject({
      plan_type: 'voluntary',
      eligible_member_types: ['all'],
      volume_rules: { maximum: 9_000 },
    })
    const heldBy = (name: string) => {
      const member = account.members.find(({ person }) => person.first_name === name)
      return account.enrollments.filter((one) => one.member === member?.id)
    }
    expect(heldBy('Ada')).toMatchObject([
      { plan: dental?.id, effective_start_date: '2025-03-01', effective_end_date: OPEN_END },
      { plan: life?.id },
    ])
    const refused = heldBy('Ada')[1]
    expect(refused && refused.effective_end_date < refused.effective_start_date).toBe(true)
    // A relative of whom nothing is said is on the employee's plans.
    expect(heldBy('Sam')).toMatchObject([{ plan: dental?.id, effective_start_date: '2025-03-01' }])
    expect(heldBy('Lee')).toMatchObject([{ plan: life?.id, volume: 2_000 }])
    expect(heldBy('Bo')).toMatchObject([
      {
        effective_end_date: OPEN_END,
        cobra: {
          eligibility_start_date: '2025-10-09',
          eligibility_end_date: '2027-04-08',
          qualifying_event_reason: 'termination_of_employment',
          qualifying_event_date: '2025-10-08',
        },
      },
    ])
    expect(subscribersOf(account)).toHaveLength(3)
  })

  test('is filled up so that it fits: parents are older than children, employees were hired grown up', async () => {
    for (const seed of ['a', 'b', 'c', 'd', 'e']) {
      const account = await accountOf(
        {
          carrier: guardian,
          carrier_group_id: '00123456',
          families: [
            {
              dependents: [
                { relationship: 'child', person: { first_name: 'Kid', date_of_birth: '2004-02-01' } },
              ],
            },
            { person: { first_name: 'Old' }, employment: { employment_dates: { hire_date: '1989-01-01' } } },
            {
              person: { first_name: 'Gone' },
              employment: { employment_dates: { terminated: '2025-06-30' } },
            },
          ],
        },
        seed,
      )
      const [parent, old, gone] = subscribersOf(account)
      expect((parent?.person.date_of_birth ?? '') < '1985').toBe(true)
      expect((old?.person.date_of_birth ?? '') < '1973').toBe(true)
      expect(gone?.employment).toMatchObject({
        employment_status: 'terminated',
        employment_dates: { terminated: '2025-06-30', hire_date: expect.any(String) },
      })
      expect((gone?.employment?.employment_dates.hire_date ?? '9') < '2025-06-30').toBe(true)
      for (const { member, effective_end_date } of account.enrollments) {
        if (member === gone?.id) expect(effective_end_date <= '2026-06-30').toBe(true)
      }
      // Nothing rare is drawn for people who are described.
      expect(parent?.employment?.employment_status).toBe('full-time')
      expect(account.members.every(({ person }) => person.ssn !== undefined)).toBe(true)
    }
  })

  test('gives nobody else a number that is given', async () => {
    const [first] = subscribersOf(await accountOf({ carrier: guardian, carrier_group_id: '00123456' }))
    const ssn = first?.person.ssn as string
    const again = await accountOf({
      carrier: guardian,
      carrier_group_id: '00123456',
      employees: 25,
      families: [{}, { person: { ssn } }],
    })
    expect(again.members.filter(({ person }) => person.ssn === ssn)).toHaveLength(1)
  })

  test('buys the lines that somebody is enrolled in', async () => {
    const lines = guardian.lines_of_coverage
    for (const line_of_coverage of lines) {
      const families = [{ enrollments: [{ line_of_coverage }], dependents: [] }]
      const account = await accountOf({ carrier: guardian, carrier_group_id: '00123456', families })
      expect(account.enrollments.map((one) => one.line_of_coverage)).toEqual([line_of_coverage])
    }
  })
})

describe('what is given and cannot be', () => {
  const family = (given: NonNullable<GivenAccount['families']>[number]): GivenAccount => ({
    families: [given],
  })
  const dated = {
    line_of_coverage: 'dental',
    name: 'D',
    effective_start_date: '2024-01-01',
    effective_end_date: '2025-12-31',
  } as const
  const held = (enrollment: Partial<GivenEnrollment>): GivenAccount => ({
    plans: [dated],
    families: [{ enrollments: [{ line_of_coverage: 'dental', ...enrollment }] }],
  })

  test.each<[string, GivenAccount, (string | number)[], RegExp]>([
    [
      'a line it does not sell',
      { lines_of_coverage: ['dental', 'medical'] },
      ['lines_of_coverage', 1],
      /does not sell medical/,
    ],
    ['a line twice', { lines_of_coverage: ['dental', 'dental'] }, ['lines_of_coverage', 1], /twice/],
    [
      'a plan of such a line',
      { plans: [{ line_of_coverage: 'medical', name: 'M' }] },
      ['plans', 0, 'line_of_coverage'],
      /does not sell/,
    ],
    [
      'a type there is not',
      { plans: [{ line_of_coverage: 'dental', name: 'D', type: 'basic' }] },
      ['plans', 0, 'type'],
      /no such types/,
    ],
    ['two plans of one name', { plans: [dated, dated] }, ['plans', 1, 'name'], /another dental plan/],
    [
      'a plan that ends first',
      { plans: [{ ...dated, effective_end_date: '2023-01-01' }] },
      ['plans', 0, 'effective_end_date'],
      /before it begins/,
    ],
    [
      'a field of another line',
      { plans: [{ ...dated, details: { metal_tier: 'gold' } }] },
      ['plans', 0, 'details', 'metal_tier'],
      /Known are/,
    ],
    [
      'a volume of dental',
      { plans: [{ ...dated, volume: { calculation: 'flat', amount: 1 } }] },
      ['plans', 0, 'volume'],
      /no volume/,
    ],
    ['an unknown plan', held({ plan: 'E' }), ['families', 0, 'enrollments', 0, 'plan'], /It has D/],
    [
      'a line not bought',
      held({ line_of_coverage: 'vision' }),
      ['families', 0, 'enrollments', 0, 'line_of_coverage'],
      /not bought vision/,
    ],
    [
      'a start before the plan',
      held({ effective_start_date: '2023-12-31' }),
      ['families', 0, 'enrollments', 0, 'effective_start_date'],
      /begins on 2024-01-01/,
    ],
    [
      'a start after the plan',
      held({ effective_start_date: '2026-01-01' }),
      ['families', 0, 'enrollments', 0, 'effective_start_date'],
      /ends on 2025-12-31/,
    ],
    [
      'an end after the plan',
      held({ effective_end_date: '2026-01-01' }),
      ['families', 0, 'enrollments', 0, 'effective_end_date'],
      /ends on 2025-12-31/,
    ],
    [
      'an end before the start',
      held({ effective_start_date: '2025-01-01', effective_end_date: '2024-12-30' }),
      ['families', 0, 'enrollments', 0, 'effective_end_date'],
      /2024-12-31/,
    ],
    [
      'a volume of a plan without',
      held({ volume: 1_000 }),
      ['families', 0, 'enrollments', 0, 'volume'],
      /no volume/,
    ],
    [
      'refused and with COBRA',
      held({ waived: true, cobra: true }),
      ['families', 0, 'enrollments', 0, 'cobra'],
      /refused/,
    ],
    [
      'coverage before birth',
      family({
        person: { date_of_birth: '1990-01-01' },
        enrollments: [{ line_of_coverage: 'dental', effective_start_date: '1989-12-31' }],
      }),
      ['families', 0, 'enrollments', 0, 'effective_start_date'],
      /before birth/,
    ],
    [
      'coverage before hire',
      family({
        employment: { employment_dates: { hire_date: '2020-01-01' } },
        enrollments: [{ line_of_coverage: 'dental', effective_start_date: '2019-12-31' }],
      }),
      ['families', 0, 'enrollments', 0, 'effective_start_date'],
      /employment/,
    ],
    [
      'a relative on an employee’s plan',
      family({
        dependents: [
          { relationship: 'spouse', enrollments: [{ line_of_coverage: 'life', plan: 'Basic Life' }] },
        ],
      }),
      ['families', 0, 'dependents', 0, 'enrollments', 0, 'plan'],
      /does not cover a member who is spouse/,
    ],
    [
      'a relative in a line for employees',
      family({ dependents: [{ relationship: 'child', enrollments: [{ line_of_coverage: 'std' }] }] }),
      ['families', 0, 'dependents', 0, 'enrollments', 0, 'line_of_coverage'],
      /no std plan covers/,
    ],
    [
      'two coverages of one kind',
      family({
        enrollments: [{ line_of_coverage: 'dental' }, { line_of_coverage: 'dental', plan: 'Dental PPO Low' }],
      }),
      ['families', 0, 'enrollments', 1],
      /same time/,
    ],
    [
      'COBRA of a line without',
      family({ enrollments: [{ line_of_coverage: 'accident', cobra: true }] }),
      ['families', 0, 'enrollments', 0, 'cobra'],
      /not eligible/,
    ],
    [
      'a child older than its parent',
      family({
        person: { date_of_birth: '1990-01-01' },
        dependents: [{ relationship: 'child', person: { date_of_birth: '1980-01-01' } }],
      }),
      ['families', 0, 'dependents', 0, 'person', 'date_of_birth'],
      /younger/,
    ],
    [
      'an end of employment before it begins',
      family({ employment: { employment_dates: { hire_date: '2020-01-01', terminated: '2019-01-01' } } }),
      ['families', 0, 'employment', 'employment_dates', 'terminated'],
      /before it begins/,
    ],
  ])('%s', (_what, given, path, message) => {
    expect(accountFaults(given, guardian)).toEqual([{ path, message: expect.stringMatching(message) }])
  })

  test('no message tells a day of birth', () => {
    const given = family({
      dependents: [
        {
          relationship: 'child',
          person: { date_of_birth: '2020-05-06' },
          enrollments: [{ line_of_coverage: 'dental', effective_end_date: '2019-01-01' }],
        },
      ],
    })
    const [fault, ...others] = accountFaults(given, guardian)
    expect(others).toEqual([])
    expect(fault?.message).toBe('a coverage ends the day before its start at the earliest')
  })

  test('COBRA with a carrier that has none', () => {
    const given = { families: [{ enrollments: [{ line_of_coverage: 'dental', cobra: true }] }] } as const
    expect(accountFaults(given, carrierNamed('beam') as CarrierProfile)).toMatchObject([
      { message: 'Beam does not support COBRA' },
    ])
  })

  test('never makes an account that cannot be made: what has no fault has its people', async () => {
    const account = await accountOf({ carrier: guardian, carrier_group_id: '00123456', families: [{}] })
    expect(subscribersOf(account)).toHaveLength(1)
    const impossible = {
      families: [{ enrollments: [{ line_of_coverage: 'dental', plan: 'None' }] }],
    } as const
    await expect(
      accountOf({ carrier: guardian, carrier_group_id: '00123456', ...impossible }),
    ).rejects.toThrow('no dental plan')
  })
})
