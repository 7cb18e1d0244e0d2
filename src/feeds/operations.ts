import { json, ok, one, page, pageMeta } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { filteredFeeds } from './feed-filter.ts'
import { type Feed, type FeedRun, feedRuns, feeds } from './records.ts'
import { signedUrl } from './signed-url.ts'
import { appFeedRunView, feedResult, feedRunView, nextTransmission } from './views.ts'

/** @throws 404 */
async function requireFeed(world: World, id: string): Promise<Feed> {
  const feed = await world.get(feeds, id.toLowerCase())
  if (!feed) throw notFound(feeds.model, id)
  return feed
}

async function requireRun(world: World, id: string): Promise<FeedRun> {
  const run = await world.get(feedRuns, id.toLowerCase())
  if (!run) throw notFound(feedRuns.model, id)
  return run
}

export const feedOperations = {
  getFeedList: {
    level: 'simulated',
    async reads({ query }, world) {
      const asked = askedPage(query)
      const { records } = await world.list(feeds)
      const listed = await Promise.all(
        records.map(async (feed) => ({ feed, next: await nextTransmission(feed, world.now) })),
      )
      const found = pageOf(filteredFeeds(listed, query), asked)
      const response = await Promise.all(found.records.map(({ feed }) => feedResult(feed, world)))
      return ok(json({ meta: pageMeta(found.total, asked), response }))
    },
  },

  getFeed: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(json(await feedResult(await requireFeed(world, params.feed_id), world))),
  },

  getFeedRunPublicList: {
    level: 'simulated',
    async reads({ query }, world) {
      const asked = askedPage(query)
      const { feed_id, carrier_id, group_id, latest } = query
      const { records } =
        feed_id !== undefined
          ? await world.find(feedRuns, 'feed', feed_id)
          : group_id !== undefined
            ? await world.find(feedRuns, 'group', group_id)
            : await world.list(feedRuns)
      const chosen = records.filter(
        (run) =>
          (carrier_id === undefined || run.carrier_id === carrier_id) &&
          (group_id === undefined || run.group_id === group_id),
      )
      return ok(page(feedRunView, pageOf(latest === true ? latestOf(chosen) : chosen, asked), asked))
    },
  },

  getFeedRunPublic: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(feedRunView, await requireRun(world, params.feed_run_id))),
  },

  getFeedRunFile: {
    level: 'simulated',
    async reads({ params, call }, world) {
      const run = await requireRun(world, params.id)
      if (!run.file) throw new Refusal('feed_run_without_file', { id: run.id })
      return ok(json({ signed_url: signedUrl(world, run.id, call) }))
    },
  },

  uiGetFeedRuns: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const asked = askedPage(query)
      const feed = await requireFeed(world, params.id)
      const found = await world.find(feedRuns, 'feed', feed.id, asked)
      return ok(page(appFeedRunView, found, asked))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

/** The last run of each feed; `runs` has the newest first. */
function latestOf(runs: readonly FeedRun[]): readonly FeedRun[] {
  const last = new Map<string, FeedRun>()
  for (const run of runs) if (!last.has(run.feed_id)) last.set(run.feed_id, run)
  return [...last.values()]
}
