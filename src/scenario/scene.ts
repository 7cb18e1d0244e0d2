import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Instant } from '../kernel/instant.ts'
import { ScenarioError } from './fault.ts'
import type { CheckedScenario } from './read.ts'
import type { Perform, Stage } from './scenario.ts'
import type { Path, Source } from './source.ts'

/** A scene: the stage, the world that is made on it, and the text that is played. */
export interface Scene {
  readonly stage: Stage
  readonly sandbox: string
  readonly source: Source
  readonly checked: CheckedScenario
  /** Where the clock stands when the play is over. */
  readonly start: Instant
}

type Asked = Parameters<Perform>[2]

export function lineOf({ source }: Scene, path: Path): number {
  return source.positionOf(path).line
}

/** The carrier of a name that the checks have let pass. */
export function known(name: string): CarrierProfile {
  const carrier = carrierNamed(name)
  if (!carrier) throw new Error(`the checks let the carrier ${name} pass`)
  return carrier
}

/** Performs an operation in the file's name. @throws {ScenarioError} with the place of the file when it is refused */
export async function performed(
  { stage, sandbox, source }: Scene,
  path: Path,
  operation: string,
  call: Pick<Asked, 'params' | 'body'>,
  api: Asked['api'] = 'fulfillment',
): Promise<{ readonly id: string }> {
  const { line } = source.positionOf(path)
  const { status, body } = await stage.perform(sandbox, line, { api, operation, ...call })
  if (status < 300) return body as { id: string }
  const { message, errors } = body as { message?: string; errors?: unknown }
  const why = message ?? JSON.stringify(errors ?? body)
  throw new ScenarioError([source.fault(path, `${operation} refuses this (${status}): ${why}`)])
}
