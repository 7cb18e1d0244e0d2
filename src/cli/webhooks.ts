import { CLIENT_HELP } from './client.ts'
import { type Command, UsageError } from './command.ts'

const help = `mock-noyo webhooks listen [--forward-to URL] [--port N] [--events LIST] [--secret TEXT]
  Subscribes itself with a server of this machine, verifies every webhook as Noyo's documents say, and prints a line for
  each, until it gets SIGINT or SIGTERM; then it ends its subscription.

  --forward-to URL  passes every genuine webhook on, bytes and headers as they came, and answers what comes back
  --port N          port to listen on; 0, the default, takes any free one
  --events LIST     only these, with commas between them
  --secret TEXT     what the server signs with, for whoever it is passed on to; generated and printed unless given

mock-noyo webhooks trigger EVENT [--no-settle]
  Makes the server's world do what causes a webhook event, and says what it did. Where the event comes in time and the
  clock stands, the clock is settled.

  --no-settle       leaves the clock where it stands

${CLIENT_HELP}

Examples:
  mock-noyo webhooks listen --forward-to http://127.0.0.1:3000/webhooks
  mock-noyo webhooks listen --events group.created,member_snapshot.status_change --json
  mock-noyo webhooks trigger group_connection_request.status_change`

const ACTIONS: Readonly<Record<string, () => Promise<Command>>> = {
  listen: async () => (await import('./webhooks-listen.ts')).listen,
  trigger: async () => (await import('./webhooks-trigger.ts')).trigger,
}

export const webhooks: Command = {
  help,
  async run([action, ...words], terminal) {
    const load = action !== undefined && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
    if (load) return (await load()).run(words, terminal)
    throw new UsageError(
      `webhooks takes listen or trigger${action === undefined ? '' : `, not "${action}"`}.`,
    )
  },
}
