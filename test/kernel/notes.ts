import type { Cause } from '../../src/kernel/event.ts'
import { eventType } from '../../src/kernel/event.ts'
import { jobType } from '../../src/kernel/job.ts'
import { doing, type JobHandler, type Reaction } from '../../src/kernel/reaction.ts'
import { defineKind, type Stored } from '../../src/kernel/record.ts'
import { createRunner, type Runner } from '../../src/kernel/runner.ts'
import type { Store } from '../../src/kernel/store.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { reluctant } from '../stores/reluctant.ts'
import { createStillWall, type StillWall } from './still-wall.ts'

/** A kind of record to try the kernel on. */
export interface Note extends Stored {
  readonly text: string
  readonly folder: string
  readonly rank: string
}

export const notes = defineKind<Note>()({
  name: 'note',
  model: 'Note',
  indexes: {
    folder: { keys: (note) => (note.folder === '' ? [] : [note.folder]), sort: (note) => note.rank },
    word: { keys: (note) => note.text.split(' ') },
  },
})

export const written = eventType<{ text: string }>('note.written')
export const remind = jobType<{ text: string }>('remind')
export const sweep = jobType<{ every: number }>('sweep', 'cadence')

export const CAUSE: Cause = { by: 'request', request: 'request-1', operation: 'writeNote' }
export const START = Date.parse('2026-01-05T09:00:00Z')
export const WALL_START = Date.parse('2026-11-21T12:00:00Z')

export const STORES: [name: string, create: () => Store][] = [
  ['memory', createMemoryStore],
  ['reluctant', () => reluctant(createMemoryStore(), 'kernel')],
]

export interface Desk {
  readonly runner: Runner
  readonly wall: StillWall
  readonly store: Store
  /** What job handlers threw. */
  readonly faults: unknown[]
}

/** A runner with a sandbox `a`, its clock frozen unless said. */
export async function openDesk(
  store: Store,
  parts: {
    reactions?: readonly Reaction[]
    jobs?: readonly JobHandler[]
    running?: number
    seed?: string
  } = {},
): Promise<Desk> {
  const wall = createStillWall(WALL_START)
  const faults: unknown[] = []
  const { reactions = [], jobs = [] } = parts
  const runner = createRunner({ store, wall, reactions, jobs, onFault: (error) => faults.push(error) })
  await beginAt(runner, 'a', parts)
  return { runner, wall, store, faults }
}

export function beginAt(runner: Runner, sandbox: string, parts: { running?: number; seed?: string } = {}) {
  const { running, seed = 'seed' } = parts
  return runner.begin(sandbox, {
    setting: {
      seed,
      scenario: 'test.yaml',
      profile: 'production',
      pace: 'instant',
      organization_id: 'o',
      options: {},
    },
    clock: { mode: running ? 'running' : 'frozen', speed: running ?? 1, now: START },
  })
}

/** The texts of all notes of a folder, in the folder's order. */
export async function textsIn(runner: Runner, folder: string, sandbox = 'a'): Promise<string[]> {
  const { records } = await runner.read(sandbox, (world) => world.find(notes, 'folder', folder))
  return records.map(({ text }) => text)
}

export async function eventsOf(store: Store, sandbox = 'a') {
  return (await store.events(sandbox, 0, Number.MAX_SAFE_INTEGER)).events
}

/** Writes down that a job ran, and when it thought it was. */
export const reminding = doing(remind, async (job, unit) => {
  await unit.create(notes, job.key, {
    text: job.payload.text,
    folder: 'done',
    rank: rankOf(unit, job.sequence),
  })
})

export const rankOf = (unit: Unit, sequence: number) =>
  `${unit.now - START}`.padStart(12, '0') + `${sequence}`.padStart(9, '0')

export const scheduling = (...jobs: [key: string, after: number][]) => {
  return async (unit: Unit) => {
    for (const [key, after] of jobs) unit.schedule(remind.at(unit.now + after, key, { text: key }))
  }
}
