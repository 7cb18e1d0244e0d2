import { clientCommand, counted, shownMoment } from './client-command.ts'
import { DONE, FAILED } from './command.ts'

export const settle = clientCommand({
  help: `mock-noyo settle
  Moves the sandbox's clock forward until nothing is pending that follows from what has happened.
  Exits 1 when that does not come to pass within 400 virtual days or 100,000 jobs.`,
  examples: ['mock-noyo settle', 'mock-noyo settle --json'],
  async run({ client, show }) {
    const answer = await client.call<{ now: string; ran: number; stopped: string }>('POST', '/clock/settle')
    const { now, ran, stopped } = answer
    const outcome = stopped === 'quiet' ? 'nothing is pending' : 'still not quiet: settle again to go on'
    show(answer, [`${shownMoment(now)}, ${counted(ran, 'job')} ran, ${outcome}`])
    return stopped === 'quiet' ? DONE : FAILED
  },
})
