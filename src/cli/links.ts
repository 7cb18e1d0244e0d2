import { clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

interface Link {
  readonly member_id: string
  readonly member_type: string
  readonly snapshot_id?: string
  readonly custom_individual_id?: string | null
  readonly decision: string
  readonly reason: string
  readonly at: string
  readonly candidates?: readonly Candidate[]
  readonly would_change?: readonly string[]
}

interface Candidate {
  readonly member_id: string
  readonly score: number
  readonly text: string
}

export const links = clientCommand({
  help: `mock-noyo links --member ID | --snapshot ID
  Why members were linked or created: what decided, and whom else Noyo looked at.

  --member ID            what was decided about an employee or dependent, oldest first
  --snapshot ID          about everybody in a member snapshot, the employee first`,
  options: { member: true, snapshot: true },
  examples: [
    'mock-noyo links --snapshot 7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'mock-noyo links --member 16fd2706-8baf-433b-82eb-8c7fada847da --json',
  ],
  async run({ client, values: { member, snapshot }, show }) {
    if ((member === undefined) === (snapshot === undefined)) {
      throw new UsageError('links needs one of --member ID and --snapshot ID.')
    }
    const query = member === undefined ? { snapshot_id: `${snapshot}` } : { member_id: `${member}` }
    const answer = await client.call<{ links: readonly Link[] }>(
      'GET',
      `/links?${new URLSearchParams(query)}`,
    )
    show(answer, answer.links.length === 0 ? ['Nothing was decided.'] : answer.links.flatMap(told))
    return undefined
  },
})

function told(link: Link): string[] {
  const { custom_individual_id: custom, candidates = [], would_change = [] } = link
  const whose = custom === null || custom === undefined ? '' : `, custom id ${custom}`
  const below = [
    ...candidates.map(({ member_id, score, text }) => `${String(score).padStart(4)}  ${member_id}  ${text}`),
    ...would_change.map((text) => `else: ${text}`),
  ]
  return [
    `${link.member_type} ${link.member_id}${whose}: ${link.decision}, ${shownMoment(link.at)}`,
    `  ${link.reason}`,
    ...below.map((line, place) => `  ${place === below.length - 1 ? '└─' : '├─'} ${line}`),
  ]
}
