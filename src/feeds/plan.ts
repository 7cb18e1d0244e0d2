import { delayOf } from '../carriers/pace.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { isLive } from '../connections/live.ts'
import { connections, type GroupConnection } from '../connections/records.ts'
import { changedRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { memberSnapshots } from '../snapshots/records.ts'
import { nextOccurrence } from './cadence.ts'
import { feedDue } from './events.ts'
import { type Feed, feeds } from './records.ts'

/** The connection that a feed's files go over; undefined while there is none. */
export async function liveConnection(
  world: Pick<World, 'find'>,
  { group_id, carrier_id, carrier_group_id }: Feed,
): Promise<GroupConnection | undefined> {
  const { records } = await world.find(connections, 'pair', `${group_id}/${carrier_id}`)
  return records.find((one) => one.carrier_group_id === carrier_group_id && isLive(one))
}

/** Whether some snapshot waits for the feed's next file. */
async function isAwaited(unit: Unit, { group_id, carrier_id }: Feed): Promise<boolean> {
  const first = await unit.first(memberSnapshots, 'scheduled', `${group_id}/${carrier_id}`)
  return first !== undefined
}

/** Whether a file would have anybody in it. */
export async function hasContent(unit: Unit, feed: Feed): Promise<boolean> {
  return feed.last_transmission !== undefined || (await isAwaited(unit, feed))
}

/**
 * Plans the next file: by the cadence, sooner where the pace says so, something waits for it and nobody has said the cadence. `settle` waits for a file
 * that something waits for, and for no other; what is planned already stays, unless `anew`. A feed that nobody was ever sent by, that is paused or not connected plans none.
 */
export async function planNext(
  unit: Unit,
  feed: Feed,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<void> {
  if (feed.running !== undefined) return
  const awaited = await isAwaited(unit, feed)
  const isPlanned = feed.next_transmission !== undefined
  if (!anew && awaited && isPlanned && feed.waiting_since !== undefined) return
  const isOff = feed.paused || feed.status === 'retired' || !(await liveConnection(unit, feed))
  const waiting_since = awaited ? (feed.waiting_since ?? unit.now) : undefined
  const next = isOff ? undefined : await dueAt(unit, feed, waiting_since)
  const { next_transmission: _, waiting_since: __, ...rest } = feed
  const planned: Feed = {
    ...rest,
    ...(next === undefined ? {} : { next_transmission: next }),
    ...(waiting_since === undefined ? {} : { waiting_since }),
  }
  if (next !== feed.next_transmission || waiting_since !== feed.waiting_since) {
    unit.put(feeds, changedRecord(planned, {}, unit.now))
  }
  if (next === undefined) unit.unschedule(feedDue.ref(feed.id))
  else unit.schedule({ ...feedDue.at(next, feed.id, {}), nature: awaited ? 'consequence' : 'cadence' })
}

async function dueAt(unit: Unit, feed: Feed, waiting_since: number | undefined): Promise<number | undefined> {
  if (waiting_since === undefined && feed.last_transmission === undefined) return undefined
  const regular = await nextOccurrence(feed.cadence, unit.now)
  if (waiting_since === undefined || feed.keeps_cadence === true) return regular
  const sooner = waiting_since + delayOf(unit.setting, 'feed_wait', carrierOf(feed), feed.id)
  return Math.max(unit.now, regular === undefined ? sooner : Math.min(regular, sooner))
}
