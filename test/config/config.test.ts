import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { ConfigError, OPTIONS } from '../../src/options.ts'

/** An allowed value of each option, its value in the configuration, another allowed one, and one that is not. */
const VALUES: Readonly<Record<string, readonly [string, unknown, string, string]>> = {
  port: ['4011', 4011, '0', '65536'],
  host: ['0.0.0.0', '0.0.0.0', '::1', 'localhost:4010'],
  scenario: ['./world.yaml', './world.yaml', 'demo', ' '],
  seed: ['spring', 'spring', '0', ''],
  clock: ['frozen', 'frozen', 'running', 'stopped'],
  start: ['2026-03-01', '2026-03-01', '2026-03-01T09:00:00+02:00', '2026-03-01T09:00:00'],
  speed: ['60', 60, '0.5', '0'],
  pace: ['realistic', 'realistic', 'instant', 'fast'],
  profile: ['noyo-sandbox', 'noyo-sandbox', 'production', 'sandbox'],
  'unknown-fields': ['strict', 'strict', 'off', 'ignore'],
  'token-clock': ['virtual', 'virtual', 'wall', 'real'],
  'public-url': [
    'https://noyo.example.com/',
    'https://noyo.example.com',
    'http://localhost:1',
    'noyo.example.com',
  ],
  'webhook-hosts': ['app.test,*.internal', 'app.test,*.internal', '10.0.0.1', 'http://app.test/'],
  'sandbox-idle': ['2h', '2h', 'never', '10s'],
  'sandbox-limit': ['50', 50, '1', '0'],
  'validate-responses': ['true', true, 'false', 'maybe'],
  quiet: ['true', true, '0', 'maybe'],
  'control-token': ['a token', 'a token', 'other', ''],
}

const environmentName = (name: string) => `MOCK_NOYO_${name.replaceAll('-', '_').toUpperCase()}`
const built = OPTIONS.filter(({ name }) => name !== 'data')

const refusal = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

test('every option is tried here', () => {
  expect(Object.keys(VALUES).sort()).toEqual(built.map(({ name }) => name).sort())
})

test('without any there are defaults', () => {
  expect(readConfig({}, {})).toEqual({
    port: 4010,
    host: '127.0.0.1',
    scenario: 'demo',
    unknownFields: 'warn',
    tokenClock: 'wall',
    sandboxIdle: '1d',
    quiet: false,
    validateResponses: false,
  })
})

describe.each(built)('$name', ({ name, key, environmentOnly }) => {
  const [value, read, other, wrong] = VALUES[name] as (typeof VALUES)[string]
  const variable = environmentName(name)

  test('is read from the environment', () => {
    expect(readConfig({}, { [variable]: value })[key]).toBe(read)
    expect(() => readConfig({}, { [variable]: other })).not.toThrow()
  })

  test('is read from the command line, which wins', () => {
    if (environmentOnly) return
    expect(readConfig({ [name]: value }, { [variable]: other })[key]).toBe(read)
    // What loses need not be right.
    if (wrong !== '') expect(readConfig({ [name]: value }, { [variable]: wrong })[key]).toBe(read)
  })

  test('is refused with its name, what it is and what would do', () => {
    const where = environmentOnly ? variable : `--${name}`
    const message = refusal(() => {
      readConfig(environmentOnly ? {} : { [name]: wrong }, environmentOnly ? { [variable]: ' ' } : {})
    })
    expect(message).toMatch(new RegExp(`^${where} (is ".*"; use .+|needs a value)\\.$`))
    expect(message).not.toContain('\n')
  })

  test('is unset when its variable is empty', () => {
    expect(readConfig({}, { [variable]: '' })).toEqual(readConfig({}, {}))
  })
})

describe('the port', () => {
  test('is read from PORT, where MOCK_NOYO_PORT does not say another', () => {
    expect(readConfig({}, { PORT: '8080' }).port).toBe(8080)
    expect(readConfig({}, { PORT: '8080', MOCK_NOYO_PORT: '4011' }).port).toBe(4011)
    expect(readConfig({ port: '1' }, { PORT: '8080', MOCK_NOYO_PORT: '4011' }).port).toBe(1)
    expect(refusal(() => readConfig({}, { PORT: 'http' }))).toBe(
      'PORT is "http"; use a whole number from 0 to 65535.',
    )
  })

  test('is not what Kubernetes says about a service called mock-noyo', () => {
    const told: string[] = []
    const environment = {
      MOCK_NOYO_SERVICE_HOST: '10.0.0.7',
      MOCK_NOYO_SERVICE_PORT: '4010',
      MOCK_NOYO_PORT: 'tcp://10.0.0.7:4010',
      MOCK_NOYO_PORT_4010_TCP: 'tcp://10.0.0.7:4010',
      MOCK_NOYO_PORT_4010_TCP_ADDR: '10.0.0.7',
      PORT: '8080',
    }
    expect(readConfig({}, environment, (message) => told.push(message)).port).toBe(8080)
    expect(told).toEqual([])
  })

  test.each(['-1', '4010.5', '0x1', '1e3', ' 4010', 'NaN'])('is no number of another kind: %j', (port) => {
    expect(refusal(() => readConfig({ port }, {}))).toContain('use a whole number from 0 to 65535.')
  })
})

describe('a variable that is no option', () => {
  test('is refused when it is like one', () => {
    expect(refusal(() => readConfig({}, { MOCK_NOYO_SCENARO: 'demo' }))).toBe(
      'MOCK_NOYO_SCENARO is no option. Nearest: MOCK_NOYO_SCENARIO.',
    )
    expect(refusal(() => readConfig({}, { MOCK_NOYO_PUBLICURL: 'x' }))).toContain('MOCK_NOYO_PUBLIC_URL')
  })

  test('is told of and ignored when it is not: it may be the own one of a user', () => {
    const told: string[] = []
    readConfig({}, { MOCK_NOYO_TEAM: 'blue', NOYO_PORT: '1' }, (message) => told.push(message))
    expect(told).toEqual(['MOCK_NOYO_TEAM is no option and is ignored. Options: mock-noyo start --help.'])
  })
})

test('a value that is nearly right is told the right one', () => {
  expect(refusal(() => readConfig({ pace: 'realstic' }, {}))).toBe(
    '--pace is "realstic"; use instant, demo or realistic. Nearest: realistic.',
  )
})

test('a value of any length and kind is told on one short line', () => {
  const message = refusal(() => readConfig({ pace: `\n${'x'.repeat(10_000)}` }, {}))
  expect(message).not.toContain('\n')
  expect(message.length).toBeLessThan(200)
})

test('keeping worlds is refused until it is built', () => {
  const expected = '--data (MOCK_NOYO_DATA) is not built yet: worlds live in memory. Start without it.'
  expect(refusal(() => readConfig({ data: 'world.db' }, {}))).toBe(expected)
  expect(refusal(() => readConfig({}, { MOCK_NOYO_DATA: 'postgres://x' }))).toBe(expected)
})
