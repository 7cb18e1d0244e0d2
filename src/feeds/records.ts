import type { components } from '../api/generated/types/fulfillment.js'
import type { Instant, IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'

/** When files are due. Source of the fields: published OpenAPI, Cadence. */
export interface Cadence {
  /** RFC 5545, such as `RRULE:FREQ=DAILY`. */
  readonly rrule: string
  readonly start_date: IsoDate
  readonly end_date: IsoDate
  /** `HH:MM` in the zone. */
  readonly time_of_day: string
  readonly zone_info: components['schemas']['Cadence']['zone_info']
}

/** The recurring file of one group to one carrier. */
export interface Feed extends Stored {
  readonly group_id: string
  readonly carrier_id: string
  /** Who the carrier knows the group as. */
  readonly carrier_group_id: string
  readonly name: string
  /** Retired once the group cannot be connected. What each means is assumed. */
  readonly status: 'active' | 'retired'
  /** The carrier looks at the files before it takes them. */
  readonly testing: boolean
  readonly paused: boolean
  readonly cadence: Cadence
  /** Somebody has said when files are due: the pace makes none come sooner. */
  readonly keeps_cadence?: true
  /** Undefined when none is planned. */
  readonly next_transmission?: Instant
  /** Since when something waits for the next file. */
  readonly waiting_since?: Instant
  readonly last_transmission?: { readonly id: string; readonly sent: Instant }
  /** The run that is under way. */
  readonly running?: string
}

export const feeds = defineKind<Feed>()({
  name: 'feed',
  model: 'Feed',
  refers: { group_id: 'group' },
  indexes: {
    group: { keys: (feed) => [feed.group_id] },
    /** `<group_id>/<carrier_id>` */
    pair: { keys: (feed) => [`${feed.group_id}/${feed.carrier_id}`] },
    /** `<carrier_id>/<carrier_group_id>` */
    carrier_group: { keys: (feed) => [`${feed.carrier_id}/${feed.carrier_group_id}`] },
  },
})

/** How many of each a file has. Source: published OpenAPI, Count. */
export type FileCounts = components['schemas']['Count']

/** One delivery of a feed's file. Of the statuses only `completed` is documented. */
export interface FeedRun extends Stored {
  readonly feed_id: string
  readonly group_id: string
  readonly carrier_id: string
  readonly status: 'processing' | 'completed' | 'failed'
  /** A file for the carrier to look at. */
  readonly is_test: boolean
  readonly initiated: Instant
  readonly completed?: Instant
  readonly file?: { readonly name: string; readonly counts: FileCounts; readonly content: string }
  readonly transmission?: { readonly id: string; readonly sent: Instant }
}

export const feedRuns = defineKind<FeedRun>()({
  name: 'feed_run',
  model: 'FeedRun',
  refers: { feed_id: 'feed', group_id: 'group', 'file.content': 'feed_file' },
  indexes: {
    feed: { keys: (run) => [run.feed_id] },
    group: { keys: (run) => [run.group_id] },
  },
})

/** What a file says; runs that say the same share one. */
export interface FeedFile extends Stored {
  readonly text: string
}

export const feedFiles = defineKind<FeedFile>()({ name: 'feed_file', model: 'Feed file', indexes: {} })
