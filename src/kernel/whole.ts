import { createBreath } from './breath.ts'
import { CLOCK_ID, type Clock, clocks } from './clock.ts'
import type { DomainEvent } from './event.ts'
import type { Job } from './job.ts'
import { freshRecord, type Kind, type Stored } from './record.ts'
import { rowKeys } from './row-keys.ts'
import { type Commit, type Head, type Row, type Store, WHOLE } from './store.ts'
import { compareTexts } from './text-order.ts'
import { type Ordinal, ordinals } from './unit.ts'
import { SETTING_ID, type Setting, settings } from './world.ts'

/** All that a sandbox is made of: another one that holds the same goes on alike under the same commands. */
export interface Whole {
  readonly setting: Setting
  readonly clock: Clock
  /** By kind, in the kind's own order. */
  readonly records: ReadonlyMap<string, readonly Stored[]>
  /** How often each natural key of a kind was used. */
  readonly ordinals: readonly { readonly kind: string; readonly key: string; readonly count: number }[]
  /** By due and sequence. */
  readonly jobs: readonly Job[]
  /** Those still kept, in order. */
  readonly events: readonly DomainEvent[]
  /** The last number given to an event or job. */
  readonly sequence: number
}

/** Reading anew when somebody else has written meanwhile; more than this in a row means that reading cannot keep up. */
const ATTEMPTS = 20

/** The sandbox at one moment. `kinds` are all whose records it holds. */
export async function readWhole(
  store: Store,
  sandbox: string,
  kinds: readonly Kind<Stored>[],
): Promise<Whole> {
  for (let attempt = 1; ; attempt += 1) {
    const before = await store.head(sandbox)
    const whole = await readOnce(store, sandbox, kinds, before)
    const { revision } = await store.head(sandbox)
    if (revision === before.revision) return whole
    if (attempt === ATTEMPTS) throw new Error(`sandbox ${sandbox} does not stand still to be read`)
  }
}

async function readOnce(
  store: Store,
  sandbox: string,
  kinds: readonly Kind<Stored>[],
  { sequence }: Head,
): Promise<Whole> {
  const everyOf = async (kind: { readonly name: string }) => {
    const find = { kind: kind.name, index: WHOLE, key: '', offset: 0, limit: Number.MAX_SAFE_INTEGER }
    return (await store.find(sandbox, find)).records
  }
  const records = new Map<string, readonly Stored[]>()
  for (const kind of kinds) {
    const found = await everyOf(kind)
    if (found.length > 0) records.set(kind.name, found)
  }
  return {
    setting: (await store.get(sandbox, settings.name, SETTING_ID)) as Setting,
    clock: (await store.get(sandbox, clocks.name, CLOCK_ID)) as Clock,
    records,
    ordinals: countsOf((await everyOf(ordinals)) as readonly Ordinal[]),
    jobs: await store.jobs(sandbox),
    events: (await store.events(sandbox, 0, Number.MAX_SAFE_INTEGER)).events,
    sequence,
  }
}

function countsOf(counters: readonly Ordinal[]): Whole['ordinals'] {
  const byId = counters.toSorted((one, other) => compareTexts(one.id, other.id))
  return byId.map(({ id, count }) => {
    const end = id.indexOf('\0')
    return { kind: id.slice(0, end), key: id.slice(end + 1), count }
  })
}

/** Writes all of it into a sandbox that nobody has written to, in one commit. */
export async function writeWhole(
  store: Store,
  sandbox: string,
  whole: Whole,
  kinds: readonly Kind<Stored>[],
): Promise<void> {
  const { setting, clock, records, jobs, events, sequence } = whole
  const breath = createBreath()
  const puts: Row[] = []
  const put = async (kind: Kind<Stored>, all: readonly Stored[]) => {
    for (const record of all) {
      puts.push({ kind: kind.name, id: record.id, record, keys: rowKeys(kind, record) })
      const pause = breath()
      if (pause) await pause
    }
  }
  await put(settings as unknown as Kind<Stored>, [setting])
  await put(clocks as unknown as Kind<Stored>, [clock])
  for (const kind of kinds) await put(kind, records.get(kind.name) ?? [])
  const counters = whole.ordinals.map(({ kind, key, count }) =>
    freshRecord(`${kind}\0${key}`, setting.started, { count }),
  )
  await put(ordinals as unknown as Kind<Stored>, counters)
  const from = await store.head(sandbox)
  const commit: Commit = {
    from,
    to: { revision: from.revision + 1, sequence },
    puts,
    removes: [],
    events,
    schedule: jobs,
    unschedule: [],
  }
  await store.commit(sandbox, commit)
}
