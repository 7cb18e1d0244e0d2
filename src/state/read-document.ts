import { type Breath, createBreath } from '../kernel/breath.ts'
import { newClock } from '../kernel/clock.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import type { Job } from '../kernel/job.ts'
import { nearestName } from '../kernel/nearest.ts'
import { freshRecord, type Kind, type Stored } from '../kernel/record.ts'
import type { Whole } from '../kernel/whole.ts'
import { SETTING_ID } from '../kernel/world.ts'
import { STATE_FORMAT, type StateDocument } from './document.ts'
import { Faults } from './faults.ts'
import { isObject, RecordSchema } from './record-schema.ts'
import { checkReferences } from './references.ts'

/** What a document is read by. */
export interface Reader {
  readonly kinds: readonly Kind<Stored>[]
  /** The types of jobs that somebody does. */
  readonly jobTypes: ReadonlySet<string>
  readonly wall: Instant
}

let schema: RecordSchema | undefined

/**
 * A document that satisfies the schema of the control API, as a sandbox can hold it.
 * @throws Refusal `state_format_unknown`, `state_unusable` with everything that is wrong, by JSON pointer
 */
export async function readDocument(document: StateDocument, reader: Reader): Promise<Whole> {
  if (document.format !== STATE_FORMAT) {
    throw new Refusal('state_format_unknown', {
      format: document.format,
      known: STATE_FORMAT,
      field: '/format',
    })
  }
  schema ??= RecordSchema.read()
  const faults = new Faults()
  const breath = createBreath()
  const records = await readRecords(document, reader, schema, faults, breath)
  const jobs = readJobs(document, reader, schema, faults)
  const events = readEvents(document, schema, faults)
  const started = readMoment(document.started, ['started'], faults)
  for (const [name, value] of Object.entries(document.options ?? {})) {
    if (!['string', 'number', 'boolean'].includes(typeof value))
      faults.add(['options', name], 'is no setting')
  }
  const now = readMoment(document.clock.now, ['clock', 'now'], faults)
  faults.refuse()
  await checkReferences(records, reader.kinds, document.organization_id, faults, breath)
  faults.refuse()
  const { seed, scenario, profile, pace, organization_id, options = {}, clock } = document
  return {
    setting: freshRecord(SETTING_ID, started, {
      ...{ seed, scenario, profile, pace, organization_id, started },
      options: options as Record<string, string | number | boolean>,
    }),
    clock: newClock({ mode: clock.mode, speed: clock.speed, now }, reader.wall),
    records,
    ordinals: document.ordinals ?? [],
    jobs,
    events,
    sequence: document.sequence,
  }
}

async function readRecords(
  document: StateDocument,
  { kinds }: Reader,
  records: RecordSchema,
  faults: Faults,
  breath: Breath,
): Promise<ReadonlyMap<string, readonly Stored[]>> {
  const names = kinds.map(({ name }) => name)
  const read = new Map<string, readonly Stored[]>()
  for (const [kind, list] of Object.entries(document.records)) {
    if (!names.includes(kind)) {
      faults.add(['records', kind], 'is no kind of record', nearestName(kind, names))
      continue
    }
    const seen = new Set<string>()
    for (const [at, record] of list.entries()) {
      checkRecord(records, kind, record, ['records', kind, at], seen, faults)
      const pause = breath()
      if (pause) await pause
    }
    read.set(kind, list as unknown as readonly Stored[])
  }
  return read
}

function checkRecord(
  schemas: RecordSchema,
  kind: string,
  record: unknown,
  place: readonly (string | number)[],
  seen: Set<string>,
  faults: Faults,
): void {
  const fault = schemas.faultOf(kind, record)
  if (fault) faults.add([...place, ...fault.path], fault.message)
  const id = isObject(record) ? record['id'] : undefined
  if (typeof id !== 'string') return
  if (id === '') faults.add([...place, 'id'], 'is empty')
  if (seen.has(id)) faults.add([...place, 'id'], 'is the id of another record before it')
  seen.add(id)
}

function readJobs(
  document: StateDocument,
  { jobTypes }: Reader,
  schemas: RecordSchema,
  faults: Faults,
): readonly Job[] {
  const jobs = (document.jobs ?? []) as unknown as readonly Job[]
  const seen = new Set<string>()
  for (const [at, job] of jobs.entries()) {
    const fault = schemas.faultOf('@job', job)
    if (fault) {
      faults.add(['jobs', at, ...fault.path], fault.message)
      continue
    }
    if (!jobTypes.has(job.type)) {
      faults.add(['jobs', at, 'type'], 'is no type of job', nearestName(job.type, jobTypes))
    }
    const key = `${job.type}\0${job.key}`
    if (seen.has(key)) faults.add(['jobs', at, 'key'], 'is the key of another job of its type before it')
    seen.add(key)
    checkSequence(job.sequence, document, ['jobs', at, 'sequence'], faults)
  }
  return jobs
}

function readEvents(document: StateDocument, schemas: RecordSchema, faults: Faults): readonly DomainEvent[] {
  const events = (document.events ?? []) as unknown as readonly DomainEvent[]
  let last = 0
  for (const [at, event] of events.entries()) {
    const fault = schemas.faultOf('@event', event)
    if (fault) {
      faults.add(['events', at, ...fault.path], fault.message)
      continue
    }
    if (event.sequence <= last)
      faults.add(['events', at, 'sequence'], 'is not above that of the event before it')
    last = event.sequence
    checkSequence(event.sequence, document, ['events', at, 'sequence'], faults)
  }
  return events
}

/** Numbers go on from the document's: one above it would be given twice. */
function checkSequence(
  sequence: number,
  document: StateDocument,
  place: readonly (string | number)[],
  faults: Faults,
): void {
  if (sequence > document.sequence) faults.add(place, "is above the document's sequence")
}

function readMoment(text: string, place: readonly string[], faults: Faults): Instant {
  const moment = parseInstant(text)
  if (moment === undefined) faults.add(place, 'is no moment')
  return moment ?? 0
}
