import { type ClientCall, clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

interface Triggered {
  readonly type: string
  readonly did: readonly string[]
  readonly subject: string
  readonly follows: 'now' | 'in_time'
}

export const trigger = clientCommand({
  help: 'mock-noyo webhooks trigger EVENT [--no-settle]',
  takes: ['one event'],
  options: { 'no-settle': false },
  examples: ['mock-noyo webhooks trigger group.created'],
  async run(call) {
    const [type] = call.positionals
    if (type === undefined) throw new UsageError('webhooks trigger needs an event, such as group.created.')
    const done = await call.client.call<Triggered>('POST', '/webhooks/trigger', { type })
    const settled = done.follows === 'in_time' ? await settledIfFrozen(call) : undefined
    call.show({ ...done, ...(settled !== undefined && { settled }) }, [
      ...done.did,
      done.follows === 'now'
        ? `${type} has happened, about ${done.subject}`
        : `${type} ${settled === undefined ? 'comes as the clock goes on' : `has happened: settled to ${shownMoment(settled)}`}, about ${done.subject}`,
    ])
    return undefined
  },
})

/** Where the clock then stands; undefined where it runs, or is to be left. */
async function settledIfFrozen({ client, values }: ClientCall): Promise<string | undefined> {
  const { mode } = await client.call<{ mode: string }>('GET', '/clock')
  if (mode !== 'frozen' || values['no-settle'] === true) return undefined
  return (await client.call<{ now: string }>('POST', '/clock/settle')).now
}
