import { type Eventually, when } from '../kernel/eventually.ts'
import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { type Group, groups } from './records.ts'

/** The group, if it is the caller's. @throws the same 404 for another organization's group as for none. */
export function ownGroup(world: World, id: string): Eventually<Group> {
  return when(world.get(groups, id.toLowerCase()), (group) => {
    if (!group || group.organization_id !== world.setting.organization_id) throw notFound(groups.model, id)
    return group
  })
}
