import { CLIENT_HELP, CLIENT_OPTIONS, type ControlClient, controlClient, RefusedError } from './client.ts'
import { type Command, DONE, splitWords, type Terminal, UsageError, type Words } from './command.ts'

/** What a command for a running server does with the words that are its own. */
export interface ClientCall {
  readonly client: ControlClient
  readonly values: Words['values']
  readonly positionals: Words['positionals']
  /** Prints an answer: as JSON when that was asked for, else these lines. */
  show(answer: unknown, lines: readonly string[]): void
  readonly terminal: Terminal
}

/** A command that speaks with a running server: the options it needs for that, and their help, are added. */
export function clientCommand(about: {
  readonly help: string
  readonly examples: readonly string[]
  /** The command's own options; `true` marks those with a value. */
  readonly options?: Readonly<Record<string, boolean>>
  /** How many words besides options it takes at most, and how they are called. */
  readonly takes?: readonly string[]
  run(call: ClientCall): Promise<number | undefined>
}): Command {
  const { help, examples, options = {}, takes = [] } = about
  return {
    help: [help, '', CLIENT_HELP, '', 'Examples:', ...examples.map((example) => `  ${example}`)].join('\n'),
    async run(words, terminal) {
      const split = splitWords(words, { ...options, ...CLIENT_OPTIONS })
      const extra = split.positionals[takes.length]
      if (extra !== undefined) {
        const known = takes.length === 0 ? 'options only' : takes.join(' ')
        throw new UsageError(`It takes ${known}, not "${extra}" too.`)
      }
      const json = split.values['json'] === true
      const show: ClientCall['show'] = (answer, lines) => {
        if (json) terminal.out(JSON.stringify(answer, undefined, 2))
        else for (const line of lines) terminal.out(line)
      }
      try {
        const client = controlClient(split, terminal)
        return (await about.run({ ...split, client, show, terminal })) ?? DONE
      } catch (error) {
        if (error instanceof RefusedError) show(error.answer, [])
        throw error
      }
    },
  }
}

/** `2026-01-05T09:00:00.000Z` as a person reads it. */
export function shownMoment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
