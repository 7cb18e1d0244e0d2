import { given } from '../kernel/given.ts'
import { type ClientCall, clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

interface Sandbox {
  readonly id: string
  readonly scenario: string
  readonly seed: string
  readonly clock: { readonly mode: string; readonly now: string }
}

export const sandboxes = clientCommand({
  help: `mock-noyo sandboxes [list]
mock-noyo sandboxes create [ID] [OPTIONS]
mock-noyo sandboxes delete ID
  Lists the isolated worlds of a server, makes one with an API key of its own, or deletes one with its key.

  --scenario NAME|FILE   its world (default that of the sandbox \`default\`)
  --seed TEXT            what all ids and people derive from
  --clock MODE           running or frozen
  --start MOMENT         where its clock starts
  --speed N              virtual seconds a second while it runs
  --pace PACE            instant, demo or realistic`,
  takes: ['list, create or delete', 'an id'],
  options: { scenario: true, seed: true, clock: true, start: true, speed: true, pace: true },
  examples: [
    'mock-noyo sandboxes',
    'mock-noyo sandboxes create ci-1 --clock frozen --json',
    'mock-noyo sandboxes delete ci-1',
  ],
  async run(call) {
    const [action = 'list', id] = call.positionals
    if (action === 'list' && id === undefined) return list(call)
    if (action === 'create') return create(call, id)
    if (action === 'delete' && id !== undefined) return remove(call, id)
    if (action === 'list') throw new UsageError('sandboxes list takes no id.')
    if (action === 'delete') throw new UsageError('sandboxes delete needs an id.')
    throw new UsageError(`sandboxes takes list, create or delete, not "${action}".`)
  },
})

async function list({ client, show }: ClientCall): Promise<undefined> {
  const answer = await client.call<{ sandboxes: readonly Sandbox[] }>('GET', '/sandboxes')
  const width = Math.max(...answer.sandboxes.map(({ id }) => id.length))
  show(
    answer,
    answer.sandboxes.map(
      ({ id, scenario, seed, clock }) =>
        `${id.padEnd(width)}  ${shownMoment(clock.now)}, ${clock.mode}, scenario ${scenario}, seed ${seed}`,
    ),
  )
}

async function create({ client, values, show }: ClientCall, id: string | undefined): Promise<undefined> {
  const { scenario, seed, pace, clock: mode, start, speed: asked } = values
  if (asked !== undefined && !(Number(asked) > 0)) {
    throw new UsageError(`--speed is "${asked}"; use a number above 0.`)
  }
  const speed = asked === undefined ? undefined : Number(asked)
  const clock = given({ mode, start, speed }, 'mode', 'start', 'speed')
  const body = {
    ...given({ id, scenario, seed, pace }, 'id', 'scenario', 'seed', 'pace'),
    ...(Object.keys(clock).length > 0 && { clock }),
  }
  type Made = { id: string; client_id: string; client_secret: string }
  const answer = await client.call<Made>('POST', '/sandboxes', body)
  show(answer, [`${answer.id}: API key ${answer.client_id} / ${answer.client_secret}`])
}

async function remove({ client, show }: ClientCall, id: string): Promise<undefined> {
  await client.call('DELETE', `/sandboxes/${encodeURIComponent(id)}`)
  show({ deleted: id }, [`${id}: deleted`])
}
