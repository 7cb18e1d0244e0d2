import type { Unit } from '../kernel/unit.ts'
import { groupCreated } from './events.ts'
import { type GroupEdit, groupFields, groupKey } from './model.ts'
import { type Group, groups } from './records.ts'

/** Records a new employer: by itself, or with its first connection, which then is `known` of it too. */
export async function newGroup(
  unit: Unit,
  organizationId: string,
  given: GroupEdit & { readonly name: string },
  ...known: readonly string[]
): Promise<Group> {
  const key = [groupKey(given), ...known].join('/')
  const group = await unit.create(groups, key, groupFields(organizationId, given))
  unit.emit(groupCreated.of(groups, group, {}))
  return group
}
