import { ownGroup } from '../groups/own-group.ts'
import type { World } from '../kernel/world.ts'
import { type GroupEnrollment, groupEnrollments } from './records.ts'

/** The group's line of coverage, if it is the caller's. @throws the same 404 for another organization's as for none. */
export async function ownGroupEnrollment(world: World, id: string): Promise<GroupEnrollment> {
  const enrollment = await world.require(groupEnrollments, id.toLowerCase())
  await ownGroup(world, enrollment.group_id)
  return enrollment
}
