import { fileSpecOf } from '../carriers/files/specs/index.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { standingOf } from '../carriers/standing.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { connections, type GroupConnection } from '../connections/records.ts'
import { groups } from '../groups/records.ts'
import { isoDate, OPEN_END } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { feedCreated } from './events.ts'
import { planNext } from './plan.ts'
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
  const said = await cadenceOf(unit, carrier, carrier_group_id)
  const feed = await unit.create(feeds, `${group_id}/${carrier_id}/${carrier_group_id}`, {
    group_id,
    carrier_id,
    carrier_group_id,
    name: `${carrier.display_name} - ${group.name}`,
    status: 'active',
    testing,
    paused: false,
    ...said,
    cadence: { ...said.cadence, start_date: isoDate(unit.now), end_date: OPEN_END },
  })
  unit.emit(feedCreated.of(feeds, feed, { group_id, carrier_id, testing }))
  return feed
}

/** When files are due: as is said of the employer or of everybody, else as the carrier's companion guide says. */
async function cadenceOf(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<Pick<Feed, 'keeps_cadence'> & Pick<CarrierFileSpec, 'cadence'>> {
  const { cadence } = fileSpecOf(carrier)
  const { cadence: stated } = await standingOf(world, carrier, carrier_group_id)
  return stated === undefined ? { cadence } : { cadence: { ...cadence, ...stated }, keeps_cadence: true }
}

type CarrierFileSpec = ReturnType<typeof fileSpecOf>

/** It is said anew when a carrier's files are due, of one employer or of all: their feeds go by that from now on. */
export async function followCadence(
  unit: Unit,
  { carrier_id, carrier_group_id }: { readonly carrier_id: string; readonly carrier_group_id?: string },
): Promise<void> {
  const { records } =
    carrier_group_id === undefined
      ? await unit.list(feeds)
      : await unit.find(feeds, 'carrier_group', `${carrier_id}/${carrier_group_id}`)
  for (const feed of records.filter((one) => one.carrier_id === carrier_id)) {
    const said = await cadenceOf(unit, carrierOf(feed), feed.carrier_group_id)
    const { keeps_cadence: _, ...rest } = feed
    const cadence = { ...feed.cadence, ...said.cadence }
    const changed = unit.put(feeds, changedRecord<Feed>({ ...rest, ...said, cadence }, {}, unit.now))
    await planNext(unit, changed, { anew: true })
  }
}
