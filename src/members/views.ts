import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { Dependent, Employee } from './records.ts'

type Schemas = components['schemas']

/** A custom id appears only once assigned. Source: Noyo docs, member-data-endpoints. */
function basics(member: Employee | Dependent) {
  const { custom_individual_id } = member
  return {
    id: member.id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    version: member.version,
    created: epochSeconds(member.created),
    modified: epochSeconds(member.modified),
  }
}

export const employeeView = defineView<Employee, Schemas['EmployeeResult']>((employee) => ({
  ...basics(employee),
  group_id: employee.group_id,
  ...(employee.location_id === undefined ? {} : { location_id: employee.location_id }),
  person: employee.person,
  employment: employee.employment,
  ...(employee.classifications === undefined ? {} : { classifications: { ...employee.classifications } }),
}))

export const dependentView = defineView<Dependent, Schemas['DependentResult']>((dependent) => ({
  ...basics(dependent),
  employee_id: dependent.employee_id,
  relationship: dependent.relationship,
  person: dependent.person,
}))
