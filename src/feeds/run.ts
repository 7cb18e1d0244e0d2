import { receiveFile } from '../carriers/files/inbox.ts'
import { fileSpecOf } from '../carriers/files/specs/index.ts'
import { delayOf } from '../carriers/pace.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { type CarrierGroup, carrierPlans } from '../carriers/records.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import { createBreath } from '../kernel/breath.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { isoInstant } from '../kernel/instant.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { dependents, employees } from '../members/records.ts'
import { groupPlans } from '../plans/records.ts'
import { takeScheduled } from '../snapshots/by-file.ts'
import { feedRunCompleted, feedRunFailed, feedRunStarted, feedRunTransmission } from './events.ts'
import { type FiledRow, rowsOf } from './file-rows.ts'
import { countsOf, fileText } from './file-text.ts'
import { liveConnection, planNext } from './plan.ts'
import { type Feed, type FeedRun, feedFiles, feedRuns, feeds } from './records.ts'

/** Begins a run; the file is made when it goes out, so that it says what is wanted then. */
export async function startRun(unit: Unit, feed: Feed): Promise<FeedRun> {
  const { group_id, carrier_id, testing } = feed
  const ordinal = await unit.find(feedRuns, 'feed', feed.id, { offset: 0, limit: 1 })
  const run = await unit.create(feedRuns, `${feed.id}/${ordinal.total}`, {
    feed_id: feed.id,
    group_id,
    carrier_id,
    status: 'processing',
    is_test: testing,
    initiated: unit.now,
  })
  const { next_transmission: _, waiting_since: __, ...rest } = feed
  unit.put(feeds, changedRecord<Feed>({ ...rest, running: run.id }, {}, unit.now))
  unit.emit(feedRunStarted.of(feedRuns, run, { group_id, carrier_id, feed_id: feed.id }))
  const delay = delayOf(unit.setting, 'feed_transmission', carrierOf(feed), run.id)
  unit.schedule(feedRunTransmission.at(unit.now + delay, run.id, {}))
  return run
}

/** The file is made of what is wanted now and goes to the carrier; whoever waited for it is told. */
export async function transmit(unit: Unit, run: FeedRun, feed: Feed): Promise<void> {
  const carrier = carrierOf(feed)
  const { group_id, carrier_id, testing } = feed
  const connection = await liveConnection(unit, feed)
  const group = connection && (await knownCarrierGroup(unit, carrier, feed.carrier_group_id))
  if (group) await takeScheduled(unit, group_id, carrier_id)
  const rows = group ? await wantedRows(unit, feed, group) : []
  const { running: _, ...rest } = feed
  if (!group || rows.length === 0) {
    const failed = unit.change(feedRuns, run, { status: 'failed', completed: unit.now })
    unit.emit(feedRunFailed.of(feedRuns, failed, { group_id, carrier_id, feed_id: feed.id }))
    await planNext(unit, unit.put(feeds, changedRecord<Feed>(rest, {}, unit.now)))
    return
  }
  const breath = createBreath()
  const text = fileText(fileSpecOf(carrier), rows)
  await breath()
  const name = fileName(feed, carrier, unit)
  const counts = countsOf(rows)
  const transmission = { id: uuidFrom(unit.setting.seed, 'transmission', run.id), sent: unit.now }
  const file = { name, counts, content: await contentId(unit, feed, text) }
  const done = unit.change(feedRuns, run, {
    status: 'completed',
    is_test: testing,
    completed: unit.now,
    file,
    transmission,
  })
  const { members, enrollments } = counts
  const facts = { group_id, carrier_id, feed_id: feed.id, members, enrollments }
  unit.emit(feedRunCompleted.of(feedRuns, done, facts))
  await receiveFile(unit, group, { name, text, is_test: testing })
  const sent = changedRecord<Feed>({ ...rest, last_transmission: transmission }, {}, unit.now)
  await planNext(unit, unit.put(feeds, sent))
}

/** Everything that is wanted of the group in this account with the carrier, however large the group is. */
async function wantedRows(
  world: World,
  { group_id, carrier_id }: Feed,
  account: CarrierGroup,
): Promise<readonly FiledRow[]> {
  const [held, known, covered, sold, bought] = await Promise.all([
    world.find(individualEnrollments, 'group', group_id),
    world.find(employees, 'group', group_id),
    world.find(dependents, 'group', group_id),
    world.find(groupPlans, 'pair', `${group_id}/${carrier_id}`),
    world.find(carrierPlans, 'group', account.id),
  ])
  // A group may have several accounts with a carrier, each with plans and a file of its own.
  const own = new Set(bought.records.map(({ id }) => id))
  const ofAccount = sold.records.filter(({ carrier_plan }) => own.has(carrier_plan))
  const plans = new Map(ofAccount.map((plan) => [plan.id, plan]))
  const ours = held.records.filter(({ plan_id }) => plans.has(plan_id))
  const byEmployee = Map.groupBy(ours, ({ employee_id }) => employee_id)
  const families = Map.groupBy(covered.records, ({ employee_id }) => employee_id)
  const spec = fileSpecOf(carrierOf(account))
  const breath = createBreath()
  const rows: FiledRow[] = []
  const inOrder = known.records.toSorted(
    (one, other) => one.created - other.created || (one.id < other.id ? -1 : 1),
  )
  for (const employee of inOrder) {
    const enrollments = byEmployee.get(employee.id)
    if (!enrollments) continue
    rows.push(...rowsOf({ employee, dependents: families.get(employee.id) ?? [], enrollments }, plans, spec))
    const pause = breath()
    if (pause) await pause
  }
  return rows
}

function fileName({ carrier_group_id, testing }: Feed, { slug }: CarrierProfile, { now }: Unit): string {
  const stamp = isoInstant(now).replace(/\D/g, '').slice(0, 14)
  return `${testing ? 'TEST_' : ''}${slug}_${carrier_group_id}_${stamp}.csv`
}

/** Where the text is kept: a file that says the same as another of the feed is kept once. */
async function contentId(unit: Unit, { id }: Feed, text: string): Promise<string> {
  const content = uuidFrom(id, text)
  if (!(await unit.get(feedFiles, content))) unit.put(feedFiles, freshRecord(content, unit.now, { text }))
  return content
}
