import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { faultText, ScenarioError } from '../../src/scenario/fault.ts'
import { faultsOf } from './read-text.ts'

const told = async (text: string) => (await faultsOf(text)).map(faultText)

describe('a text that is no YAML', () => {
  test.each([
    ['a key twice', 'title: a\nseed: x\ntitle: b\n', '3:1: The keyword "title" stands here twice. Keep one.'],
    ['a tab', 'title: a\nclock:\n\tmode: frozen\n', '3:1: A tab indents this line. Indent with spaces.'],
    [
      'an open quote',
      'seed: x\ntitle: "abc\n',
      '2:8: The quote that opens here is never closed. Close it in the same line.',
    ],
    ['no colon', 'title: a\nseed x\n', '2:1: There is no colon after this keyword. Write "keyword: value".'],
    [
      'a colon too many',
      'title: a: b\n',
      '1:8: Two keywords stand where one value belongs. Indent keywords of one group alike, and put text that holds ": " in quotes.',
    ],
    [
      'a wrong indentation',
      'title: a\nkeys:\n  - client_id: x\n     client_secret: y\n',
      '3:16: Two keywords stand where one value belongs. Indent keywords of one group alike, and put text that holds ": " in quotes.',
    ],
    [
      'two documents',
      'title: a\n---\ntitle: b\n',
      '2:1: A second document begins here. A scenario is one document: remove the line "---".',
    ],
    ['a reserved character', 'title: @a\n', '1:8: Text cannot begin with "@" here. Put it in quotes.'],
    [
      'a tag',
      'title: !my x\n',
      '1:8: The tag "!my" means nothing here. Remove it, or put the text in quotes.',
    ],
    [
      'a wrong escape',
      'title: "a\\q"\n',
      '1:10: This escape means nothing between double quotes. Write the backslash twice, or use single quotes.',
    ],
    [
      'an alias without an anchor',
      'title: *there\n',
      '1:8: The alias *there has no anchor before it. Write &there before the value it stands for, or put the text in quotes.',
    ],
    [
      'a colon too many between braces',
      'title: a\norganization: { name: b: c }\n',
      '2:23: A keyword or list of several lines stands between braces or brackets. Put text that holds ": " in quotes, or write the values in lines of their own.',
    ],
    [
      'a brace too many',
      'title: a\nclock: { mode: frozen } }\n',
      '2:25: Nothing can follow here, and "}" does. Remove it, or put the whole text in quotes.',
    ],
    [
      'a brace that is not closed',
      'title: a\nclock: { mode: frozen\nseed: x\n',
      '3:1: This line is indented otherwise than its group, or a brace or bracket before it is not closed. Indent keywords of one group alike, and close what is open.',
    ],
  ])('is told with its place and what to do: %s', async (_what, text, expected) => {
    expect(await told(text)).toEqual([`world.yaml:${expected}`])
  })

  test('tells of each broken line once', async () => {
    expect(await told('title: @a\nseed: @b\n')).toHaveLength(2)
  })
})

describe('a text that is no scenario', () => {
  test.each(['', '\n\n', '# only a comment\n', '~\n'])('is empty: %j', async (text) => {
    expect(await told(text)).toEqual([
      'world.yaml:1:1: The file is empty. A scenario needs at least a title. For example: title: My world',
    ])
  })

  test.each(['just text', '- a\n- b\n', '5\n', '[]'])('is something else: %j', async (text) => {
    const [fault, ...others] = await told(text)
    expect(others).toEqual([])
    expect(fault).toMatch(/^world\.yaml:1:1: .* should be a group of keywords\. Its keywords are: title, /)
  })

  test('lacks a space after the colon', async () => {
    expect(await told('title:a\n')).toEqual([
      'world.yaml:1:1: title:a should be a group of keywords. A space belongs after the colon.',
    ])
  })

  test('has aliases that unfold without measure', async () => {
    const text = [
      'title: x',
      'a: &a [x,x,x,x,x,x,x,x,x]',
      'b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]',
      'c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]',
      'd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    ].join('\n')
    expect(await told(text)).toEqual([
      'world.yaml:3:8: The aliases, of which this is the first, unfold to more than can be read. Write the values out.',
    ])
  })

  test('has a list in itself', async () => {
    expect(await told('title: x\ngroups: &all [*all]\n')).toEqual([
      expect.stringMatching(
        /^world\.yaml:2:15: groups\[0\]: A list should be a group of keywords\. Its keywords are: name, .*people.*\.$/,
      ),
    ])
  })

  test.each(['__proto__', 'constructor', 'a b', '"line\\nbreak"', '? [a]\n', '""'])(
    'has a keyword that is none, told on one line: %s',
    async (keyword) => {
      const faults = await told(`title: x\n${keyword}: 1\n`)
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^world\.yaml:\d:\d+: .*Unknown keyword .*Known here: title, .*\.$/)
    },
  )
})

