import { feeds } from '../feeds/records.ts'
import { ownGroup } from '../groups/own-group.ts'
import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'

/** The feeds a document is about. @throws 404 for one that the caller cannot see */
export async function requireFeeds(world: World, ids: readonly string[]): Promise<readonly string[]> {
  for (const id of ids) {
    const feed = await world.get(feeds, id.toLowerCase())
    if (!feed) throw notFound(feeds.model, id)
    await ownGroup(world, feed.group_id)
  }
  return ids.map((id) => id.toLowerCase())
}
