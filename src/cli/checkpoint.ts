import { clientCommand } from './client-command.ts'

export const checkpoint = clientCommand({
  help: `mock-noyo checkpoint [NAME]
  Remembers the sandbox as it is; prints the id to restore it by. A name used again means the newer state.`,
  takes: ['one name'],
  examples: ['mock-noyo checkpoint', 'mock-noyo checkpoint before-renewal'],
  async run({ client, positionals: [name], show }) {
    const answer = await client.call<{ id: string }>(
      'POST',
      '/checkpoints',
      name === undefined ? {} : { name },
    )
    show(answer, [answer.id])
    return undefined
  },
})