describe('aliases and JSON are read', () => {
  test('an anchor used again', async () => {
    expect(await faultsOf('title: &name World\norganization:\n  name: *name\n')).toEqual([])
  })

  test('JSON, with tabs', async () => {
    expect(await faultsOf('{\n\t"title": "x",\n\t"clock": {"speed": 2}\n}')).toEqual([])
    expect(await told('{\n  "title": "x",\n  "sed": "y"\n}')).toEqual([
      expect.stringMatching(
        /^world\.yaml:3:3: sed: Unknown keyword "sed"\. Known here: title, .*groups.*\. Nearest: "seed"\.$/,
      ),
    ])
  })
})

describe('what only the whole file shows', () => {
  const world = (groups: string, more = '') => `title: x\n${more}groups:\n${groups}`
  const bakery = (line: string) => `  - name: Bakery\n    carriers:\n      - {carrier: ${line}}\n`

  test.each([
    [
      'a day that does not exist',
      'title: x\nclock:\n  start: 2026-02-30\n',
      '3:10: clock.start: "2026-02-30" is no moment to start at.',
    ],
    ['a time without a zone', 'title: x\nclock: {start: 2026-01-05T09:00:00}\n', '2:16: clock.start: '],
    ['a start long ago', 'title: x\nclock: {start: 1999-12-31}\n', '2:16: clock.start: '],
    [
      'a client_id twice',
      'title: x\nkeys:\n  - {client_id: a, client_secret: b}\n  - {client_id: a, client_secret: c}\n',
      '4:17: keys[1].client_id: "a" is the client_id of another key already.',
    ],
    [
      'a carrier twice, by slug and by id',
      'title: x\ncarriers: [guardian, e487937e-17ad-4c78-9f02-cb494658ee59]\n',
      '2:22: carriers[1]: Guardian is in the list already. Remove one.',
    ],
    [
      'a carrier that is not active',
      world(bakery('guardian, carrier_group_id: "00410125"'), 'carriers: [beam]\n'),
      '6:19: groups[0].carriers[0].carrier: "guardian" is not among the scenario\'s carriers.',
    ],
    [
      'an employer twice',
      world('  - name: Bakery\n  - name: Bakery\n'),
      '4:11: groups[1].name: "Bakery" is described above already.',
    ],
    [
      'an employer that is nowhere',
      world('  - name: Bakery\n    in_noyo: false\n'),
      '4:14: groups[0].in_noyo: "Bakery" would exist nowhere.',
    ],
    [
      'an identifier twice',
      world(
        `${bakery('guardian, carrier_group_id: "00410125"')}${bakery('Guardian, carrier_group_id: "00410125"').replace('Bakery', 'Mill')}`,
      ),
      '8:47: groups[1].carriers[0].carrier_group_id: "00410125" is the identifier of "Bakery" at Guardian already.',
    ],
    [
      'a connection of a group that is not in Noyo',
      world(
        bakery('guardian, carrier_group_id: "00410125", connected: true').replace(
          '    carriers',
          '    in_noyo: false\n    carriers',
        ),
      ),
      '6:70: groups[0].carriers[0].connected: A group that is not in Noyo cannot be connected.',
    ],
    [
      'a connection with a carrier that gets files, of nobody',
      world(bakery('example-mutual, carrier_group_id: EM123456, employees: 0, connected: true')),
      '5:88: groups[0].carriers[0].connected: Example Mutual gets files, and none is ever sent of nobody',
    ],
    [
      'a connection without the broker',
      world(bakery('anthem, carrier_group_id: A12345, connected: true')),
      '5:64: groups[0].carriers[0].connected: Anthem connects a group only with a broker',
    ],
  ])('%s', async (_what, text, begins) => {
    const [fault, ...others] = await told(text)
    expect(others).toEqual([])
    expect(fault).toContain(`world.yaml:${begins}`)
  })

  test('several mistakes come in the order of the file', async () => {
    const faults = await faultsOf('sed: x\nclock:\n  mode: frosen\n  spede: 1\nkeys: []\n')
    expect(faults.map(({ line }) => line)).toEqual([1, 1, 3, 4, 5])
  })
})

