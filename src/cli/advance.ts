import { clientCommand, counted, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

/** A year comes first in a moment, and in no duration. */
const MOMENT = /^\d{4}-/

export const advance = clientCommand({
  help: `mock-noyo advance DURATION|MOMENT
  Moves the sandbox's clock forward and runs everything due on the way.`,
  takes: ['one duration or moment'],
  examples: [
    'mock-noyo advance 3d',
    'mock-noyo advance PT12H --sandbox ci-1',
    'mock-noyo advance 2026-02-01',
  ],
  async run({ client, positionals: [target], show }) {
    if (target === undefined) {
      throw new UsageError('advance needs a duration such as 3d, or a moment such as 2026-02-01.')
    }
    const body = MOMENT.test(target) ? { to: target } : { by: target }
    const answer = await client.call<{ now: string; ran: number }>('POST', '/clock/advance', body)
    show(answer, [`${shownMoment(answer.now)}, ${counted(answer.ran, 'job')} ran`])
    return undefined
  },
})
