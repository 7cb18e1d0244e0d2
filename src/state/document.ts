import type { components } from '../api/generated/types/control.js'
import { createBreath } from '../kernel/breath.ts'
import { isoInstant } from '../kernel/instant.ts'
import type { Whole } from '../kernel/whole.ts'

/** A sandbox as one document. */
export type StateDocument = components['schemas']['State']

/** The version of the document's form; another one is refused. */
export const STATE_FORMAT = 1

/** What a sandbox holds besides its records. */
export interface Standing {
  readonly sandbox: string
  /** What the clock shows; of a running one that is later than what is stored. */
  readonly reading: number
  /** How many requests have had an id. */
  readonly requests: number
}

/**
 * The document as JSON text, made in steps that let others in. The same sandbox gives the same text, but for the time of a clock
 * that runs.
 */
export async function stateText(whole: Whole, { sandbox, reading, requests }: Standing): Promise<string> {
  const { setting, clock, sequence, ordinals, jobs, events } = whole
  const { scenario, seed, profile, pace, organization_id, started, options } = setting
  const head = {
    format: STATE_FORMAT,
    sandbox,
    scenario,
    seed,
    profile,
    pace,
    organization_id,
    started: isoInstant(started),
    options,
    clock: { mode: clock.mode, speed: clock.speed, now: isoInstant(reading) },
    sequence,
    requests,
  }
  const kinds: string[] = []
  for (const [kind, records] of whole.records) {
    kinds.push(`${JSON.stringify(kind)}:${await listText(records)}`)
  }
  return [
    JSON.stringify(head).slice(0, -1),
    `,"records":{${kinds.join(',\n')}}`,
    `,\n"ordinals":${await listText(ordinals)}`,
    `,\n"jobs":${await listText(jobs)}`,
    `,\n"events":${await listText(events)}}`,
  ].join('')
}

/** A record a line: two states can be compared line by line. */
async function listText(values: readonly unknown[]): Promise<string> {
  const breath = createBreath()
  const texts: string[] = []
  for (const value of values) {
    texts.push(JSON.stringify(value))
    const pause = breath()
    if (pause) await pause
  }
  return texts.length === 0 ? '[]' : `[\n${texts.join(',\n')}\n]`
}
