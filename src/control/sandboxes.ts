import { created, json, noContent, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { FaultBook } from '../faults/book.ts'
import type { Clock } from '../kernel/clock.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { type Instant, isoInstant } from '../kernel/instant.ts'
import type { Setting } from '../kernel/world.ts'
import type { NewSandbox, Sandboxes, SandboxState } from '../sandboxes/registry.ts'
import { ScenarioError } from '../scenario/fault.ts'
import { parseStart } from '../scenario/start-moment.ts'
import { readInstant } from './clock.ts'

type SandboxOperations =
  | 'resetSandbox'
  | 'listSandboxes'
  | 'createSandbox'
  | 'getSandbox'
  | 'deleteSandbox'
  | 'createCheckpoint'
  | 'restoreCheckpoint'

export function sandboxOperations(parts: {
  readonly sandboxes: Sandboxes
  readonly journal: { forget(sandbox: string): void }
  readonly faults?: Pick<FaultBook, 'forget'>
}): Pick<OperationsOf<'control'>, SandboxOperations> {
  const { sandboxes, journal, faults } = parts
  return {
    resetSandbox: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const { scenario, seed, clock } = await playable(
          sandboxes.reset(sandbox, given(body, 'scenario', 'seed', 'keep')),
        )
        if (!body?.keep?.includes('journal')) journal.forget(sandbox)
        faults?.forget(sandbox, body?.keep?.includes('faults'))
        return ok(json({ scenario, seed, now: isoInstant(clock.now) }))
      },
    },

    listSandboxes: {
      level: 'simulated',
      serves: async () => ok(json({ sandboxes: (await sandboxes.list()).map(shown) })),
    },

    createSandbox: {
      level: 'simulated',
      serves: async ({ body }) => created(json(await playable(sandboxes.create(newSandbox(body))))),
    },

    getSandbox: {
      level: 'simulated',
      serves: async ({ params }) => ok(json(shown(await sandboxes.get(params.id)))),
    },

    deleteSandbox: {
      level: 'simulated',
      serves: async ({ params }) => {
        await sandboxes.remove(params.id)
        return noContent()
      },
    },

    createCheckpoint: {
      level: 'simulated',
      serves: async ({ sandbox, body }) =>
        created(json({ id: await sandboxes.checkpoint(sandbox, body?.name) })),
    },

    restoreCheckpoint: {
      level: 'simulated',
      serves: async ({ sandbox, params }) => {
        const { clock } = await sandboxes.restore(sandbox, params.id)
        return ok(json({ id: params.id, now: isoInstant(clock.now) }))
      },
    },
  }
}

interface SandboxBody {
  readonly id?: string
  readonly scenario?: string
  readonly seed?: string
  readonly clock?: { readonly mode?: Clock['mode']; readonly start?: string; readonly speed?: number }
  readonly pace?: Setting['pace']
}

function newSandbox(body: SandboxBody | undefined): NewSandbox {
  const clock = body?.clock
  if (!clock) return given(body, 'id', 'scenario', 'seed', 'pace')
  return {
    ...given(body, 'id', 'scenario', 'seed', 'pace'),
    clock: {
      ...given(clock, 'mode', 'speed'),
      ...(clock.start === undefined ? {} : { start: readStart(clock.start, '/clock/start') }),
    },
  }
}

function readStart(text: string, field: string): Instant {
  const instant = readInstant(text, field)
  if (parseStart(text) === undefined) throw new Refusal('start_out_of_range', { given: text, field })
  return instant
}

function shown({ id, scenario, seed, clock }: SandboxState) {
  return { id, scenario, seed, clock: { ...clock, now: isoInstant(clock.now) } }
}

/** A scenario that is missing or wrong, in the control API's own shape. */
async function playable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error
    const nearest = error.faults.length === 1 ? error.faults[0]?.nearest : undefined
    throw new Refusal('scenario_unusable', { why: error.message, field: '/scenario', nearest })
  }
}
