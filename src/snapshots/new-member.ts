import type { Group } from '../groups/records.ts'
import { type Eventually, when } from '../kernel/eventually.ts'
import { uuidFrom } from '../kernel/identity.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { World } from '../kernel/world.ts'
import type { Dependent, Employee } from '../members/records.ts'
import { employmentAfter, type PayloadDependent, type PayloadEmployee, personAfter } from './payload.ts'

/** A custom id may have been another member's before it was given a new one: the first id that is free. */
export function newMemberId<R extends Stored>(
  world: World,
  kind: Kind<R, string>,
  group: Group,
  customId: string,
  ordinal = 0,
): Eventually<string> {
  const id = uuidFrom(world.setting.seed, kind.name, group.id, customId, ordinal)
  return when(world.get(kind, id), (taken) =>
    taken ? newMemberId(world, kind, group, customId, ordinal + 1) : id,
  )
}

export function newEmployee(group: Group, given: PayloadEmployee): Omit<Employee, keyof Stored> {
  const { custom_individual_id, classifications } = given
  return {
    group_id: group.id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    person: personAfter(undefined, given.person),
    employment: employmentAfter(undefined, given.employment),
    ...(classifications === undefined ? {} : { classifications }),
  }
}

export function newDependent(
  group: Group,
  employee: Employee,
  given: PayloadDependent,
): Omit<Dependent, keyof Stored> {
  const { custom_individual_id, relationship } = given
  return {
    group_id: group.id,
    employee_id: employee.id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    relationship,
    person: personAfter(undefined, given.person),
  }
}
