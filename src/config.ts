import { isIP } from 'node:net'
import { parseInstant } from './kernel/instant.ts'

/** The settings of a server, after the precedence: built-in default, environment, command line. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly scenario: string
  readonly data?: string
  readonly seed?: string
  readonly clock?: 'running' | 'frozen'
  /** ISO 8601 with a zone, or a date. */
  readonly start?: string
  readonly speed?: number
  readonly pace?: 'instant' | 'demo' | 'realistic'
  readonly profile?: 'production' | 'noyo-sandbox'
  readonly unknownFields: 'warn' | 'strict' | 'off'
  readonly tokenClock: 'wall' | 'virtual'
  readonly publicUrl?: string
  readonly quiet: boolean
  readonly validateResponses: boolean
  readonly controlToken?: string
}

type Parse = (text: string) => string | number | boolean

/** One option: the same name on the command line (`--public-url`), in the environment (`MOCK_NOYO_PUBLIC_URL`) and in {@link Config}. */
interface Option {
  readonly name: string
  readonly key: keyof Config
  readonly value?: string
  readonly help: string
  readonly parse: Parse
  /** Further environment names, weaker than the option's own. */
  readonly also?: readonly string[]
  /** No command-line form: a secret would stand in the process list. */
  readonly environmentOnly?: boolean
}

/** A setting that cannot be used; the message names it, says what is wrong and what would do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ConfigError'
  }
}

const text: Parse = (value) => {
  if (value === '') throw new ConfigError('needs a value')
  return value
}

const oneOf =
  (...choices: readonly string[]): Parse =>
  (value) => {
    if (!choices.includes(value)) throw new ConfigError(`is "${value}"; use ${choices.join(', ')}`)
    return value
  }

const number =
  (least: number, most: number, whole: boolean, words: string): Parse =>
  (value) => {
    const parsed = Number(value)
    const fits = value.trim() !== '' && Number.isFinite(parsed) && parsed >= least && parsed <= most
    if (!fits || (whole && !Number.isInteger(parsed))) throw new ConfigError(`is "${value}"; use ${words}`)
    return parsed
  }

const flag: Parse = (value) => {
  if (['', '1', 'true', 'yes'].includes(value)) return true
  if (['0', 'false', 'no'].includes(value)) return false
  throw new ConfigError(`is "${value}"; use true or false`)
}

const instant: Parse = (value) => {
  if (parseInstant(value) === undefined) {
    throw new ConfigError(
      `is "${value}"; use a date or a time with a zone, such as 2026-01-05 or 2026-01-05T09:00:00Z`,
    )
  }
  return value
}

const host: Parse = (value) => {
  if (isIP(value) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) {
    throw new ConfigError(`is "${value}"; use a host name or an address`)
  }
  return value
}

const webAddress: Parse = (value) => {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new ConfigError(`is "${value}"; use an address such as https://noyo.example.com`)
  }
  return value.replace(/\/+$/, '')
}

/** Every option of `mock-noyo start`. Fixed names: users' scripts rely on them. */
export const OPTIONS: readonly Option[] = [
  {
    name: 'port',
    key: 'port',
    value: 'N',
    help: 'port to listen on; 0 takes any free one (default 4010)',
    parse: number(0, 65535, true, 'a whole number from 0 to 65535'),
    also: ['PORT'],
  },
  { name: 'host', key: 'host', value: 'H', help: 'address to listen on (default 127.0.0.1)', parse: host },
  {
    name: 'scenario',
    key: 'scenario',
    value: 'NAME|FILE',
    help: 'the world to start with: a shipped scenario or a file (default demo)',
    parse: text,
  },
  {
    name: 'data',
    key: 'data',
    value: 'FILE|postgres://...',
    help: 'keep the worlds in a file or database (default: in memory)',
    parse: text,
  },
  {
    name: 'seed',
    key: 'seed',
    value: 'S',
    help: 'what all generated ids and people derive from',
    parse: text,
  },
  {
    name: 'clock',
    key: 'clock',
    value: 'running|frozen',
    help: 'whether virtual time goes on by itself',
    parse: oneOf('running', 'frozen'),
  },
  {
    name: 'start',
    key: 'start',
    value: 'ISO',
    help: 'where the clock starts (running: now; frozen: 2026-01-05T09:00:00Z)',
    parse: instant,
  },
  {
    name: 'speed',
    key: 'speed',
    value: 'N',
    help: 'virtual seconds a second of a running clock (default 1)',
    parse: number(0.001, 1_000_000, false, 'a number from 0.001 to 1000000'),
  },
  {
    name: 'pace',
    key: 'pace',
    value: 'instant|demo|realistic',
    help: 'how long Noyo and the carriers take',
    parse: oneOf('instant', 'demo', 'realistic'),
  },
  {
    name: 'profile',
    key: 'profile',
    value: 'production|noyo-sandbox',
    help: "behave like Noyo's live system, or with the real sandbox's limits",
    parse: oneOf('production', 'noyo-sandbox'),
  },
  {
    name: 'unknown-fields',
    key: 'unknownFields',
    value: 'warn|strict|off',
    help: 'what to do about names the contract does not know (default warn)',
    parse: oneOf('warn', 'strict', 'off'),
  },
  {
    name: 'token-clock',
    key: 'tokenClock',
    value: 'wall|virtual',
    help: 'which clock tokens expire by (default wall)',
    parse: oneOf('wall', 'virtual'),
  },
  {
    name: 'public-url',
    key: 'publicUrl',
    value: 'URL',
    help: 'the address users reach this server by, when it is not the one it listens on',
    parse: webAddress,
  },
  { name: 'quiet', key: 'quiet', help: 'no line per request', parse: flag },
  {
    name: 'validate-responses',
    key: 'validateResponses',
    help: 'check every answer against the contract while running (slower)',
    parse: flag,
  },
  {
    name: 'control-token',
    key: 'controlToken',
    help: 'the token that /_sim asks for when the host is not loopback (default: generated and printed)',
    parse: text,
    environmentOnly: true,
  },
]

export const DEFAULTS: Config = {
  port: 4010,
  host: '127.0.0.1',
  scenario: 'demo',
  unknownFields: 'warn',
  tokenClock: 'wall',
  quiet: false,
  validateResponses: false,
}

function environmentName(name: string): string {
  return `MOCK_NOYO_${name.replaceAll('-', '_').toUpperCase()}`
}

function parsed(option: Option, shown: string, value: string): string | number | boolean {
  try {
    return option.parse(value)
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(`${shown} ${error.message}.`) : error
  }
}

/**
 * Settings from the environment and command-line words (`{port: '4010', quiet: true}`, already split by name).
 * @throws {ConfigError} naming the option or variable
 */
export function readConfig(
  words: Readonly<Record<string, string | boolean | undefined>>,
  environment: Readonly<Record<string, string | undefined>>,
): Config {
  const config: Record<string, unknown> = { ...DEFAULTS }
  for (const option of OPTIONS) {
    for (const name of [...(option.also ?? []), environmentName(option.name)]) {
      const value = environment[name]
      if (value !== undefined) config[option.key] = parsed(option, name, value)
    }
    const word = words[option.name]
    if (word !== undefined)
      config[option.key] = parsed(option, `--${option.name}`, word === true ? '' : String(word))
  }
  if (config.data !== undefined) {
    throw new ConfigError('--data is not built yet: worlds live in memory. Start without it.')
  }
  return config as unknown as Config
}
