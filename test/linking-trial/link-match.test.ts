import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../../src/cli/run.ts'

interface Told {
  readonly code: number
  readonly out: string[]
  readonly error: string[]
}

async function called(...words: string[]): Promise<Told> {
  const [out, error]: [string[], string[]] = [[], []]
  const code = await run(words, {
    environment: {},
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  })
  return { code, out, error }
}

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'mock-noyo-match-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

/** Links the lines of a file; `{file}` stands for its name in what is told. */
async function matched(...lines: readonly (string | object)[]): Promise<Told & { answers: Answer[] }> {
  const file = path.join(folder(), 'groups.jsonl')
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  const told = await called('link', 'match', '--in', file)
  return {
    ...told,
    error: told.error.map((line) => line.replaceAll(file, '{file}')),
    answers: told.out.map((line) => JSON.parse(line)),
  }
}

interface Answer {
  readonly task: unknown
  readonly links: Record<string, string | null>
  readonly review: Record<string, string[]>
  readonly ms: number
}

const JAMES = {
  first_name: 'James',
  last_name: 'Okoro',
  date_of_birth: '1980-02-03',
  ssn: '900112222',
  sex: 'M',
}
const ANN = { first_name: 'Ann', last_name: 'Okoro', date_of_birth: '1981-05-06', ssn: '900113333', sex: 'F' }

const GROUP = {
  task: 'okoro',
  carrier: [
    { id: 'c1', ...JAMES },
    { id: 'c2', ...ANN, employee_id: 'c1', relationship: 'spouse' },
  ],
  platform: [
    { custom_individual_id: 'p1', ...JAMES, first_name: 'Jimmy' },
    { custom_individual_id: 'p2', ...ANN, employee_id: 'p1', relationship: 'spouse' },
    { custom_individual_id: 'p3', first_name: 'Zora', last_name: 'Quimby', date_of_birth: '1999-09-09' },
  ],
}

