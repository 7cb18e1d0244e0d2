import process from 'node:process'
import { type Config, OPTIONS, readConfig } from '../config.ts'
import { type Listening, listen } from '../hosts/listen.ts'
import { createSimulator, type Simulator } from '../simulator.ts'
import { VERSION } from '../version.ts'
import { type Command, DONE, splitWords, UsageError } from './command.ts'
import { requestLine } from './request-line.ts'

function optionLine(option: (typeof OPTIONS)[number]): string {
  const form = option.value === undefined ? `--${option.name}` : `--${option.name} ${option.value}`
  return `  ${form.padEnd(32)} ${option.help}`
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
    const options = Object.fromEntries(
      OPTIONS.filter((option) => !option.environmentOnly).map((option) => [
        option.name,
        option.value !== undefined,
      ]),
    )
    const { values, positionals } = splitWords(words, options)
    if (positionals.length > 0)
      throw new UsageError(`start takes options only, not "${positionals.join(' ')}".`)
    const config = readConfig(values, terminal.environment)
    const simulator = await createSimulator({
      ...simulatorOptions(config),
      ...(config.quiet ? {} : { onRequest: (entry) => terminal.out(requestLine(entry)) }),
      onFault: (error) => terminal.error(`A defect of mock-noyo, please report it: ${error}`),
    })
    const server = await opened(simulator, config)
    const controlToken = simulator.bind(config.host)
    for (const line of banner(config, simulator, server, controlToken)) terminal.out(line)
    await untilStopped()
    await server.close()
    await simulator.close()
    return DONE
  },
}

function simulatorOptions(config: Config) {
  const { port: _port, host: _host, quiet: _quiet, data: _data, ...options } = config
  return options
}

async function opened(simulator: Simulator, config: Config): Promise<Listening> {
  try {
    return await listen(simulator, { host: config.host, port: config.port })
  } catch (error) {
    await simulator.close()
    throw error
  }
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
    `  curl -s -u ${key.client_id}:${key.client_secret} -H 'Content-Type: application/json' -d '{"grant_type": "client_credentials"}' ${url}/accounts/auth/public/token`,
  ]
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
