import { clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

interface Clock {
  readonly mode: 'running' | 'frozen'
  readonly speed: number
  readonly now: string
}

const MODES: Readonly<Record<string, Clock['mode']>> = { freeze: 'frozen', run: 'running' }

export const clock = clientCommand({
  help: `mock-noyo clock [freeze|run] [--speed N]
  What the sandbox's clock shows; freeze and run change how time goes on. To move it: advance, settle.

  --speed N              virtual seconds a second while it runs`,
  takes: ['freeze or run'],
  options: { speed: true },
  examples: ['mock-noyo clock', 'mock-noyo clock freeze', 'mock-noyo clock run --speed 60'],
  async run({ client, positionals: [word], values: { speed }, show }) {
    const mode = word === undefined ? undefined : MODES[word]
    if (word !== undefined && mode === undefined) {
      throw new UsageError(`clock takes freeze or run, not "${word}". To move time: mock-noyo advance.`)
    }
    if (typeof speed === 'string' && !(Number(speed) > 0)) {
      throw new UsageError(`--speed is "${speed}"; use a number above 0.`)
    }
    const change = { ...(mode && { mode }), ...(speed !== undefined && { speed: Number(speed) }) }
    const answer =
      Object.keys(change).length === 0
        ? await client.call<Clock>('GET', '/clock')
        : await client.call<Clock>('PUT', '/clock', change)
    const pace = answer.mode === 'frozen' ? 'frozen' : `running at speed ${answer.speed}`
    show(answer, [`${shownMoment(answer.now)}, ${pace}`])
    return undefined
  },
})
