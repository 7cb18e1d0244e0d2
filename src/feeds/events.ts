import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'

/** A feed was set up for a group and a carrier. */
export const feedCreated = eventType<{ group_id: string; carrier_id: string; testing: boolean }>(
  'feed.created',
)

/** The carrier takes a feed's files from now on. */
export const feedApproved = eventType<{ group_id: string; carrier_id: string }>('feed.approved')

/** Noyo has begun to make a feed's file. */
export const feedRunStarted = eventType<{ group_id: string; carrier_id: string; feed_id: string }>(
  'feed_run.started',
)

/** The file has arrived at the carrier. */
export const feedRunCompleted = eventType<{
  group_id: string
  carrier_id: string
  feed_id: string
  members: number
  enrollments: number
}>('feed_run.completed')

/** A run could not be made: nothing is connected, or nobody is to be told of. */
export const feedRunFailed = eventType<{ group_id: string; carrier_id: string; feed_id: string }>(
  'feed_run.failed',
)

/** The next file of a feed is due. A cadence, but `settle` waits for it while something waits for the file. */
export const feedDue = jobType('feed.due', 'cadence')

/** The file of a run is made and goes to the carrier. */
export const feedRunTransmission = jobType('feed_run.transmission')