test('what is said of the files of a carrier that gets none is told, not passed over', async () => {
  const text = [
    'title: a',
    'carriers: { guardian: { delay: 1d, report_after: 2d } }',
    'groups:',
    '  - name: A',
    '    carriers:',
    '      - { carrier: guardian, carrier_group_id: "00123456", cadence: daily }',
    '      - { carrier: example-mutual, carrier_group_id: EM123456, cadence: daily }',
    '',
  ].join('\n')
  const none = 'Guardian is told of changes directly and gets no files. Remove this, or say delay.'
  expect(await told(text)).toEqual([
    `world.yaml:2:50: carriers.guardian.report_after: ${none}`,
    `world.yaml:6:69: groups[0].carriers[0].cadence: ${none}`,
  ])
})

describe('a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-scenarios-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(path.join(folder, name), content)
    return path.join(folder, name)
  }
  const refused = (name: string): string => {
    try {
      findScenario(name)
    } catch (error) {
      if (error instanceof ScenarioError) return error.message
      throw error
    }
    throw new Error(`${name} was read`)
  }

  test('that is not UTF-8 is told with the place of the first wrong byte', () => {
    const latin = file('latin.yaml', Buffer.from('title: x\nseed: caf\xe9\n', 'latin1'))
    expect(refused(latin)).toBe(`${latin}:2:10: The file is not UTF-8 text here. Save it in that encoding.`)
    const utf16 = file('utf16.yaml', Buffer.from('\ufefftitle: x\n', 'utf16le'))
    expect(refused(utf16)).toBe(`${utf16}:1:1: The file is not UTF-8 text here. Save it in that encoding.`)
  })

  test('may begin with a byte order mark', async () => {
    const marked = findScenario(file('marked.yaml', '\ufefftitle: x\nsed: y\n'))
    expect((await faultsOf(marked.text)).map(({ line, column }) => [line, column])).toEqual([[2, 1]])
  })

  test('that is not there is told with the one that is', () => {
    file('world.yaml', 'title: x\n')
    const asked = path.join(folder, 'wrold.yaml')
    expect(refused(asked)).toBe(
      `${asked}:1:1: There is no such file. Nearest: "${path.join(folder, 'world.yaml')}".`,
    )
    expect(refused(path.join(folder, 'none', 'world.yaml'))).toContain('There is no such file.')
  })

  test('that is a folder, or too large, is told so', () => {
    expect(refused(`${folder}/`)).toContain('This is a folder. Name the file in it.')
    const large = file('large.yaml', `title: x\n# ${'x'.repeat(6 * 1024 * 1024)}`)
    expect(refused(large)).toMatch(/The file has \d+ bytes; a scenario has at most \d+\.$/)
  })

  test('is named with a path; a bare name is a shipped scenario', () => {
    expect(refused('dmeo')).toBe(
      `dmeo:1:1: There is no scenario "dmeo". Shipped: ${shippedScenarios().join(', ')}. A file of your own is named with a path: ./dmeo.yaml. Nearest: "demo".`,
    )
  })
})
