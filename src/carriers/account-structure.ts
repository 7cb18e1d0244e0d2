import { integerFrom } from '../kernel/identity.ts'
import type { AccountShape } from './profile.ts'

/** Something that arranges members, in the carrier's own words. */
export type Placement = Readonly<Record<string, string>>

/** How a carrier arranges one employer's account. Every identifier of a plan or placement stands in the configuration. */
export interface AccountStructure {
  /** The free-form `configuration` of the group's carrier configuration. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** What it was before the employer had a second place of work. */
  readonly formerConfiguration: Readonly<Record<string, unknown>>
  /** The free-form `plan_configuration` of the n-th plan, counted from 0. */
  readonly planConfiguration: (plan: number) => Readonly<Record<string, unknown>>
  /** Where a full-time and a part-time employee's family stands; shown on each of its enrollments. */
  readonly placements: { readonly full_time: Placement; readonly part_time: Placement }
  /** The same of those who work at the second place. */
  readonly branchPlacements: { readonly full_time: Placement; readonly part_time: Placement }
}

type Digits = (length: number, what: string) => string
type Arrange = (carrier_group_id: string, digits: Digits) => AccountStructure

const FULL_TIME = 'Full-time employees'
const PART_TIME = 'Part-time employees'

/** One placement by hours for each of two places, from what names place and class. */
function placed(place: (second: boolean, partTime: boolean) => Placement) {
  return {
    placements: { full_time: place(false, false), part_time: place(false, true) },
    branchPlacements: { full_time: place(true, false), part_time: place(true, true) },
  }
}

/**
 * Each documented shape has the documented names. That employees are arranged by hours and by place of work, and every value,
 * is assumed; so are the names of Premera's group-level lists of subgroups and classes and of Unum's list of policies, which
 * the documents show on plans. Sources: published OpenAPI, getCarrierConfigurationByGroupList (bill groups); Noyo docs,
 * carriers/premera-bluecross, carriers/unum, carriers/ameritas. The shape `classes` is assumed.
 */
const SHAPES: Readonly<Record<AccountShape, Arrange>> = {
  bill_groups: (policy_number) => {
    const billGroup = (bill_group_number: string, bill_group_description: string) => ({
      bill_group_number,
      bill_group_description,
      bill_group_status: 'open',
    })
    const member_groups = [FULL_TIME, PART_TIME].map((member_group_name, index) => ({
      member_group_key: `000${index + 1}`,
      member_group_name,
      member_group_status: 'open',
    }))
    const main = billGroup('0001', 'Main')
    return {
      configuration: { policy_number, bill_groups: [main, billGroup('0002', 'Branch')], member_groups },
      formerConfiguration: { policy_number, bill_groups: [main], member_groups },
      planConfiguration: () => ({ member_group_keys: ['0001', '0002'] }),
      ...placed((second, partTime) => ({
        bill_group_number: second ? '0002' : '0001',
        member_group_key: partTime ? '0002' : '0001',
      })),
    }
  },

  master_agreement: (master_agreement_number, digits) => {
    const group_number = digits(8, 'group')
    const classes = { benefit_class_identifiers: ['F001', 'P001'] }
    const configuration = (subgroup_identifiers: readonly string[]) => ({
      master_agreement_number,
      groups: [group_number],
      subgroup_identifiers,
      ...classes,
    })
    return {
      configuration: configuration(['0001', '0002']),
      formerConfiguration: configuration(['0001']),
      planConfiguration: () => ({ subgroup_identifiers: ['0001', '0002'], ...classes }),
      ...placed((second, partTime) => ({
        group_number,
        subgroup_identifier: second ? '0002' : '0001',
        benefit_class_identifier: partTime ? 'P001' : 'F001',
      })),
    }
  },

  divisions: (master_agreement_number, digits) => {
    const policy_ids = [0, 1, 2].map((policy) => digits(8, `policy ${policy}`))
    const configuration = (division_ids: readonly string[]) => ({
      master_agreement_number,
      division_ids,
      eligibility_classes: ['1', '2'],
      policy_ids,
    })
    return {
      configuration: configuration(['0001', '0002']),
      formerConfiguration: configuration(['0001']),
      planConfiguration: (plan) => ({ policy_id: policy_ids[plan % policy_ids.length] }),
      ...placed((second, partTime) => ({
        division_id: second ? '0002' : '0001',
        eligibility_class: partTime ? '2' : '1',
      })),
    }
  },

  group_policies: (carrier_group_id) => {
    const [subsidiary = '', policy_number = ''] = carrier_group_id.split('_')
    const next = String((Number(subsidiary) + 1) % 1000).padStart(3, '0')
    const policy = { policy_number, subsidiary_number: subsidiary }
    const branch = { policy_number, subsidiary_number: next }
    return {
      configuration: { group_policies: [policy, branch] },
      formerConfiguration: { group_policies: [policy] },
      planConfiguration: () => policy,
      ...placed((second) => (second ? branch : policy)),
    }
  },

  classes: (group_number) => {
    const classCode = (class_code: string, class_name: string) => ({ class_code, class_name })
    const main = [classCode('0001', FULL_TIME), classCode('0002', PART_TIME)]
    const branch = [classCode('0003', `${FULL_TIME}, branch`), classCode('0004', `${PART_TIME}, branch`)]
    return {
      configuration: { group_number, classes: [...main, ...branch] },
      formerConfiguration: { group_number, classes: main },
      planConfiguration: () => ({ class_codes: ['0001', '0002', '0003', '0004'] }),
      ...placed((second, partTime) => ({ class_code: `000${1 + (partTime ? 1 : 0) + (second ? 2 : 0)}` })),
    }
  },
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
