import { type Config, readConfig } from '../config.ts'
import { type Listening, listen } from '../hosts/listen.ts'
import { mask } from '../kernel/masking.ts'
import { OPTIONS } from '../options.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { VERSION } from '../version.ts'
import { type Command, DONE, splitWords, type Terminal, UsageError } from './command.ts'
import { createRequestLog } from './request-log.ts'
import { stopSignal } from './stop-signal.ts'

function optionLine(option: (typeof OPTIONS)[number]): string {
  const form = option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`
  return `  ${form.padEnd(33)} ${option.help}`
}

const help = `mock-noyo start [OPTIONS]
  Serves a world over HTTP until it gets SIGINT or SIGTERM; then lets the requests in flight end and exits 0.

Options:
${OPTIONS.filter((option) => !option.environmentOnly)
  .map(optionLine)
  .join('\n')}

Each also as an environment variable: --public-url is MOCK_NOYO_PUBLIC_URL; PORT is read too. The command line wins.
MOCK_NOYO_CONTROL_TOKEN sets the token that /_sim asks for when the host is not loopback.

Examples:
  mock-noyo start
  mock-noyo start --port 0 --clock frozen --pace instant
  mock-noyo start --scenario ./my-world.yaml --quiet`

export const start: Command = {
  help,
  async run(words, terminal) {
    const config = readConfig(optionWords(words), terminal.environment, terminal.error)
    // Listened for from the beginning: in a container a signal that nobody listens for is lost.
    const stop = stopSignal()
    try {
      await served(config, terminal, stop.given)
    } finally {
      stop.forget()
    }
    return DONE
  },
}

/** Serves until `stopped`. */
async function served(config: Config, terminal: Terminal, stopped: Promise<void>): Promise<void> {
  const log = createRequestLog(terminal)
  const simulator = await createSimulator({
    defaultClock: 'running',
    ...simulatorOptions(config),
    ...(config.quiet ? {} : { onRequest: log.add }),
    onFault: (error, about) =>
      terminal.error(mask(`A defect of mock-noyo (${about}), please report it: ${error}`)),
  })
  try {
    const controlToken = simulator.bind(config.host)
    const server = await listen(simulator, { host: config.host, port: config.port })
    terminal.out(banner(config, simulator, server, controlToken).join('\n'))
    await stopped
    await server.close()
  } finally {
    log.flush()
    await simulator.close()
  }
}

function optionWords(words: readonly string[]) {
  const options = OPTIONS.filter((option) => !option.environmentOnly)
  const { values, positionals } = splitWords(
    words,
    Object.fromEntries(options.map(({ name, value }) => [name, value !== undefined])),
  )
  const [extra] = positionals
  if (extra === undefined) return values
  throw new UsageError(`start takes options only, not "${extra}". A world is chosen by --scenario NAME|FILE.`)
}

function simulatorOptions(config: Config) {
  const { port: _port, host: _host, quiet: _quiet, data: _data, ...options } = config
  return options
}

/** What a person needs first: where it is, what opens it, and a command that works as it stands. */
function banner(config: Config, simulator: Simulator, server: Listening, controlToken?: string): string[] {
  const url = config.publicUrl ?? server.url
  const { scenario, profile, pace, key } = simulator.facts
  return [
    `Mock Noyo ${VERSION} at ${url}`,
    ...(url === server.url ? [] : [`  listening on ${server.url}`]),
    `  scenario ${scenario}, profile ${profile}, pace ${pace}`,
    `  API key ${key.client_id} / ${key.client_secret}, control API at ${url}/_sim`,
    ...(controlToken === undefined ? [] : [controlLine(config, controlToken)]),
    'First, a token:',
    `  curl -s -u '${key.client_id}:${shellText(key.client_secret)}' -H 'Content-Type: application/json' -d '{"grant_type": "client_credentials"}' ${url}/accounts/auth/public/token`,
  ]
}

/** A token that the user has set is not printed: logs are kept. */
function controlLine(config: Config, token: string): string {
  const shown = config.controlToken === undefined ? token : 'as in MOCK_NOYO_CONTROL_TOKEN'
  return `  control token ${shown}, sent as header x-mock-noyo-control-token`
}

/** A text inside single quotes of a shell. */
function shellText(text: string): string {
  return text.replaceAll("'", "'\\''")
}
