import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds, type Instant, isoInstant } from '../kernel/instant.ts'
import type { World } from '../kernel/world.ts'
import { nextOccurrence } from './cadence.ts'
import type { Feed, FeedRun } from './records.ts'

type Schemas = components['schemas']

/** When the next file is due: as planned, else as the cadence has it; nobody knows of a paused or retired feed. */
export async function nextTransmission(feed: Feed, now: Instant): Promise<Instant | undefined> {
  if (feed.paused || feed.status === 'retired') return undefined
  return feed.next_transmission ?? nextOccurrence(feed.cadence, now)
}

/** Source: published OpenAPI, PublicFeedResult. */
export async function feedResult(
  feed: Feed,
  { now }: Pick<World, 'now'>,
): Promise<Schemas['PublicFeedResult']> {
  const next = await nextTransmission(feed, now)
  const next_transmission = next === undefined ? null : isoInstant(next)
  const { cadence, paused, last_transmission } = feed
  return {
    id: feed.id,
    version: feed.version,
    created: epochSeconds(feed.created),
    modified: epochSeconds(feed.modified),
    name: feed.name,
    carrier_id: feed.carrier_id,
    group_ids: [feed.group_id],
    configuration: { cadence: { ...cadence, paused, next_transmission } },
    paused,
    next_transmission,
    ...(last_transmission === undefined ? {} : { last_transmission: transmission(last_transmission) }),
  }
}

const transmission = ({ id, sent }: NonNullable<Feed['last_transmission']>) => ({
  id,
  sent_timestamp: epochSeconds(sent),
})

/** Source: published OpenAPI, PublicFeedRunResult. */
export const feedRunView = defineView<FeedRun, Schemas['PublicFeedRunResult']>((run) => ({
  id: run.id,
  version: run.version,
  created: epochSeconds(run.created),
  modified: epochSeconds(run.modified),
  feed_id: run.feed_id,
  carrier_id: run.carrier_id,
  group_ids: [run.group_id],
  status: run.status,
  initiated: epochSeconds(run.initiated),
  completed: run.completed === undefined ? null : epochSeconds(run.completed),
  details: {
    ...(run.file === undefined
      ? {}
      : { file: { name: run.file.name, audit: { count: { ...run.file.counts } } } }),
    ...(run.transmission === undefined ? {} : { transmission: transmission(run.transmission) }),
  },
}))

/** Source: published OpenAPI, UIFeedRun; that files lie in no bucket here is told by the null. */
export const appFeedRunView = defineView<FeedRun, Schemas['UIFeedRun']>((run) => ({
  ...(run.file === undefined
    ? {}
    : { file: { name: run.file.name, gcs_path: null, includes_phi: true, is_test: run.is_test } }),
  ...(run.transmission === undefined ? {} : { carrier_transmission: transmission(run.transmission) }),
  workflow: { id: run.id, created: epochSeconds(run.created), status: run.status },
}))
