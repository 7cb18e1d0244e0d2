import process from 'node:process'
import { type Config, readConfig } from '../config.ts'
import { type Listening, listen } from '../hosts/listen.ts'
import { mask } from '../kernel/masking.ts'
import { OPTIONS } from '../options.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { VERSION } from '../version.ts'
import { type Command, DONE, splitWords, UsageError } from './command.ts'
import { requestLine } from './request-line.ts'

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
  summary: 'serve a world over HTTP',
  help,
  async run(words, terminal) {
    const config = readConfig(optionWords(words), terminal.environment, terminal.error)
    // Listened for from the beginning: in a container a signal that nobody listens for is lost.
    const stopped = stopSignal()
    const simulator = await createSimulator({
      defaultClock: 'running',
      ...simulatorOptions(config),
      ...(config.quiet ? {} : { onRequest: (entry) => terminal.out(requestLine(entry)) }),
      onFault: (error, about) =>
        terminal.error(mask(`A defect of mock-noyo (${about}), please report it: ${error}`)),
    })
    try {
      const controlToken = simulator.bind(config.host)
      const server = await listen(simulator, { host: config.host, port: config.port })
      for (const line of banner(config, simulator, server, controlToken)) terminal.out(line)
      await stopped
      await server.close()
    } finally {
      await simulator.close()
    }
    return DONE
  },
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
    `  scenario ${scenario}, profile ${profile}, pace ${pace}`,
    `  API key ${key.client_id} / ${key.client_secret}, control API at ${url}/_sim`,
    ...(controlToken === undefined ? [] : [`  control token ${controlToken}`]),
    'First, a token:',
    `  curl -s -u '${key.client_id}:${shellText(key.client_secret)}' -H 'Content-Type: application/json' -d '{"grant_type": "client_credentials"}' ${url}/accounts/auth/public/token`,
  ]
}

/** A text inside single quotes of a shell. */
function shellText(text: string): string {
  return text.replaceAll("'", "'\\''")
}

/** Resolves at the first signal; a second one, of somebody who will not wait, ends the process as usual. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM'] as const
    const stop = () => {
      for (const signal of signals) process.removeListener(signal, stop)
      resolve()
    }
    for (const signal of signals) process.on(signal, stop)
  })
}
