import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { faultText } from '../../src/scenario/fault.ts'
import type { Api } from '../api-client.ts'
import { opened } from './opened.ts'
import { faultsOf } from './read-text.ts'

/** A folder with a scenario that names `people.csv`, and that file; gone after the test. */
function folderWith(csv: string, scenario: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-people-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, 'people.csv'), csv)
  writeFileSync(path.join(folder, 'world.yaml'), scenario)
  return path.join(folder, 'world.yaml')
}

const world = (people: string, line = '') => `title: x
groups:
  - name: Bakery
    people: ${people}
    carriers:
      - {carrier: guardian, carrier_group_id: "00410125"${line}}
`
const FROM_FILE = world('people.csv')

/** The faults of a CSV text, without the folder. */
async function told(csv: string, scenario = FROM_FILE): Promise<string[]> {
  const file = folderWith(csv, scenario)
  return (await faultsOf(scenario, file))
    .map(faultText)
    .map((line) => line.replaceAll(`${path.dirname(file)}/`, ''))
}

interface Member {
  readonly id: string
  readonly first_name: string
  readonly last_name: string
  readonly date_of_birth: string
  readonly ssn: string | null
  readonly relationship: string
  readonly subscriber_id: string | null
  readonly home_address: { readonly zip_code: string } | null
  readonly employment?: {
    readonly employment_dates: { readonly hire_date: string }
    readonly salary: { readonly amount: number }
    readonly employment_status: string
  }
}

async function membersAt(api: Api, carrier: string, id: string): Promise<Member[]> {
  return (await api.get(`/_sim/carriers/${carrier}/groups/${id}`)).body.members
}

const HEADER = 'family,relationship,first_name,last_name,date_of_birth,ssn,hire_date,salary,enrollments'

describe('people from a CSV file', () => {
  const csv = `${HEADER}
1,,Ada,Moreno,1988-04-12,900-12-3456,2019-03-04,52000,dental
2,employee,"Lee ""Bo""",O'Hara,1975-01-20,none,2010-06-01,61000,"dental; vision"

1,spouse,Sam,Moreno,1987-09-30,,,,dental
`

  test('are the families that the file tells, the rest of each generated', async () => {
    const { api } = await opened({ scenario: folderWith(csv, FROM_FILE) })
    const members = await membersAt(api, 'guardian', '00410125')
    expect(members.map(({ first_name, relationship }) => [first_name, relationship])).toEqual(
      expect.arrayContaining([
        ['Ada', 'self'],
        ['Sam', 'spouse'],
        ['Lee "Bo"', 'self'],
      ]),
    )
    expect(members).toHaveLength(3)
    const [ada, sam, lee] = ['Ada', 'Sam', 'Lee "Bo"'].map((name) =>
      members.find(({ first_name }) => first_name === name),
    )
    expect(ada).toMatchObject({ ssn: '900123456', date_of_birth: '1988-04-12' })
    expect(ada?.employment).toMatchObject({
      employment_dates: { hire_date: '2019-03-04' },
      salary: { amount: 52_000, unit: 'annual', type: 'salary' },
    })
    expect(sam).toMatchObject({ subscriber_id: ada?.id, date_of_birth: '1987-09-30' })
    expect(lee).toMatchObject({ ssn: null, last_name: "O'Hara" })
  })

  test('are read with semicolons, tabs, CRLF and a byte order mark too', async () => {
    expect(await told(csv.replaceAll(',', '\t'))).toEqual([])
    expect(await told(`\uFEFF${csv.replaceAll('\n', '\r\n')}`)).toEqual([])
    expect(await told('first_name;enrollments\nAda;dental vision\n')).toEqual([])
  })

  test('are read as a spreadsheet writes them: titles, empty rows, columns without a name or a cell', async () => {
    const sheet = `\uFEFFFamily;Relationship;First Name;Last Name;Date of Birth;SSN;;\r
1;;Ada;Moreno;1988-04-12;900-12-3456;;\r
1;spouse;Sam;Moreno;1987-09-30;;;\r
;;;;;;;\r
2;;Lee;O'Hara;;None;;;;\r
;;;;;;;\r
`
    const { api } = await opened({ scenario: folderWith(sheet, FROM_FILE) })
    const members = await membersAt(api, 'guardian', '00410125')
    const whoIs = members.map(({ first_name, ssn }) => [first_name, ssn]).toSorted()
    expect(whoIs).toEqual([
      ['Ada', '900123456'],
      ['Lee', null],
      ['Sam', expect.any(String)],
    ])
  })

  test('are generated as families where the file has no relationships', async () => {
    const names = ['Ada', 'Bea', 'Cid', 'Dee', 'Eli', 'Fay', 'Gus', 'Hal', 'Ida', 'Jon']
    const scenario = folderWith(`first_name\n${names.join('\n')}\n`, FROM_FILE)
    const { api } = await opened({ scenario })
    const members = await membersAt(api, 'guardian', '00410125')
    expect(
      members.filter(({ relationship }) => relationship === 'self').map((one) => one.first_name),
    ).toEqual(expect.arrayContaining(names))
    expect(members.length).toBeGreaterThan(names.length)
  })

  test('are another world when the file has changed', async () => {
    const file = folderWith('first_name\nAda\n', FROM_FILE)
    const { api, simulator } = await opened({ scenario: file })
    expect((await membersAt(api, 'guardian', '00410125')).map(({ first_name }) => first_name)).toContain(
      'Ada',
    )
    writeFileSync(path.join(path.dirname(file), 'people.csv'), 'first_name\nBea\n')
    await simulator.reset()
    const members = await membersAt(api, 'guardian', '00410125')
    expect(members.map(({ first_name }) => first_name)).toContain('Bea')
    expect(members.map(({ first_name }) => first_name)).not.toContain('Ada')
  })
})

