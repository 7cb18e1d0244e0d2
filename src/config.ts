import { nearestName } from './kernel/nearest.ts'
import { ConfigError, OPTIONS, type Option } from './options.ts'
import type { WorldOptions } from './simulator.ts'

/** The settings of a server, after the precedence: built-in default, environment, command line. */
export interface Config extends WorldOptions {
  readonly port: number
  readonly host: string
  readonly scenario: string
  readonly data?: string
  readonly unknownFields: 'warn' | 'strict' | 'off'
  readonly tokenClock: 'wall' | 'virtual'
  readonly publicUrl?: string
  readonly webhookHosts?: string
  readonly sandboxIdle: string
  readonly sandboxLimit?: number
  readonly quiet: boolean
  readonly validateResponses: boolean
  readonly controlToken?: string
}

const DEFAULTS: Config = {
  port: 4010,
  host: '127.0.0.1',
  scenario: 'demo',
  unknownFields: 'warn',
  tokenClock: 'wall',
  sandboxIdle: '1d',
  quiet: false,
  validateResponses: false,
}

const PREFIX = 'MOCK_NOYO_'

/**
 * For others: our own test runs, the commands for a running server, and Kubernetes, which gives every container of a namespace
 * with a service called `mock-noyo` such variables about it.
 */
const OTHERS = /^MOCK_NOYO_(TEST_|SERVICE_|PORT_\d|URL$|SANDBOX$)/

type Words = Readonly<Record<string, string | boolean | undefined>>
type Environment = Readonly<Record<string, string | undefined>>

/**
 * Settings from the environment and command-line words (`{port: '4010', quiet: true}`, already split by name). `warn` is
 * told of variables with our prefix that are no option and not like one.
 * @throws {ConfigError} naming the option or variable, also for a variable that is nearly one
 */
export function readConfig(
  words: Words,
  environment: Environment,
  warn: (message: string) => void = () => undefined,
): Config {
  refuseUnknown(environment, warn)
  const config: Record<string, unknown> = { ...DEFAULTS }
  for (const option of OPTIONS) {
    const given = fromCommandLine(option, words) ?? fromEnvironment(option, environment)
    if (given) config[option.key] = parsed(option, given)
  }
  if (config['data'] !== undefined) {
    throw new ConfigError(
      '--data (MOCK_NOYO_DATA) is not built yet: worlds live in memory. Start without it.',
    )
  }
  return config as unknown as Config
}

interface Given {
  /** The option or variable, for the message. */
  readonly name: string
  readonly value: string
}

function fromCommandLine(option: Option, words: Words): Given | undefined {
  const word = words[option.name]
  return word === undefined ? undefined : { name: `--${option.name}`, value: String(word) }
}

/** A variable that is empty counts as unset, as it does in compose files and shells. */
function fromEnvironment(option: Option, environment: Environment): Given | undefined {
  for (const name of [environmentName(option), ...(option.also ?? [])]) {
    const value = environment[name]
    if (value && !isKubernetesPort(name, value)) return { name, value }
  }
  return undefined
}

/** Kubernetes says `tcp://10.0.0.7:4010` under the very name of our own option. */
function isKubernetesPort(name: string, value: string): boolean {
  return name === `${PREFIX}PORT` && value.startsWith('tcp://')
}

function environmentName(option: Option): string {
  return `${PREFIX}${option.name.replaceAll('-', '_').toUpperCase()}`
}

function refuseUnknown(environment: Environment, warn: (message: string) => void): void {
  const known = new Set(OPTIONS.map(environmentName))
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(PREFIX) || known.has(name) || OTHERS.test(name)) continue
    // Without the prefix, which all share, so that only what is like an option counts as one mistyped.
    const bare = (full: string) => full.slice(PREFIX.length)
    const nearest = nearestName(bare(name), [...known].map(bare))
    if (nearest !== undefined) throw new ConfigError(`${name} is no option. Nearest: ${PREFIX}${nearest}.`)
    warn(`${name} is no option and is ignored. Options: mock-noyo start --help.`)
  }
}

function parsed(option: Option, { name, value }: Given): string | number | boolean {
  try {
    return option.parse(value)
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(`${name} ${error.message}.`) : error
  }
}
