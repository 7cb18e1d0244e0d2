import { feeds } from '../feeds/records.ts'
import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'

/** The feeds a document is about. @throws 404 for one that the caller cannot see */
export async function requireFeeds(world: World, ids: readonly string[]): Promise<readonly string[]> {
  const known: string[] = []
  for (const id of ids) {
    const feed = await world.get(feeds, id.toLowerCase())
    if (!feed) throw notFound(feeds.model, id)
    known.push(feed.id)
  }
  return known
}