describe('a mistake in a CSV file is told with its line and column', () => {
  const row = (cells: string) =>
    `${HEADER}\n1,,Ada,Moreno,1988-04-12,900-12-3456,2019-03-04,52000,dental\n${cells}\n`

  test.each([
    [
      'an unknown column',
      'first_nam\nAda\n',
      'people.csv:1:1: Unknown column "first_nam". Known here: family, ',
    ],
    [
      'a column twice',
      'first_name,first_name\nAda,Bea\n',
      'people.csv:1:12: The column "first_name" stands here twice.',
    ],
    [
      'an open quote',
      'first_name,last_name\nAda,"Mor\n',
      'people.csv:2:5: The quote that opens here is never closed.',
    ],
    [
      'a cell too many',
      'first_name\nAda,Moreno\n',
      'people.csv:2:5: The row has 2 cells; the header names 1.',
    ],
    [
      'a cell too few',
      'first_name,last_name\nAda\n',
      'people.csv:2:1: The row has 1 cell; the header names 2.',
    ],
    [
      'a column without a name in which something stands',
      'first_name,,last_name\nAda,x,Moreno\n',
      'people.csv:1:12: This column has no name. Name it, or remove it.',
    ],
    [
      'a cell beyond the header, after an empty one',
      'first_name\n;;;\nAda,,Moreno\n'.replaceAll(';', ','),
      'people.csv:3:6: The row has 3 cells; the header names 1.',
    ],
    [
      'a part of an address alone',
      'first_name,home_address.street_one,home_address.city,home_address.state\nAda,1 Elm Street,Tacoma,WA\n',
      'people.csv:2:5: home_address.street_one: "zip_code" is missing.',
    ],
    [
      'an amount as a spreadsheet shows it',
      row('2,,Lee,,,,,"$52,000",'),
      'people.csv:3:12: salary: $52,000 should be a number or a group of keywords. Its keywords are: amount, unit, type. For example: salary: 52000.',
    ],
    ['an amount below nothing', row('2,,Lee,,,,,-4,'), 'people.csv:3:12: salary: -4 is too little'],
    [
      'a day in the American form',
      row('2,,Lee,,,,3/4/2019,,'),
      'people.csv:3:11: hire_date: "3/4/2019" does not have the right form. The first day of employment. A day: 2026-02-01',
    ],
    ['no header', '', 'people.csv:1:1: The file is empty.'],
    [
      'a relationship that is none',
      row('1,spuose,Sam,,,,,,'),
      'people.csv:3:3: relationship: "spuose" is none of spouse, ',
    ],
    [
      'a dependent of no family',
      row(',child,Sam,,,,,,'),
      'people.csv:3:1: family: A dependent needs the family',
    ],
    [
      'a dependent of nobody',
      row('7,child,Sam,,,,,,'),
      'people.csv:3:1: family: No employee has this family',
    ],
    [
      'two employees',
      row('1,,Sam,,,,,,'),
      'people.csv:3:1: family: This family has an employee above already.',
    ],
    [
      'no families',
      'relationship,first_name\n,Ada\nchild,Sam\n',
      'people.csv:3:1: relationship: Add a column "family"',
    ],
    ['no number', row('2,,Lee,,,,,many,'), 'people.csv:3:12: salary: many should be a number'],
    [
      'a line that is none',
      row('2,,Lee,,,,,,dentel'),
      'people.csv:3:13: enrollments: "dentel" is none of medical, dental',
    ],
    [
      'a day that is none',
      row('2,,Lee,,,,2019-02-30,,'),
      'people.csv:3:11: hire_date: There is no such day.',
    ],
  ])('%s', async (_what, csv, begins) => {
    const [fault, ...others] = await told(csv)
    expect(others).toEqual([])
    expect(fault?.slice(0, begins.length)).toBe(begins)
  })

  test('a quoted cell over two lines moves the lines below it', async () => {
    const faults = await told('first_name,last_name,hire_date\n"Ada\nMae",Moreno,2019-02-30\n')
    expect(faults).toEqual(['people.csv:3:13: hire_date: There is no such day. For example: 2026-02-28'])
  })

  test('the file is not there: told at its name, with the one that is', async () => {
    expect(await told('first_name\nAda\n', FROM_FILE.replace('people.csv', 'poeple.csv'))).toEqual([
      'world.yaml:4:13: groups[0].people: There is no file "poeple.csv". Name a CSV file, from this file\'s folder on. Nearest: "people.csv".',
    ])
  })
})

