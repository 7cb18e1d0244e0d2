import { ownGroup } from '../groups/own-group.ts'
import { notFound } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import type { World } from '../kernel/world.ts'
import { type Dependent, dependents, type Employee, employees } from './records.ts'

/*
 * Members by id, as far as they are the caller's; everything else is the same 404. Below a group Noyo's id and the platform's
 * custom id are both taken; elsewhere only Noyo's. Source: published OpenAPI, getGroupEmployee and its neighbours.
 */

export async function ownEmployee(world: World, id: string): Promise<Employee> {
  const employee = await world.get(employees, id.toLowerCase())
  if (!employee) throw notFound(employees.model, id)
  await ownGroup(world, employee.group_id)
  return employee
}

export async function ownDependent(world: World, id: string): Promise<Dependent> {
  const dependent = await world.get(dependents, id.toLowerCase())
  if (!dependent) throw notFound(dependents.model, id)
  await ownGroup(world, dependent.group_id)
  return dependent
}

export async function employeeOfGroup(world: World, groupId: string, id: string): Promise<Employee> {
  const group = await ownGroup(world, groupId)
  const byId = isUuid(id) ? await world.get(employees, id.toLowerCase()) : undefined
  if (byId?.group_id === group.id) return byId
  const byCustomId = await world.first(employees, 'custom_id', `${group.id}/${id}`)
  if (!byCustomId) throw notFound(employees.model, id)
  return byCustomId
}

export async function dependentOfGroup(world: World, groupId: string, id: string): Promise<Dependent> {
  const group = await ownGroup(world, groupId)
  const byId = isUuid(id) ? await world.get(dependents, id.toLowerCase()) : undefined
  if (byId?.group_id === group.id) return byId
  const byCustomId = await world.first(dependents, 'custom_id', `${group.id}/${id}`)
  if (!byCustomId) throw notFound(dependents.model, id)
  return byCustomId
}

/** The dependent, if it is this employee's. */
export function dependentOf(employee: Employee, dependent: Dependent, id: string): Dependent {
  if (dependent.employee_id !== employee.id) throw notFound(dependents.model, id)
  return dependent
}
