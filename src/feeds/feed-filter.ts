import { fieldMessages } from '../api/field-messages.ts'
import { oneOfList } from '../api/filter-values.ts'
import { momentText, type Sortable, sortedAsAsked } from '../api/sorting.ts'
import { containsText } from '../api/text-filter.ts'
import { invalidField } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { Feed } from './records.ts'

export interface FeedQuery {
  readonly group_id?: string | undefined
  readonly carrier_id?: string | undefined
  readonly next_transmission_end?: string | undefined
  readonly paused?: boolean | undefined
  readonly status?: string | undefined
  readonly testing?: boolean | undefined
  readonly feed?: string | undefined
  readonly sort_by?: string | undefined
  readonly sort_direction?: string | undefined
}

/** A feed with when its next file is due. */
export interface ListedFeed {
  readonly feed: Feed
  readonly next: Instant | undefined
}

/** Source: Noyo docs, members/snapshot-workflow/feeds-feed-runs (as examples). */
const STATUSES = ['active', 'retired', 'template'] as const

/** What `sort_by` may name. Assumed: the published parameter lists no values. */
const SORTABLE: Sortable<ListedFeed> = {
  created: ({ feed }) => momentText(feed.created),
  modified: ({ feed }) => momentText(feed.modified),
  name: ({ feed }) => feed.name.toLowerCase(),
  next_transmission: ({ next }) => (next === undefined ? '~' : momentText(next)),
}

/**
 * The feeds that pass every filter, in the order asked for. `feed` is an id or a part of the name, `next_transmission_end` the
 * last moment a next file may be due at. Source of the filters: published OpenAPI, getFeedList; their meaning is assumed.
 * @throws 422 naming the filter
 */
export function filteredFeeds(listed: readonly ListedFeed[], query: FeedQuery): readonly ListedFeed[] {
  const tests = testsOf(query)
  const passing = listed.filter((one) => tests.every((test) => test(one)))
  return sortedAsAsked(passing, SORTABLE, query)
}

function testsOf(query: FeedQuery): ((listed: ListedFeed) => boolean)[] {
  const { group_id, carrier_id, next_transmission_end: end, paused, status, testing, feed: named } = query
  const tests: ((listed: ListedFeed) => boolean)[] = []
  if (group_id !== undefined) tests.push(({ feed }) => feed.group_id === group_id)
  if (carrier_id !== undefined) tests.push(({ feed }) => feed.carrier_id === carrier_id)
  if (paused !== undefined) tests.push(({ feed }) => feed.paused === paused)
  if (testing !== undefined) tests.push(({ feed }) => feed.testing === testing)
  if (status !== undefined) {
    const statuses = oneOfList('status', status, STATUSES)
    tests.push(({ feed }) => statuses.includes(feed.status))
  }
  if (named !== undefined) {
    const isNamed = isUuid(named)
      ? ({ feed }: ListedFeed) => feed.id === named.toLowerCase()
      : ({ feed }: ListedFeed) => containsText(feed.name, named)
    tests.push(isNamed)
  }
  if (end !== undefined) {
    const last = parseInstant(end)
    if (last === undefined) throw invalidField(['next_transmission_end'], fieldMessages.date)
    tests.push(({ next }) => next !== undefined && next <= last)
  }
  return tests
}
