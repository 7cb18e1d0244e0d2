import { carrierNamed } from '../carriers/profiles/index.ts'
import { carrierGroups } from '../carriers/records.ts'
import { connections } from '../connections/records.ts'
import { groups } from '../groups/records.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { DAY, type Instant, isoInstant } from '../kernel/instant.ts'
import type { World } from '../kernel/world.ts'
import { employees } from '../members/records.ts'
import { TELLINGS } from './tellings.ts'

/** One line of what happened: who it was about, and what. */
export interface StoryLine {
  /** Days since the start; the first is 0. */
  readonly day: number
  readonly at: string
  readonly who: string
  readonly what: string
}

/** What a fact comes before in the telling, though in the world it is known after them, at the same moment. */
const BEFORE: Readonly<Record<string, RegExp>> = {
  'feed_run.completed': /^member_snapshot\./,
  'partner_document.read': /^issue\./,
  'feed.approved': /^carrier_(family|file)\./,
}

/** What happened since the world's start, for people: the cause before what came of it, and what is told again only counted. */
export async function storyOf(
  world: World,
  events: readonly DomainEvent[],
  names: ReadonlyMap<string, string>,
): Promise<StoryLine[]> {
  const { started } = world.setting
  const employers = new Map([...(await namesOfConnected(world)), ...names])
  const lines: StoryLine[] = []
  for (const event of withoutParts(inTellingOrder(events.filter(({ at }) => at >= started)))) {
    const what = TELLINGS[event.type]?.(event.data)
    if (what === undefined) continue
    lines.push({ ...timeOf(event.at, started), who: await whoOf(world, event, employers), what })
  }
  return countedRepeats(lines)
}

function inTellingOrder(events: readonly DomainEvent[]): readonly DomainEvent[] {
  const told: DomainEvent[] = []
  for (const event of events) {
    const later = BEFORE[event.type]
    let place = told.length
    while (later && told[place - 1]?.at === event.at && later.test(told[place - 1]?.type ?? '')) place -= 1
    told.splice(place, 0, event)
  }
  return told
}

/** Families that come with a file are counted where the file is told of. */
function withoutParts(events: readonly DomainEvent[]): readonly DomainEvent[] {
  const keyOf = ({ at, data }: DomainEvent) => `${at} ${data['carrier_group']}`
  const loaded = new Set(events.filter(({ type }) => type === 'carrier_file.loaded').map(keyOf))
  return events.filter((event) => event.type !== 'carrier_family.changed' || !loaded.has(keyOf(event)))
}

/** The same of the same again and again, with nothing between: daily files, mostly. */
function countedRepeats(lines: readonly StoryLine[]): StoryLine[] {
  const told: StoryLine[] = []
  for (let index = 0; index < lines.length; ) {
    const line = lines[index] as StoryLine
    let end = index + 1
    while (lines[end]?.who === line.who && lines[end]?.what === line.what) end += 1
    const times = end - index
    const last = lines[end - 1] as StoryLine
    const until = last.day === line.day ? '' : `, until day ${last.day}`
    told.push(times === 1 ? line : { ...line, what: `${line.what} (${times} times${until})` })
    index = end
  }
  return told
}

function timeOf(at: Instant, started: Instant): Pick<StoryLine, 'day' | 'at'> {
  return { day: Math.floor(at / DAY) - Math.floor(started / DAY), at: isoInstant(at) }
}

/** Employers by `<carrier_id>/<carrier_group_id>`, as Noyo calls those that are connected or asked for. */
async function namesOfConnected(world: World): Promise<ReadonlyMap<string, string>> {
  const { records } = await world.list(connections)
  const known = new Map((await world.list(groups)).records.map(({ id, name }) => [id, name]))
  return new Map(
    records.map(({ carrier_id, carrier_group_id, group_id }) => {
      return [`${carrier_id}/${carrier_group_id}`, known.get(group_id) ?? carrier_group_id]
    }),
  )
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
