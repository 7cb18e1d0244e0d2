import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'

/** The feeds a document is about. @throws 404 for one that the caller cannot see */
export async function requireFeeds(_world: World, ids: readonly string[]): Promise<readonly string[]> {
  const [unknown] = ids
  if (unknown !== undefined) throw notFound('Feed', unknown)
  return []
}
