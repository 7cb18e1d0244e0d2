import { carrierNamed } from '../carriers/profiles/index.ts'
import { carrierGroups } from '../carriers/records.ts'
import { groups } from '../groups/records.ts'
import type { DomainEvent, JsonObject } from '../kernel/event.ts'
import { DAY, type Instant, isoInstant } from '../kernel/instant.ts'
import type { World } from '../kernel/world.ts'
import { employees } from '../members/records.ts'

/** One line of what happened: who it was about, and what. */
export interface StoryLine {
  /** Days since the start; the first is 0. */
  readonly day: number
  readonly at: string
  readonly who: string
  readonly what: string
}

type Telling = (data: JsonObject) => string | undefined

const words = (value: unknown) => String(value).replaceAll('_', ' ')

/** What is worth telling, by the event's type. Names nobody. */
const TELLINGS: Readonly<Record<string, Telling>> = {
  'carrier_standing.changed': ({ changed, outcome }) =>
    `the carrier says anew: ${words(changed)}${outcome === undefined ? '' : ` (${words(outcome)})`}`,
  'carrier_family.changed': () => 'the carrier changes a family on its record',
  'group_connection.created': () => 'a connection is requested',
  'group_connection.status_changed': ({ from, to }) => `connection: ${words(from)} -> ${words(to)}`,
  'group.pulled': ({ employees: count, individual_enrollments }) =>
    `read from the carrier: ${count} employees and ${individual_enrollments} enrollments new or changed`,
  'feed.created': ({ testing }) => `a feed is set up${testing === true ? ', for test files' : ''}`,
  'feed.approved': () => 'the carrier takes the files from now on',
  'feed_run.completed': ({ members, enrollments }) =>
    `a file goes to the carrier: ${members} members, ${enrollments} enrollments`,
  'feed_run.failed': () => 'no file could be made',
  'carrier_file.read': ({ rows, findings }) =>
    `the carrier reads the file: ${rows} rows, ${findings} findings`,
  'carrier_file.loaded': ({ families }) => `the carrier takes ${families} families on its record`,
  'partner_document.read': ({ rows, issues_created, issues_seen_again, issues_resolved }) =>
    `error report: ${rows} rows, issues ${issues_created} new, ${issues_seen_again} seen again, ${issues_resolved} resolved`,
  'member_snapshot.created': () => 'a snapshot is sent',
  'member_snapshot.status_changed': ({ to }) => `snapshot: ${words(to)}`,
  'member_snapshot.fulfillment_status_changed': ({ to }) => `snapshot at the carrier: ${words(to)}`,
  'issue.created': ({ category }) => `issue: ${words(category)}`,
  'issue.reopened': ({ category }) => `issue again: ${words(category)}`,
  'issue.resolved': ({ category }) => `issue resolved: ${words(category)}`,
  'timeline.step_refused': ({ step, problem, file, line }) => `REFUSED ${step}: ${problem} (${file}:${line})`,
  'timeline.expectation_met': ({ what, found }) => `ok: ${what} is ${found}`,
  'timeline.expectation_missed': ({ what, expected, found, file, line }) =>
    `MISSED ${what}: expected ${expected}, found ${found} (${file}:${line})`,
  'job.failed': ({ job }) => `a defect of the simulator in ${job}`,
}

/** What happened since the world's start. */
export async function storyOf(
  world: World,
  events: readonly DomainEvent[],
  names: ReadonlyMap<string, string>,
): Promise<StoryLine[]> {
  const { started } = world.setting
  const lines: StoryLine[] = []
  for (const event of events) {
    const what = event.at < started ? undefined : TELLINGS[event.type]?.(event.data)
    if (what === undefined) continue
    lines.push({ ...timeOf(event.at, started), who: await whoOf(world, event, names), what })
  }
  return lines
}

function timeOf(at: Instant, started: Instant): Pick<StoryLine, 'day' | 'at'> {
  return { day: Math.floor(at / DAY) - Math.floor(started / DAY), at: isoInstant(at) }
}

/** The group, the carrier and, of a snapshot, the platform's own id of the employee. */
async function whoOf(
  world: World,
  { data }: DomainEvent,
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const { group_id, carrier_id, partner_id, employee_id, carrier_group, carrier_group_id } = data
  const group = typeof group_id === 'string' ? await world.get(groups, group_id) : undefined
  const account =
    typeof carrier_group === 'string' ? await world.get(carrierGroups, carrier_group) : undefined
  const carrier = carrier_id ?? partner_id
  const employee = typeof employee_id === 'string' ? await world.get(employees, employee_id) : undefined
  const known_as = account?.carrier_group_id ?? carrier_group_id
  const parts = [
    group?.name ?? names.get(`${carrier}/${known_as}`) ?? known_as,
    typeof carrier === 'string' ? carrierNamed(carrier)?.display_name : undefined,
    employee?.custom_individual_id,
  ]
  return parts.filter((part) => part !== undefined).join(', ')
}