describe('no message tells who somebody is', () => {
  const SECRETS = ['900-12-34567', '900123456', '000-12-3456', '1988-13-12', '12.04.1988']

  test.each(SECRETS)('%s', async (secret) => {
    const name = secret.includes('88') ? 'date_of_birth' : 'ssn'
    const texts = [
      await told(`${name}\n${secret}\n`),
      (await faultsOf(world(`[{${name}: ${secret}}]`))).map(faultText),
      (await faultsOf(world(`[{${name}: "${secret}"}]`))).map(faultText),
    ].map((faults) => faults.join('\n'))
    for (const text of texts) {
      for (const digits of [secret, secret.replaceAll('-', '')]) expect(text).not.toContain(digits)
    }
    // The number without quotes is a mistake in YAML only.
    expect(texts.filter((text) => text === '').length).toBeLessThan(2 + Number(secret === '900123456'))
  })
})

test('a name in place of somebody is not told either', async () => {
  const [fault, ...others] = (await faultsOf(world('[Ada Moreno]'))).map(faultText)
  expect(others).toEqual([])
  expect(fault).toMatch(
    /groups\[0\]\.people\[0\]: The value should be a group of keywords\. Its keywords are: /,
  )
})

describe('people in line', () => {
  const ADA = `
      - {first_name: Ada, last_name: Moreno, date_of_birth: 1988-04-12, hire_date: -3y, enrollments: [{line_of_coverage: dental}, {line_of_coverage: medical}], dependents: []}
      - {first_name: Lee, employment_status: part-time, salary: {amount: 24.5, unit: hour}}
    employees: 4`

  test('are the first of the employees; all carriers have the same, unless one says otherwise', async () => {
    const own = ', people: [{first_name: Adda, last_name: Moreno, date_of_birth: 1988-04-21, dependents: []}]'
    const text = `${world(ADA, own)}      - {carrier: anthem, carrier_group_id: "A12345"}
      - {carrier: beam, carrier_group_id: "US12345"}
`
    const { api } = await opened({ scenario: folderWith('', text) })
    const employees = async (carrier: string, id: string) =>
      (await membersAt(api, carrier, id)).filter(({ relationship }) => relationship === 'self')
    const anthem = await employees('anthem', 'A12345')
    expect(anthem).toHaveLength(4)
    expect(anthem).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ first_name: 'Ada', date_of_birth: '1988-04-12' }),
        expect.objectContaining({ first_name: 'Lee' }),
      ]),
    )
    const lee = anthem.find(({ first_name }) => first_name === 'Lee')
    expect(lee?.employment).toMatchObject({
      employment_status: 'part-time',
      salary: { amount: 24.5, unit: 'hour', type: 'hourly' },
    })
    const whoIs = (members: readonly Member[]) =>
      members.map(({ first_name, last_name, date_of_birth }) => [first_name, last_name, date_of_birth]).sort()
    expect(whoIs(await employees('beam', 'US12345'))).toEqual(whoIs(anthem))
    const guardian = whoIs(await employees('guardian', '00410125'))
    expect(guardian).toHaveLength(4)
    expect(guardian).toContainEqual(['Adda', 'Moreno', '1988-04-21'])
  })

  test.each([
    [
      'fewer employees than people',
      world('[{}, {}]', ', employees: 1'),
      '6:70: groups[0].carriers[0].employees: 2 people are described, so there are at least as many employees.',
    ],
    [
      'a line no carrier of the group has',
      world('[{enrollments: [{line_of_coverage: medical}]}]'),
      '4:48: groups[0].people[0].enrollments[0].line_of_coverage: Bakery has medical with none of its carriers.',
    ],
    [
      'people whom nobody knows',
      'title: x\ngroups: [{name: Mill, people: [{}]}]\n',
      '2:23: groups[0].people: This is what carriers have on record, and the group has none.',
    ],
    [
      'plans and lines',
      world('[]', ', plans: [{line_of_coverage: life, name: Life}], lines_of_coverage: [dental]'),
      '6:106: groups[0].carriers[0].lines_of_coverage: The plans say which lines are bought.',
    ],
    [
      'a coverage that the carrier does not sell, on its own line',
      world('[]', ', people: [{}, {enrollments: [{line_of_coverage: medical}]}]'),
      '6:106: groups[0].carriers[0].people[1].enrollments[0].line_of_coverage: ',
    ],
    [
      'a plan that is not bought',
      world(
        '[]',
        ', plans: [{line_of_coverage: dental, name: High}], people: [{enrollments: [{line_of_coverage: dental, plan: Hihg}]}]',
      ),
      '6:165: groups[0].carriers[0].people[0].enrollments[0].plan: ',
    ],
    [
      'coverage before birth',
      world(
        '[{dependents: [{relationship: child, date_of_birth: -1y, enrollments: [{line_of_coverage: dental, effective_start_date: -2y}]}]}]',
      ),
      '4:133: groups[0].people[0].dependents[0].enrollments[0].effective_start_date: ',
    ],
    [
      'somebody who is to be born',
      world('[{dependents: [{relationship: child, date_of_birth: +1d}]}]'),
      '4:65: groups[0].people[0].dependents[0].date_of_birth: Nobody is on record before birth.',
    ],
    [
      'a day that is none',
      world('[{dependents: [{relationship: child, date_of_birth: 2020-02-30}]}]'),
      '4:65: groups[0].people[0].dependents[0].date_of_birth: There is no such day.',
    ],
    [
      'a calculation that lacks something',
      world(
        '[]',
        ', plans: [{line_of_coverage: life, name: Life, volume_rules: {calculation: increments, maximum: 5}}]',
      ),
      '6:118: groups[0].carriers[0].plans[0].volume_rules: The calculation increments needs "increment" and "minimum".',
    ],
  ])('%s', async (_what, text, begins) => {
    const [fault, ...others] = (await faultsOf(text)).map(faultText)
    expect(others).toEqual([])
    expect(fault).toContain(`world.yaml:${begins}`)
  })
})
