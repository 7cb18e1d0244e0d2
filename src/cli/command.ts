import { parseArgs } from 'node:util'
import { nearestName } from '../kernel/nearest.ts'

/** What a command needs of the process, so that tests can give it another. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  out(line: string): void
  error(line: string): void
}

/** A command of `mock-noyo`. `run` resolves with the exit code. */
export interface Command {
  readonly help: string
  run(words: readonly string[], terminal: Terminal): Promise<number>
}

/** Stable exit codes: done, failed or refused (the message says why), called wrongly, no server to speak with. */
export const DONE = 0
export const FAILED = 1
export const WRONG_CALL = 2
export const UNREACHABLE = 3

/** Words that the command does not take; the message names the nearest one it does. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

export interface Words {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
}

/** Splits words by the options a command knows; `true` marks those that take a value. @throws {UsageError} */
export function splitWords(words: readonly string[], options: Readonly<Record<string, boolean>>): Words {
  const known = Object.fromEntries(
    Object.entries(options).map(([name, takesValue]) => [
      name,
      { type: takesValue ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: known, allowPositionals: true })
    return { values: values as Words['values'], positionals }
  } catch (error) {
    throw new UsageError(explained(error as Error, Object.keys(options)))
  }
}

function explained(error: Error, known: readonly string[]): string {
  const unknown = /Unknown option '(--?)([^'=]+)'/.exec(error.message)
  if (unknown) {
    const [, dashes, name] = unknown as unknown as [string, string, string]
    const nearest = nearestName(name, known)
    return `There is no option ${dashes}${name}.${nearest === undefined ? '' : ` Nearest: --${nearest}.`}`
  }
  const option = /'(?:-\w, )?(--[\w-]+)/.exec(error.message)?.[1]
  if (option === undefined) return error.message.split('. ')[0] as string
  return error.message.includes('does not take an argument')
    ? `${option} takes no value: it is there or it is not.`
    : `${option} needs a value. One that begins with a dash is written ${option}=VALUE.`
}
