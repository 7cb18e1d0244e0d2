import type { Employment, Person, Relationship } from '../carriers/records.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import { linkingKeys } from '../linking/keys.ts'

/** What employees and dependents share. */
interface Member extends Stored {
  readonly group_id: string
  readonly person: Person
  /** The platform's identifier, unique in the group over employees and dependents; absent until assigned. */
  readonly custom_individual_id?: string
}

export interface Employee extends Member {
  /** Where the employee works, as the carrier has it that the employee was read from. */
  readonly location_id?: string
  readonly employment: Employment
  readonly classifications?: Readonly<Record<string, unknown>>
}

export interface Dependent extends Member {
  readonly employee_id: string
  readonly relationship: Relationship
}

export const employees = defineKind<Employee>()({
  name: 'employee',
  model: 'Employee',
  refers: { group_id: 'group', location_id: 'group_location' },
  indexes: {
    group: { keys: (employee) => [employee.group_id] },
    /** `<group_id>/<custom_individual_id>` */
    custom_id: { keys: (employee) => customKey(employee) },
    /** `<group_id>/<date_of_birth>` */
    birth: { keys: ({ group_id, person }) => [`${group_id}/${person.date_of_birth}`] },
    /** `<group_id>/<piece of evidence>`: where linking looks for candidates. */
    evidence: {
      keys: (employee) => linkingKeys(employee.person).map((key) => `${employee.group_id}/${key}`),
    },
  },
})

export const dependents = defineKind<Dependent>()({
  name: 'dependent',
  model: 'Dependent',
  refers: { group_id: 'group', employee_id: 'employee' },
  indexes: {
    group: { keys: (dependent) => [dependent.group_id] },
    employee: { keys: (dependent) => [dependent.employee_id] },
    custom_id: { keys: (dependent) => customKey(dependent) },
  },
})

function customKey(member: Member): string[] {
  return member.custom_individual_id === undefined
    ? []
    : [`${member.group_id}/${member.custom_individual_id}`]
}

/** That a Noyo member and a person in a carrier's system are the same: what reading from and writing to a carrier go by. */
export interface CarrierLink extends Stored {
  readonly member_id: string
  readonly member_type: 'employee' | 'dependent'
  readonly carrier_id: string
  readonly carrier_group: string
  readonly carrier_member: string
}

export const carrierLinks = defineKind<CarrierLink>()({
  name: 'carrier_link',
  model: 'CarrierLink',
  refers: { carrier_group: 'carrier_group', member_id: ['employee', 'dependent'] },
  indexes: {
    member: { keys: (link) => [link.member_id] },
    carrier_member: { keys: (link) => [link.carrier_member] },
    carrier_group: { keys: (link) => [link.carrier_group] },
  },
})
