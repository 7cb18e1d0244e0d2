import { json, ok } from '../api/answer.ts'
import { MAX_STATE } from '../api/body.ts'
import { JSON_TYPE } from '../api/content.ts'
import type { Answer, OperationsOf } from '../api/operation.ts'
import type { FaultBook } from '../faults/book.ts'
import { Refusal } from '../kernel/failure.ts'
import { isoInstant } from '../kernel/instant.ts'
import type { Journal } from '../kernel/journal.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Wall } from '../kernel/wall.ts'
import type { Sandboxes } from '../sandboxes/registry.ts'
import type { StateDocument } from './document.ts'

export interface StateParts {
  readonly sandboxes: Pick<Sandboxes, 'whole' | 'replace'>
  readonly journal: Pick<Journal, 'counted' | 'forget'>
  readonly wall: Pick<Wall, 'now'>
  readonly jobTypes: ReadonlySet<string>
  readonly faults?: Pick<FaultBook, 'forget'>
}

/** A sandbox out and in as one document. `kinds` are all there are. How documents are made and read is loaded when somebody first asks. */
export function stateOperations(
  { sandboxes, journal, wall, jobTypes, faults }: StateParts,
  kinds: readonly Kind<Stored>[],
): Pick<OperationsOf<'control'>, 'getState' | 'setState'> {
  const outside = kinds.filter((kind) => kind.outside === true)
  const inside = kinds.filter((kind) => kind.outside !== true)
  const isInside = (job: string) => !outside.some(({ name }) => job.startsWith(`${name}.`))
  return {
    getState: {
      level: 'simulated',
      serves: async ({ sandbox, call }) => {
        const { stateText } = await import('./document.ts')
        const { whole, reading } = await sandboxes.whole(sandbox, inside)
        const own = {
          ...whole,
          jobs: whole.jobs.filter(({ type }) => isInside(type)),
          ordinals: whole.ordinals.filter(({ kind }) => !outside.some(({ name }) => name === kind)),
        }
        const text = await stateText(own, { sandbox, reading, requests: journal.counted(sandbox) })
        // In process there is no such bound: a call without a host came over no door.
        const size = call.headers['host'] === undefined ? 0 : Buffer.byteLength(text)
        if (size > MAX_STATE) {
          throw new Refusal('state_too_large', { sandbox, size: Math.ceil(size / 2 ** 20) })
        }
        return { status: 200, content: { text, type: JSON_TYPE } } as Answer<200, StateDocument>
      },
    },

    setState: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const { readDocument } = await import('./read-document.ts')
        const whole = await readDocument(body, {
          kinds: inside,
          jobTypes: new Set([...jobTypes].filter(isInside)),
          wall: wall.now(),
        })
        const { clock } = await sandboxes.replace(sandbox, whole, inside)
        // What the document's events call a request was one of the sandbox it came from; the next ones go on from there.
        journal.forget(sandbox, body.requests ?? 0)
        faults?.forget(sandbox, true)
        return ok(json({ id: sandbox, now: isoInstant(clock.now) }))
      },
    },
  }
}
