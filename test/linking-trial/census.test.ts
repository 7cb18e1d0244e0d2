import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { scenarioFile } from '../scenario/opened.ts'

const V1 = '/fulfillment/api/v1'
const NAME = 'differing-records'

interface Written {
  readonly code: number
  readonly out: string
  readonly error: string
  readonly truth: readonly TruthRow[]
}

interface TruthRow {
  readonly custom: string
  readonly carrier: string
  readonly differences: readonly string[]
}

/** What `scenarios census` writes of a scenario, and its truth. */
async function census(scenario: string, ...words: string[]): Promise<Written> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-census-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'truth.csv')
  const [out, error]: [string[], string[]] = [[], []]
  const terminal = {
    environment: {},
    out: (line: string) => out.push(line),
    error: (line: string) => error.push(line),
  }
  const code = await run(['scenarios', 'census', scenario, '--truth', file, ...words], terminal)
  const rows = code === 0 ? readFileSync(file, 'utf8').trim().split('\n').slice(1) : []
  const truth = rows.map((row): TruthRow => {
    const [custom = '', carrier = '', differences = ''] = row.split(',')
    return { custom, carrier, differences: differences.split(' ').filter((kind) => kind !== '') }
  })
  return { code, out: out.join('\n'), error: error.join('\n'), truth }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are read by name
type Json = any

/** Noyo's ids of everybody in the group by the carrier's: before anything is sent, both hold the same of everybody. */
async function noyoIds(api: Api, group: string): Promise<Map<string, string>> {
  const key = (one: Json) => [one.first_name, one.last_name, one.date_of_birth, one.ssn ?? ''].join('/')
  const { members } = (await api.get('/_sim/carriers/guardian/groups/00550160')).body
  const byKey = new Map<string, string>()
  const { response } = (await api.get(`${V1}/groups/${group}/employees?page_size=100`)).body
  for (const employee of response) {
    const kin = (await api.get(`${V1}/employees/${employee.id}/dependents?page_size=100`)).body.response
    for (const { id, person } of [employee, ...kin]) byKey.set(key(person), id)
  }
  return new Map(members.map((member: Json) => [member.id, byKey.get(key(member))]))
}

inEveryMode(
  'the ready snapshots of a scenario',
  ({ test: told }) => {
    told('link as the truth says', async ({ api }) => {
      const { out, truth, code } = await census(NAME, '--format', 'snapshots')
      expect(code).toBe(0)
      const group = (await api.get(`${V1}/groups`)).body.response[0].id
      const ids = await noyoIds(api, group)
      const found = new Map<string, string>()
      const created = new Set<string>()
      for (const line of out.split('\n')) {
        const { status, body } = await api.post(`${V1}/groups/${group}/member_snapshots`, JSON.parse(line))
        expect([status, body.message]).toEqual([201, undefined])
        const { custom_individual_id: custom } = JSON.parse(line).employee
        found.set(custom, body.employee_id)
        const kin = (await api.get(`${V1}/groups/${group}/employees/${custom}/dependents?page_size=100`)).body
        for (const one of kin.response)
          if (one.custom_individual_id) found.set(one.custom_individual_id, one.id)
        for (const { custom_individual_id } of body.created_members) created.add(custom_individual_id)
      }
      const strangers = truth.filter(({ custom, carrier }) => custom !== '' && carrier === '')
      expect(strangers.length).toBeGreaterThan(0)
      expect(strangers.filter(({ custom }) => !created.has(custom))).toEqual([])
      const pairs = truth.filter(({ custom, carrier }) => custom !== '' && carrier !== '')
      const linked = pairs.filter(({ custom }) => !created.has(custom))
      expect(linked.filter(({ custom, carrier }) => found.get(custom) !== ids.get(carrier))).toEqual([])
      expect(linked.length / pairs.length).toBeGreaterThan(0.95)
      expect(linked.some(({ differences }) => differences.length > 1)).toBe(true)
    })
  },
  { scenario: NAME },
)

