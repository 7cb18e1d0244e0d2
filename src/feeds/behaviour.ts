import { carrierStandingChanged } from '../carriers/events.ts'
import { carrierErrorReport, carrierFileApproved, carrierFileRead } from '../carriers/files/events.ts'
import { carrierGroups } from '../carriers/records.ts'
import { connectionStatusChanged } from '../connections/events.ts'
import { isCensusLater, isLive } from '../connections/live.ts'
import { moved } from '../connections/model.ts'
import { connections, type GroupConnection } from '../connections/records.ts'
import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import { takeScheduled } from '../snapshots/by-file.ts'
import { fulfillmentStatusChanged } from '../snapshots/events.ts'
import { awaitErrorReport, sendErrorReport } from './error-report.ts'
import { feedApproved, feedDue, feedRunTransmission } from './events.ts'
import { liveConnection, planNext } from './plan.ts'
import { type Feed, feedRuns, feeds } from './records.ts'
import { startRun, transmit } from './run.ts'
import { abandonedFeeds, feedOf, followCadence, knownFeed } from './setup.ts'

/** The carrier takes the feed's files from now on, and a connection that only waited for that is completed. */
async function approve(unit: Unit, feed: Feed): Promise<void> {
  const { group_id, carrier_id } = feed
  if (feed.testing) {
    const approved = unit.change(feeds, feed, { testing: false })
    unit.emit(feedApproved.of(feeds, approved, { group_id, carrier_id }))
  }
  const connection = await liveConnection(unit, feed)
  if (connection?.status === 'action_required') {
    unit.apply(moved(connection, { cause: 'confirmed' }, unit.now))
  }
}

/** No file will ever go over what cannot be connected: what waits for one is told so, unless it can go over another (assumed). */
async function letGo(unit: Unit, { group_id, carrier_id }: GroupConnection): Promise<void> {
  const { records } = await unit.find(connections, 'pair', `${group_id}/${carrier_id}`)
  if (!records.some(isLive)) await takeScheduled(unit, group_id, carrier_id)
}

export const behaviour: Behaviour = {
  reactions: [
    on(connectionStatusChanged, async ({ subject }, unit) => {
      const connection = await unit.require(connections, subject.id)
      if (connection.tier === 'premier') return
      for (const abandoned of await abandonedFeeds(unit, connection)) {
        await planNext(unit, unit.change(feeds, abandoned, { status: 'retired' }))
      }
      const later = isCensusLater(unit.setting)
      const feed = isLive(connection)
        ? await feedOf(unit, connection, later || connection.status !== 'completed')
        : await knownFeed(unit, connection)
      if (connection.status === 'unable_to_connect') await letGo(unit, connection)
      if (!feed) return
      // Whoever completes a connection by hand has seen to the file.
      if (connection.status === 'completed' && feed.testing && !later) await approve(unit, feed)
      const current = await unit.require(feeds, feed.id)
      const status = connection.status === 'unable_to_connect' ? 'retired' : 'active'
      await planNext(unit, current.status === status ? current : unit.change(feeds, current, { status }))
    }),
    on(fulfillmentStatusChanged, async ({ data }, unit) => {
      const isNews = data.to === 'scheduled'
      // What a run takes up needs no planning: the run plans the next one when it is done.
      if (!isNews && !(data.from === 'scheduled' && data.to === 'replaced')) return
      const { records } = await unit.find(feeds, 'pair', `${data.group_id}/${data.carrier_id}`)
      for (const feed of records) {
        const isPlanned = feed.waiting_since !== undefined && feed.next_transmission !== undefined
        if (!isNews || !isPlanned) await planNext(unit, feed)
      }
    }),
    on(carrierStandingChanged, async ({ data }, unit) => {
      if (data.changed.split(', ').includes('cadence')) await followCadence(unit, data)
    }),
    on(carrierFileRead, async ({ subject, data }, unit) => {
      await awaitErrorReport(unit, subject.id, data.carrier_id)
    }),
    on(carrierFileApproved, async ({ data }, unit) => {
      const group = await unit.require(carrierGroups, data.carrier_group)
      const key = `${data.carrier_id}/${group.carrier_group_id}`
      const { records } = await unit.find(feeds, 'carrier_group', key)
      for (const feed of records) await approve(unit, feed)
    }),
  ],
  jobs: [
    doing(feedDue, async ({ key }, unit) => {
      const feed = await unit.get(feeds, key)
      if (feed && feed.running === undefined) await startRun(unit, feed)
    }),
    doing(carrierErrorReport, async ({ payload }, unit) => sendErrorReport(unit, payload.carrier_file)),
    doing(feedRunTransmission, async ({ key }, unit) => {
      const run = await unit.get(feedRuns, key)
      const feed = run && (await unit.get(feeds, run.feed_id))
      if (run && feed) await transmit(unit, run, feed)
    }),
  ],
}
