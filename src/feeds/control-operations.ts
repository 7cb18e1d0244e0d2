import { json, ok, one } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { ruleFault } from '../carriers/files/rule-fault.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import type { World } from '../kernel/world.ts'
import { hasContent, liveConnection, planNext } from './plan.ts'
import { type Feed, feedFiles, feedRuns, feeds } from './records.ts'
import { startRun } from './run.ts'
import { checkSigned } from './signed-url.ts'
import { feedResult, feedRunView } from './views.ts'

async function feedNamed(world: World, id: string): Promise<Feed> {
  const feed = await world.get(feeds, id.toLowerCase())
  if (!feed) throw notFound(feeds.model, id)
  return feed
}

/** What says when files are due. */
const CADENCE_FIELDS = ['rrule', 'time_of_day', 'zone_info'] as const

/** Operations of our own API on feeds and their files. */
export const feedControlOperations = {
  runFeed: {
    level: 'simulated',
    async writes({ params }, unit) {
      const feed = await feedNamed(unit, params.feed_id)
      const { id, running } = feed
      if (running !== undefined) throw new Refusal('feed_run_under_way', { id, run: running })
      const reason = !(await liveConnection(unit, feed))
        ? 'the group is not connected with the carrier'
        : (await hasContent(unit, feed))
          ? undefined
          : 'no snapshot has told the carrier of anybody yet'
      if (reason !== undefined) throw new Refusal('feed_nothing_to_send', { id, reason })
      const run = await startRun(unit, feed)
      return { status: 202, content: one(feedRunView, run).content }
    },
  },

  editFeed: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const feed = await feedNamed(unit, params.feed_id)
      const { rrule, paused = feed.paused } = body
      const problem = rrule === undefined ? undefined : await ruleFault(rrule)
      if (rrule !== undefined && problem !== undefined) {
        throw new Refusal('feed_rule_unreadable', { given: rrule.slice(0, 100), problem, field: '/rrule' })
      }
      const edit = given(body, 'rrule', 'time_of_day', 'zone_info', 'start_date', 'end_date')
      const cadence = { ...feed.cadence, ...edit }
      const isStated = CADENCE_FIELDS.some((name) => body[name] !== undefined)
      const changed = unit.change(feeds, feed, { paused, cadence, ...(isStated && { keeps_cadence: true }) })
      await planNext(unit, changed, { anew: true })
      return ok(json(await feedResult(await unit.require(feeds, feed.id), unit)))
    },
  },

  getFile: {
    level: 'simulated',
    async reads({ params, query }, world) {
      checkSigned(world, params.feed_run_id, query.expires, query.signature)
      const run = await world.get(feedRuns, params.feed_run_id)
      const file = run?.file && (await world.get(feedFiles, run.file.content))
      if (!run?.file || !file) throw notFound(feedRuns.model, params.feed_run_id)
      return {
        status: 200,
        content: { text: file.text, type: 'text/csv; charset=utf-8' },
        headers: { 'content-disposition': `attachment; filename="${run.file.name}"` },
      }
    },
  },
} satisfies Partial<OperationsOf<'control'>>
