import { describe, expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { OPTIONS } from '../../src/options.ts'
import { VERSION } from '../../src/version.ts'
import { scenarioFile } from '../scenario/opened.ts'

/** What a call prints and ends with. */
async function called(...words: string[]) {
  const out: string[] = []
  const error: string[] = []
  const code = await run(words, {
    environment: {},
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

describe('mock-noyo', () => {
  test.each([['--help'], ['-h'], ['help']])('tells its commands: %s', async (...words) => {
    const { code, out, error } = await called(...words)
    expect([code, error]).toEqual([0, ''])
    expect(out).toMatch(/ start +serve .*\n +scenarios +/)
  })

  test('called without a command tells them as an error', async () => {
    const { code, out, error } = await called()
    expect([code, out]).toEqual([2, ''])
    expect(error).toContain('Usage: mock-noyo COMMAND')
  })

  test('tells its version', async () => {
    expect(await called('--version')).toEqual({ code: 0, out: VERSION, error: '' })
  })

  test.each([
    [['strat'], 'There is no command "strat". Nearest: start.\nSee mock-noyo --help.'],
    [['__proto__'], 'There is no command "__proto__".\nSee mock-noyo --help.'],
    [['start', '--prot', '1'], 'There is no option --prot. Nearest: --port.\nSee mock-noyo start --help.'],
    [['start', '-p', '1'], 'There is no option -p.\nSee mock-noyo start --help.'],
    [
      ['start', '--port'],
      '--port needs a value. One that begins with a dash is written --port=VALUE.\nSee mock-noyo start --help.',
    ],
    [
      ['start', '--port', '--quiet'],
      '--port needs a value. One that begins with a dash is written --port=VALUE.\nSee mock-noyo start --help.',
    ],
    [
      ['start', '--quiet=yes'],
      '--quiet takes no value: it is there or it is not.\nSee mock-noyo start --help.',
    ],
    [
      ['start', 'demo'],
      'start takes options only, not "demo". A world is chosen by --scenario NAME|FILE.\nSee mock-noyo start --help.',
    ],
    [
      ['start', '--pace', 'fast'],
      '--pace is "fast"; use instant, demo or realistic.\nSee mock-noyo start --help.',
    ],
    [
      ['start', '--data', 'x.db'],
      '--data (MOCK_NOYO_DATA) is not built yet: worlds live in memory. Start without it.\nSee mock-noyo start --help.',
    ],
    [['scenarios'], 'scenarios needs list, validate or census.\nSee mock-noyo scenarios --help.'],
    [
      ['scenarios', 'chck'],
      'scenarios takes list, validate or census, not "chck".\nSee mock-noyo scenarios --help.',
    ],
    [
      ['scenarios', 'validate'],
      'scenarios validate needs a scenario name or a file.\nSee mock-noyo scenarios --help.',
    ],
    [
      ['scenarios', 'list', 'demo'],
      'scenarios list takes no names. To check one: scenarios validate NAME|FILE.\nSee mock-noyo scenarios --help.',
    ],
  ])('called wrongly ends with 2 and says why: %j', async (words, expected) => {
    expect(await called(...words)).toEqual({ code: 2, out: '', error: expected })
  })

  test('start --help tells every option, and so does help start', async () => {
    const { code, out } = await called('start', '--help')
    expect(code).toBe(0)
    for (const { name, environmentOnly } of OPTIONS) {
      if (environmentOnly) expect(out).toContain(`MOCK_NOYO_${name.replaceAll('-', '_').toUpperCase()}`)
      else expect(out).toMatch(new RegExp(`^  --${name} .*\\w`, 'm'))
    }
    expect((await called('help', 'start')).out).toBe(out)
  })

  test('start of a scenario that is none ends with 1 and its mistakes', async () => {
    const broken = scenarioFile('titel: x\nseed: 7\n')
    const { code, out, error } = await called('start', '--port', '0', '--scenario', broken)
    expect([code, out]).toEqual([1, ''])
    expect(error.split('\n').map((line) => line.replace(broken, ''))).toEqual([
      expect.stringMatching(/^:1:1: titel: Unknown keyword "titel".* Nearest: "title"\.$/),
      ':2:7: seed: 7 should be text. Put it in quotes: "7".',
    ])
  })
})

describe('mock-noyo scenarios', () => {
  test('list tells name and title, as text and as JSON', async () => {
    const { code, out } = await called('scenarios', 'list')
    expect(code).toBe(0)
    expect(out).toMatch(/^demo +\w.+$/m)
    const rows = JSON.parse((await called('scenarios', 'list', '--json')).out)
    expect(rows).toContainEqual({ name: 'demo', title: expect.any(String) })
    expect(rows).toHaveLength(out.split('\n').length)
  })

  test('validate tells what is valid and every mistake of what is not', async () => {
    const broken = scenarioFile('titel: x\nseed: 7\n')
    const { code, out, error } = await called('scenarios', 'validate', 'demo', broken, 'dmeo')
    expect([code, out]).toEqual([1, 'demo: valid'])
    expect(error.split('\n')).toHaveLength(3)
    expect(error).toContain(`${broken}:2:7: seed: 7 should be text.`)
    expect(error).toContain('dmeo:1:1: There is no scenario "dmeo".')
    expect(await called('scenarios', 'validate', 'demo')).toEqual({ code: 0, out: 'demo: valid', error: '' })
  })

  test('validate tells the same as JSON', async () => {
    const broken = scenarioFile('title: x\nsed: 7\n')
    const { code, out, error } = await called('scenarios', 'validate', '--json', 'demo', broken)
    expect([code, error]).toEqual([1, ''])
    expect(JSON.parse(out)).toEqual([
      { name: 'demo', faults: [] },
      {
        name: broken,
        faults: [
          {
            file: broken,
            line: 2,
            column: 1,
            place: 'sed',
            message: expect.stringMatching(/^Unknown keyword "sed"\./),
            nearest: 'seed',
          },
        ],
      },
    ])
  })
})
