import { clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

export const restore = clientCommand({
  help: `mock-noyo restore ID
  Brings the sandbox back to a checkpoint, its time included.`,
  takes: ['the id of a checkpoint'],
  examples: ['mock-noyo restore checkpoint-1', 'mock-noyo restore before-renewal --sandbox ci-1'],
  async run({ client, positionals: [id], show }) {
    if (id === undefined) throw new UsageError('restore needs the id of a checkpoint.')
    const path = `/checkpoints/${encodeURIComponent(id)}/restore`
    const answer = await client.call<{ id: string; now: string }>('POST', path)
    show(answer, [`${answer.id}, ${shownMoment(answer.now)}`])
    return undefined
  },
})
