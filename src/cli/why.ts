import { clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

interface Step {
  readonly text: string
  readonly at?: string
}

export const why = clientCommand({
  help: `mock-noyo why ID
  Why a record is as it is: from the latest event about it back to the request, the line of a scenario or the clock it began
  with, each step below what it led to. An event's id or a request's (x-mock-noyo-request-id) can be asked about too.`,
  takes: ['one id'],
  examples: [
    'mock-noyo why 7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'mock-noyo why req_12 --sandbox ci-1 --json',
  ],
  async run({ client, positionals: [id], show }) {
    if (id === undefined) throw new UsageError('why needs the id of a record, an event or a request.')
    const answer = await client.call<{ chain: readonly Step[] }>('GET', `/why/${encodeURIComponent(id)}`)
    show(answer, tree(answer.chain))
    return undefined
  },
})

/** One step a line, each a branch of the one that it led to; the time in front, once. */
function tree(chain: readonly Step[]): string[] {
  return chain.map(({ text, at }, depth) => {
    const time = at === undefined ? '' : shownMoment(at)
    const branch = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `
    return `${time.padEnd(23)}  ${branch}${withoutTime(text, at)}`
  })
}

function withoutTime(text: string, at: string | undefined): string {
  return at === undefined ? text : text.replace(`the clock reached ${at}: `, '').replace(` at ${at}`, '')
}
