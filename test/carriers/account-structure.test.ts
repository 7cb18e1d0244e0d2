import { describe, expect, test } from 'vitest'
import { accountStructure } from '../../src/carriers/account-structure.ts'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'

function scalars(value: unknown): Set<unknown> {
  if (typeof value !== 'object' || value === null) return new Set([value])
  return new Set(Object.values(value).flatMap((below) => [...scalars(below)]))
}

describe('the account structure of a group', () => {
  test('of bill and member groups', () => {
    const { configuration, placements } = accountStructure('bill_groups', '00123456', 's')
    expect(configuration).toMatchObject({
      policy_number: '00123456',
      bill_groups: [
        { bill_group_number: '0001', bill_group_description: 'Main', bill_group_status: 'open' },
        { bill_group_number: '0002', bill_group_status: 'open' },
      ],
      member_groups: [
        { member_group_key: '0001', member_group_name: 'Full-time employees', member_group_status: 'open' },
        { member_group_key: '0002', member_group_status: 'open' },
      ],
    })
    expect(placements.part_time).toEqual({ bill_group_number: '0001', member_group_key: '0002' })
  })

  test('of a master agreement with 8-digit groups (Premera)', () => {
    const { configuration, planConfiguration } = accountStructure('master_agreement', '12345678', 's')
    expect(configuration).toEqual({
      master_agreement_number: '12345678',
      groups: [expect.stringMatching(/^\d{8}$/)],
      subgroup_identifiers: ['0001', '0002'],
      benefit_class_identifiers: ['F001', 'P001'],
    })
    expect(planConfiguration(0)).toEqual({
      subgroup_identifiers: ['0001', '0002'],
      benefit_class_identifiers: ['F001', 'P001'],
    })
  })

  test('of divisions and classes, with a policy a plan (Unum)', () => {
    const { configuration, planConfiguration } = accountStructure('divisions', '00123456', 's')
    expect(configuration).toEqual({
      master_agreement_number: '00123456',
      division_ids: ['0001', '0002'],
      eligibility_classes: ['1', '2'],
      policy_ids: [0, 1, 2].map(() => expect.stringMatching(/^\d{8}$/)),
    })
    expect(planConfiguration(0)).toEqual({ policy_id: expect.stringMatching(/^\d{8}$/) })
    expect(planConfiguration(0)).not.toEqual(planConfiguration(1))
  })

  test('of policies and subsidiaries (Ameritas)', () => {
    expect(accountStructure('group_policies', '010_123456', 's').configuration).toEqual({
      group_policies: [
        { policy_number: '123456', subsidiary_number: '010' },
        { policy_number: '123456', subsidiary_number: '011' },
      ],
    })
  })

  test('knows every identifier that a plan or a member has, and one place fewer before', () => {
    for (const { account_structure, carrier_group_id } of carrierProfiles) {
      const account = accountStructure(account_structure, carrier_group_id.example, 's')
      const known = scalars(account.configuration)
      const { placements, branchPlacements, planConfiguration } = account
      const used = [placements, branchPlacements, ...[0, 1, 2, 3].map((plan) => planConfiguration(plan))]
      expect([...scalars(used)].filter((value) => !known.has(value))).toEqual([])
      const before = scalars(account.formerConfiguration)
      expect([...before].filter((value) => !known.has(value))).toEqual([])
      expect([...scalars(placements)].filter((value) => !before.has(value))).toEqual([])
      expect(account.formerConfiguration).not.toEqual(account.configuration)
      expect(branchPlacements.full_time).not.toEqual(placements.full_time)
    }
  })

  test('is the same whenever it is asked for', () => {
    for (const { account_structure, carrier_group_id } of carrierProfiles) {
      const asked = () => {
        const account = accountStructure(account_structure, carrier_group_id.example, 's')
        return { ...account, planConfiguration: account.planConfiguration(3) }
      }
      expect(asked()).toEqual(asked())
    }
  })
})
