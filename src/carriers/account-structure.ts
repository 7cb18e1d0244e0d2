import { integerFrom } from '../kernel/identity.ts'
import type { AccountShape } from './profile.ts'

/** Something that arranges members, in the carrier's own words. */
export type Placement = Readonly<Record<string, string>>

/** How a carrier arranges one employer's account. */
export interface AccountStructure {
  /** The free-form `configuration` of the group's carrier configuration. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** The free-form `plan_configuration` of the n-th plan, counted from 0. */
  readonly planConfiguration: (plan: number) => Readonly<Record<string, unknown>>
  /** Where a full-time and a part-time employee's family stands; shown on each of its enrollments. */
  readonly placements: { readonly full_time: Placement; readonly part_time: Placement }
}

type Arrange = (
  carrier_group_id: string,
  digits: (length: number, what: string) => string,
) => AccountStructure

const FULL_TIME = 'Full-time employees'
const PART_TIME = 'Part-time employees'

/**
 * Each documented shape has the documented names; that there is one place for full-time and one for part-time employees, and
 * every value, is assumed. Sources: published OpenAPI, getCarrierConfigurationByGroupList (bill groups); Noyo docs,
 * carriers/premera-bluecross, carriers/unum, carriers/ameritas. The shape `classes` is assumed.
 */
const SHAPES: Readonly<Record<AccountShape, Arrange>> = {
  bill_groups: (carrier_group_id) => ({
    configuration: {
      policy_number: carrier_group_id,
      bill_groups: [
        { bill_group_number: '0001', bill_group_description: 'Main', bill_group_status: 'open' },
        { bill_group_number: '0002', bill_group_description: 'Branch', bill_group_status: 'open' },
      ],
      member_groups: [
        { member_group_key: '0001', member_group_name: FULL_TIME, member_group_status: 'open' },
        { member_group_key: '0002', member_group_name: PART_TIME, member_group_status: 'open' },
      ],
    },
    planConfiguration: () => ({ member_group_keys: ['0001', '0002'] }),
    placements: {
      full_time: { bill_group_number: '0001', member_group_key: '0001' },
      part_time: { bill_group_number: '0001', member_group_key: '0002' },
    },
  }),

  master_agreement: (carrier_group_id, digits) => {
    const group_number = digits(8, 'group')
    const place = (benefit_class_identifier: string) => ({
      group_number,
      subgroup_identifier: '0001',
      benefit_class_identifier,
    })
    return {
      configuration: { master_agreement_number: carrier_group_id, groups: [group_number] },
      planConfiguration: () => ({
        subgroup_identifiers: ['0001'],
        benefit_class_identifiers: ['F001', 'P001'],
      }),
      placements: { full_time: place('F001'), part_time: place('P001') },
    }
  },

  divisions: (carrier_group_id, digits) => ({
    configuration: {
      master_agreement_number: carrier_group_id,
      division_ids: ['0001'],
      eligibility_classes: ['1', '2'],
    },
    planConfiguration: (plan) => ({ policy_id: digits(8, `policy ${plan}`) }),
    placements: {
      full_time: { division_id: '0001', eligibility_class: '1' },
      part_time: { division_id: '0001', eligibility_class: '2' },
    },
  }),

  group_policies: (carrier_group_id) => {
    const [subsidiary_number = '', policy_number = ''] = carrier_group_id.split('_')
    const policy = { policy_number, subsidiary_number }
    return {
      configuration: { group_policies: [policy] },
      planConfiguration: () => policy,
      placements: { full_time: policy, part_time: policy },
    }
  },

  classes: (carrier_group_id) => ({
    configuration: {
      group_number: carrier_group_id,
      classes: [
        { class_code: '0001', class_name: FULL_TIME },
        { class_code: '0002', class_name: PART_TIME },
      ],
    },
    planConfiguration: () => ({ class_codes: ['0001', '0002'] }),
    placements: { full_time: { class_code: '0001' }, part_time: { class_code: '0002' } },
  }),
}

/** The account of the employer with this identifier; `seed` decides the numbers that the identifier does not. */
export function accountStructure(
  shape: AccountShape,
  carrier_group_id: string,
  seed: string,
): AccountStructure {
  const digits = (length: number, what: string) =>
    String(integerFrom(10 ** (length - 1), 10 ** length - 1, seed, 'account', carrier_group_id, what))
  return SHAPES[shape](carrier_group_id, digits)
}