describe('mock-noyo scenarios census', () => {
  test('writes everybody on the platform once, and the truth of everybody on either side', async () => {
    const { out, truth, code } = await census(NAME)
    expect(code).toBe(0)
    const [header, ...rows] = out.split('\n')
    expect(header).toBe(
      'custom_individual_id,employee_id,relationship,first_name,middle_name,last_name,suffix,date_of_birth,ssn,sex,street_one,street_two,city,state,zip_code',
    )
    const customs = rows.map((row) => row.split(',')[0] as string)
    expect(new Set(customs).size).toBe(customs.length)
    expect(truth.flatMap(({ custom }) => custom || []).toSorted()).toEqual(customs.toSorted())
    expect(truth.filter(({ custom, carrier }) => custom === '' && carrier !== '').length).toBeGreaterThan(0)
    const carriers = truth.flatMap(({ carrier }) => carrier || [])
    expect(new Set(carriers).size).toBe(carriers.length)
    const employees = new Set(rows.filter((row) => row.split(',')[1] === '').map((row) => row.split(',')[0]))
    expect(rows.filter((row) => row.split(',')[1] !== '' && !employees.has(row.split(',')[1]))).toEqual([])
  })

  test('is the same each time, and another one with another seed', async () => {
    const [one, again, other] = [
      await census(NAME),
      await census(NAME),
      await census(NAME, '--seed', 'other'),
    ]
    expect(again).toEqual(one)
    expect(other.out).not.toBe(one.out)
  })

  test('writes the line that link match reads, both sides of it', async () => {
    const { out, truth } = await census(NAME, '--format', 'groups')
    const { task, carrier, platform } = JSON.parse(out)
    expect(task).toBe('Larkspur Outfitters')
    const there = new Set(carrier.map(({ id }: Json) => id))
    expect(truth.filter((row) => row.carrier !== '' && !there.has(row.carrier))).toEqual([])
    expect(platform).toHaveLength(truth.filter(({ custom }) => custom !== '').length)
  })

  test('without differences the platform has what the carrier has', async () => {
    const file = scenarioFile(`
title: Nobody differs
clock: { start: "2026-01-05T09:00:00Z" }
groups:
  - name: Kettle & Kiln
    carriers: [{ carrier: guardian, carrier_group_id: "00650103", employees: 8 }]
`)
    const { out, truth } = await census(file, '--format', 'groups')
    const { carrier, platform } = JSON.parse(out)
    const known = new Map(carrier.map(({ id, employee_id, ...person }: Json) => [id, person]))
    const pairs = new Map(truth.map((row) => [row.custom, row.carrier]))
    expect(pairs.size).toBe(known.size)
    for (const { custom_individual_id: custom, employee_id, ...person } of platform) {
      expect(person).toEqual(known.get(pairs.get(custom) as string))
    }
    expect(truth.flatMap(({ differences }) => differences)).toEqual([])
  })

  test.each([
    [[], 'scenarios census needs a scenario name or a file.'],
    [['demo'], 'The scenario has several groups. Name one: --group "Juniper Street Bakery".'],
    [['demo', '--group', 'Juniper Stret Bakery'], 'Nearest: "Juniper Street Bakery".'],
    [[NAME, '--carrier', 'beam'], '"Larkspur Outfitters" is not at the carrier "beam". It is at guardian.'],
    [[NAME, '--format', 'xml'], '--format is "xml"; use csv, snapshots, groups.'],
    [[NAME, 'demo'], 'scenarios census takes one scenario, not "demo" too.'],
    [[NAME, '--out', '/nowhere/at/all.csv'], '/nowhere/at/all.csv cannot be written (ENOENT).'],
  ])('called wrongly ends with 2 and says why: %j', async (words, expected) => {
    const error: string[] = []
    const terminal = { environment: {}, out: () => undefined, error: (line: string) => error.push(line) }
    const code = await run(['scenarios', 'census', ...words], terminal)
    expect([code, error.join('\n')]).toEqual([2, expect.stringContaining(expected)])
  })

  test('a rate that is none is told with its place', async () => {
    const file = scenarioFile(`
title: Wrong
groups:
  - name: Kettle & Kiln
    differences: { nickname: 12, nicknme: 0.1 }
    carriers: [{ carrier: guardian, carrier_group_id: "00650103" }]
`)
    const { code, error } = await census(file)
    expect(code).toBe(1)
    expect(error).toMatch(/:5:\d+: groups\[0\]\.differences\.nickname: /)
    expect(error).toMatch(/:5:\d+: groups\[0\]\.differences\.nicknme: .*Nearest: "nickname"/)
  })
})
