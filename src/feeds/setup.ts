import { fileSpecOf } from '../carriers/files/specs/index.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { connections, type GroupConnection } from '../connections/records.ts'
import { groups } from '../groups/records.ts'
import { isoDate, OPEN_END } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { feedCreated } from './events.ts'
import { type Feed, feeds } from './records.ts'

/** The feed of a connection, if there is one. */
export async function knownFeed(
  world: Pick<World, 'find'>,
  { group_id, carrier_id, carrier_group_id }: GroupConnection,
): Promise<Feed | undefined> {
  const { records } = await world.find(feeds, 'pair', `${group_id}/${carrier_id}`)
  return records.find((feed) => feed.carrier_group_id === carrier_group_id)
}

/** Feeds of a group to a carrier that no connection names any more: a retry has amended what the carrier calls the group. */
export async function abandonedFeeds(
  world: Pick<World, 'find'>,
  { group_id, carrier_id }: GroupConnection,
): Promise<readonly Feed[]> {
  const pair = `${group_id}/${carrier_id}`
  const [known, connected] = await Promise.all([
    world.find(feeds, 'pair', pair),
    world.find(connections, 'pair', pair),
  ])
  const named = new Set(connected.records.map(({ carrier_group_id }) => carrier_group_id))
  return known.records.filter((feed) => feed.status === 'active' && !named.has(feed.carrier_group_id))
}

/**
 * The feed of a connection; made when there is none yet. A group that the carrier does not have gets none. Whether the carrier
 * looks at files before it takes them is said once: whoever completes a connection by hand has seen to that.
 */
export async function feedOf(
  unit: Unit,
  connection: GroupConnection,
  testing: boolean,
): Promise<Feed | undefined> {
  const { group_id, carrier_id, carrier_group_id } = connection
  const there = await knownFeed(unit, connection)
  if (there) return there
  const carrier = carrierOf(connection)
  const group = await unit.get(groups, group_id)
  if (!group || !(await knownCarrierGroup(unit, carrier, carrier_group_id))) return undefined
  const { cadence } = fileSpecOf(carrier)
  const feed = await unit.create(feeds, `${group_id}/${carrier_id}/${carrier_group_id}`, {
    group_id,
    carrier_id,
    carrier_group_id,
    name: `${carrier.display_name} - ${group.name}`,
    status: 'active',
    testing,
    paused: false,
    cadence: { ...cadence, start_date: isoDate(unit.now), end_date: OPEN_END },
  })
  unit.emit(feedCreated.of(feeds, feed, { group_id, carrier_id, testing }))
  return feed
}
