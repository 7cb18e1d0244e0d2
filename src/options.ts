import { isIP } from 'node:net'
import type { Config } from './config.ts'
import { excerpt } from './kernel/excerpt.ts'
import { addDuration, MINUTE } from './kernel/instant.ts'
import { nearestName } from './kernel/nearest.ts'
import { parseStart, START_FORM } from './scenario/start-moment.ts'
import { readHosts } from './webhooks/allowed-hosts.ts'

type Parse = (text: string) => string | number | boolean

/** One option: the same name on the command line (`--public-url`), in the environment (`MOCK_NOYO_PUBLIC_URL`) and in {@link Config}. */
export interface Option {
  readonly name: string
  readonly key: keyof Config
  /** What stands after it in the help; without one it is a flag. */
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

function unusable(value: string, wanted: string, nearest?: string): ConfigError {
  const shown = JSON.stringify(excerpt(value))
  return new ConfigError(`is ${shown}; use ${wanted}${nearest === undefined ? '' : `. Nearest: ${nearest}`}`)
}

const text: Parse = (value) => {
  if (value.trim() === '') throw new ConfigError('needs a value')
  return value
}

const oneOf =
  (...choices: readonly string[]): Parse =>
  (value) => {
    if (choices.includes(value)) return value
    throw unusable(
      value,
      `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
      nearestName(value, choices),
    )
  }

const number =
  (least: number, most: number, whole: boolean, words: string): Parse =>
  (value) => {
    const plain = /^\d+(\.\d+)?$/.test(value)
    const parsed = Number(value)
    if (!plain || parsed < least || parsed > most || (whole && !Number.isInteger(parsed))) {
      throw unusable(value, words)
    }
    return parsed
  }

const flag: Parse = (value) => {
  const word = value.toLowerCase()
  if (['1', 'true', 'yes'].includes(word)) return true
  if (['0', 'false', 'no'].includes(word)) return false
  throw unusable(value, 'true or false')
}

const moment: Parse = (value) => {
  if (parseStart(value) === undefined) throw unusable(value, START_FORM)
  return value
}

const idleTime: Parse = (value) => {
  const time = addDuration(0, value)
  if (value === 'never' || (time !== undefined && time >= MINUTE)) return value
  throw unusable(value, 'a duration of a minute or more, such as 1h or 2d, or never')
}

const host: Parse = (value) => {
  if (isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value)) return value
  throw unusable(value, 'a host name or an address, such as 127.0.0.1, without a port')
}

const webAddress: Parse = (value) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const plain = url && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username === ''
  if (!plain) throw unusable(value, 'an address such as https://noyo.example.com')
  return value.replace(/\/+$/, '')
}

const hosts: Parse = (value) => {
  try {
    return readHosts(value).join(',')
  } catch {
    throw unusable(
      value,
      'names, addresses and *.domain separated by commas, such as app.test,10.0.0.5,*.internal',
    )
  }
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
    help: 'where to keep the worlds (not built yet: they live in memory)',
    parse: text,
  },
  {
    name: 'seed',
    key: 'seed',
    value: 'S',
    help: "what all generated ids and people derive from (default: the scenario's)",
    parse: text,
  },
  {
    name: 'clock',
    key: 'clock',
    value: 'running|frozen',
    help: 'whether virtual time goes on by itself (default running)',
    parse: oneOf('running', 'frozen'),
  },
  {
    name: 'start',
    key: 'start',
    value: 'ISO',
    help: 'where the clock starts (default running: now; frozen: 2026-01-05T09:00:00Z)',
    parse: moment,
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
    help: 'how long Noyo and the carriers take (default demo)',
    parse: oneOf('instant', 'demo', 'realistic'),
  },
  {
    name: 'profile',
    key: 'profile',
    value: 'production|noyo-sandbox',
    help: "behave like Noyo's live system (default), or with the real sandbox's limits",
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
  {
    name: 'webhook-hosts',
    key: 'webhookHosts',
    value: 'HOSTS',
    help: 'hosts that webhooks may be sent to besides this machine, such as app.test,*.internal',
    parse: hosts,
  },
  {
    name: 'sandbox-idle',
    key: 'sandboxIdle',
    value: 'DURATION|never',
    help: 'how long nobody may use a sandbox before it ends, but for `default` (default 1d)',
    parse: idleTime,
  },
  {
    name: 'sandbox-limit',
    key: 'sandboxLimit',
    value: 'N',
    help: 'how many sandboxes there may be (default 1000)',
    parse: number(1, 100_000, true, 'a whole number from 1 to 100000'),
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