describe('mock-noyo link match', () => {
  test('links the employees, then the dependents below theirs; whoever is nobody has null and a review', async () => {
    const { code, error, answers } = await matched(GROUP)
    expect({ code, error }).toEqual({ code: 0, error: [] })
    expect(answers).toEqual([
      {
        task: 'okoro',
        links: { p1: 'c1', p2: 'c2', p3: null },
        review: { p3: expect.any(Array) },
        ms: expect.any(Number),
      },
    ])
  })

  test('answers in the order of the lines, with whatever the task is called', async () => {
    const tasks = [3, 'b', { nested: true }, null, 'a']
    const { answers } = await matched(...tasks.map((task) => ({ ...GROUP, task })))
    expect(answers.map(({ task }) => task)).toEqual(tasks)
  })

  test('names somebody near for review', async () => {
    const near = { ...JAMES, ssn: '900998877', last_name: 'Mbeki', first_name: 'Jonas' }
    const platform = [{ custom_individual_id: 'p1', ...near, date_of_birth: JAMES.date_of_birth }]
    const { answers } = await matched({ ...GROUP, platform })
    expect(answers[0]).toMatchObject({ links: { p1: null }, review: { p1: expect.arrayContaining(['c1']) } })
  })

  test('takes what is missing, blank, null or impossible as it is', async () => {
    const nobody = ['', null, undefined].map((nothing, at) => ({
      custom_individual_id: `p${at}`,
      first_name: nothing,
      last_name: nothing,
      date_of_birth: nothing,
      ssn: nothing,
      suffix: nothing,
    }))
    const odd = [
      { custom_individual_id: 'day', ...JAMES, date_of_birth: '1980-13-45' },
      { custom_individual_id: 'ssn', ...ANN, ssn: 'unknown' },
      { custom_individual_id: 'sex', ...ANN, sex: 'female?' },
    ]
    const carrier = [{ id: 'c1' }, { id: 'c2', date_of_birth: '0000-00-00' }, { id: 'c3', first_name: 'Ann' }]
    const { code, answers } = await matched({ task: 1, carrier, platform: [...nobody, ...odd] })
    expect(code).toBe(0)
    expect(Object.values(answers[0]?.links ?? {})).toEqual([null, null, null, null, null, null])
  })

  test('reads numbers and dates as files have them', async () => {
    const platform = [
      { custom_individual_id: 'p1', ...JAMES, ssn: 900112222, date_of_birth: '2/3/1980' },
      { custom_individual_id: 'p2', ...JAMES, ssn: '900-11-2222', date_of_birth: '19800203' },
      { custom_individual_id: 'p3', ...JAMES, date_of_birth: '1980-02-03T00:00:00Z' },
    ]
    for (const one of platform) {
      const { answers } = await matched({ ...GROUP, platform: [one] })
      expect(answers[0]?.links).toEqual({ [one.custom_individual_id]: 'c1' })
    }
  })

  test('knows a family whose employee and dependents have one employee_id', async () => {
    const carrier = [
      { id: 'c1', ...JAMES, employee_id: 'F', relationship: 'Employee' },
      { id: 'c2', ...ANN, employee_id: 'F', relationship: 'Spouse' },
    ]
    const { answers } = await matched({ ...GROUP, carrier })
    expect(answers[0]?.links).toMatchObject({ p1: 'c1', p2: 'c2' })
  })

  test('an id may be any text', async () => {
    const platform = [{ custom_individual_id: '__proto__', ...JAMES }]
    const { out } = await matched({ ...GROUP, platform })
    expect(out[0]).toContain('"links":{"__proto__":"c1"}')
  })

  test.each([
    ['{"task": 1, carrier: []}', ':1:13: This is no JSON. One group is one whole line.'],
    ['[]', ':1: A line is one object {"task", "carrier", "platform"}, not a list.'],
    [
      '{"carrier": []}',
      ':1: /platform: The list "platform" is missing. A side without anybody is an empty list.',
    ],
    ['{"carrier": {}, "platform": []}', ':1: /carrier: "carrier" is a list of people, not an object.'],
    ['{"carrier": [7], "platform": []}', ':1: /carrier/0: A person is an object, not a number.'],
    [
      '{"carrier": [{"ssn": "1"}], "platform": []}',
      ':1: /carrier/0/id: Everybody on this side needs "id", a text that nobody else there has.',
    ],
    [
      '{"carrier": [{"id": "a"}, {"id": "a"}], "platform": []}',
      ':1: /carrier/1/id: /carrier/0 has the same id.',
    ],
    [
      '{"carrier": [], "platform": [{"custom_individual_id": "a", "ssn": ["900112222"]}]}',
      ':1: /platform/0/ssn: "ssn" is a text, not a list.',
    ],
  ])('%s is told with file, line and place, and costs no other line', async (line, expected) => {
    const { code, error, answers } = await matched(line, GROUP)
    expect(code).toBe(1)
    expect(error).toEqual([`{file}${expected}`, '1 line without an answer.'])
    expect(answers.map(({ task }) => task)).toEqual(['okoro'])
  })

  test('tells of a field that nobody reads once, with the nearest', async () => {
    const [person, ...others] = GROUP.platform
    const platform = [{ ...person, frist_name: 'J', colour: 'red' }, ...others]
    const { code, error } = await matched({ ...GROUP, platform }, { ...GROUP, platform })
    expect({ code, error }).toEqual({
      code: 0,
      error: [
        '{file}:1: /platform/0/frist_name: nobody reads this field. Nearest: "first_name".',
        '{file}:1: /platform/0/colour: nobody reads this field.',
      ],
    })
  })

  test('empty lines, a byte order mark and the ends of lines of other systems are no lines', async () => {
    const { code, answers } = await matched(`\uFEFF${JSON.stringify(GROUP)}\r`, '', '  \r', GROUP, '')
    expect([code, answers.length]).toEqual([0, 2])
  })

  test('writes a file and says how many', async () => {
    const at = folder()
    const [file, out] = [path.join(at, 'in.jsonl'), path.join(at, 'out.jsonl')]
    writeFileSync(file, `${JSON.stringify(GROUP)}\n${JSON.stringify(GROUP)}\n`)
    const told = await called('link', 'match', '--in', file, '--out', out)
    expect(told).toEqual({ code: 0, out: ['2 groups: 4 people linked, 2 not.'], error: [] })
    expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(2)
  })

  test('takes the matcher and the points that it is told', async () => {
    const file = path.join(folder(), 'groups.jsonl')
    writeFileSync(file, JSON.stringify(GROUP))
    const linksBy = async (...words: string[]) => {
      const { out } = await called('link', 'match', '--in', file, ...words)
      return (JSON.parse(out[0] as string) as Answer).links
    }
    expect(await linksBy('--matcher', 'exact')).toEqual({ p1: null, p2: null, p3: null })
    expect(await linksBy('--matcher', 'score')).toEqual({ p1: 'c1', p2: 'c2', p3: null })
    expect(await linksBy('--matcher', 'score', '--threshold', '200')).toMatchObject({ p1: null })
  })

  test('files that cannot be used are told with a remedy', async () => {
    const at = folder()
    mkdirSync(path.join(at, 'sub'))
    const file = path.join(at, 'in.jsonl')
    writeFileSync(file, '')
    expect((await called('link', 'match', '--in', path.join(at, 'none'))).error).toEqual([
      `${path.join(at, 'none')}: There is no such file or folder.`,
    ])
    expect((await called('link', 'match', '--in', path.join(at, 'sub'))).error).toEqual([
      expect.stringContaining('This is a folder. Name a file in it.'),
    ])
    expect((await called('link', 'match', '--in', file, '--out', path.join(at, 'sub'))).error).toEqual([
      `${path.join(at, 'sub')}: This is a folder. Name a file in it.`,
    ])
    const same = await called('link', 'match', '--in', file, '--out', file)
    expect([same.code, same.error[0]]).toEqual([
      2,
      '--in and --out name the same file. Write to another one.',
    ])
  })

  test.each([
    [['link'], 'link needs match.'],
    [['link', 'mach'], 'link takes match, not "mach".'],
    [['link', 'match'], 'link match needs --in FILE, or --in - for standard input.'],
    [
      ['link', 'match', 'a.jsonl'],
      'link match takes options only, not "a.jsonl". The file of groups: --in a.jsonl.',
    ],
  ])('called wrongly ends with 2: %j', async (words, expected) => {
    const { code, error } = await called(...words)
    expect([code, error[0]]).toEqual([2, expected])
  })

  test('reads standard input and writes standard output', async () => {
    const root = path.resolve(import.meta.dirname, '../..')
    const child = spawn(process.execPath, ['src/cli/main.ts', 'link', 'match', '--in', '-'], {
      cwd: root,
      timeout: 40_000,
    })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.end(`${JSON.stringify(GROUP)}\n${JSON.stringify({ ...GROUP, task: 2 })}`)
    const [code] = await once(child, 'close')
    const answers = Buffer.concat(chunks).toString().trim().split('\n')
    expect([code, answers.map((line) => JSON.parse(line).task)]).toEqual([0, ['okoro', 2]])
  })
})
