import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { readScenario } from '../../src/scenario/read.ts'
import type { SchemaPart } from './mistakes.ts'
import { faultsOf } from './read-text.ts'

const root = path.resolve(import.meta.dirname, '../..')
const text = (file: string) => readFileSync(path.join(root, file), 'utf8')
const schema = JSON.parse(text('openapi/scenario.schema.json')) as SchemaPart

interface Keyword {
  /** As `groups[].carriers[].employees`. */
  readonly place: string
  readonly name: string
  readonly part: SchemaPart
}

function keywordsOf(part: SchemaPart, prefix = ''): Keyword[] {
  return Object.entries(part.properties ?? {}).flatMap(([name, own]) => {
    const place = `${prefix}${name}`
    const below = own.items ? keywordsOf(own.items, `${place}[].`) : keywordsOf(own, `${place}.`)
    return [{ place, name, part: own }, ...below]
  })
}

const keywords = keywordsOf(schema)

/** The table of docs/scenarios.md. */
function table(): string {
  const rows = keywords.map(({ place, name, part }) => {
    const [example] = part.examples ?? []
    const shown = example === undefined ? '' : `\`${name}: ${JSON.stringify(example)}\``
    const cell = (words: string) => words.replaceAll('|', '\\|')
    return `| \`${place}\` | ${cell(part.description ?? '')} | ${cell(shown)} |`
  })
  return ['| keyword | what it says | example |', '| --- | --- | --- |', ...rows].join('\n')
}

describe('the schema of scenarios', () => {
  test('describes every keyword', () => {
    expect(keywords.length).toBeGreaterThan(20)
    expect(keywords.filter(({ part }) => !part.description?.endsWith('.')).map(({ place }) => place)).toEqual(
      [],
    )
  })

  test('has an example of every keyword that holds a value', () => {
    const leaves = keywords.filter(({ part }) => !part.properties && !part.items?.properties)
    expect(leaves.filter(({ part }) => !part.examples).map(({ place }) => place)).toEqual([])
  })

  test('every example is a value the checks let pass', () => {
    const refused = keywords.flatMap(({ place, part }) =>
      (part.examples ?? []).flatMap((example) =>
        faultsOf(worldWith(place, example)).map(({ message }) => `${place}: ${message}`),
      ),
    )
    expect(refused).toEqual([])
  })

  test('is used to its last keyword by a world of the tests', () => {
    const world = parse(text('test/scenario/every-keyword.yaml'))
    const unused = keywords.filter(({ place }) => !holds(world, place.split('.')))
    expect(unused.map(({ place }) => place)).toEqual([])
  })

  test('is told in docs/scenarios.md as it stands', () => {
    expect(text('docs/scenarios.md')).toContain(table())
  })
})

/** A scenario with one value put into a world that is complete without it. */
function worldWith(place: string, example: unknown): string {
  const group = { name: 'Bakery', carriers: [{ carrier: 'guardian', carrier_group_id: '00410125' }] }
  const world = {
    title: 'x',
    organization: { name: 'x' },
    keys: [{ client_id: 'a', client_secret: 'b' }],
    clock: {},
    groups: [group],
  }
  const steps = place.replaceAll('[]', '.0').split('.')
  // biome-ignore lint/suspicious/noExplicitAny: walks whatever the place says.
  let at: any = world
  for (const step of steps.slice(0, -1)) at = at[step]
  at[steps.at(-1) as string] = example
  return JSON.stringify(world)
}

function holds(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true
  const own = (value as Record<string, unknown> | undefined)?.[step.replace('[]', '')]
  if (own === undefined) return false
  return step.endsWith('[]') ? (own as unknown[]).some((item) => holds(item, rest)) : holds(own, rest)
}

describe.each(shippedScenarios())('the shipped scenario %s', (name) => {
  const { document, file } = readScenario(findScenario(name))

  test('has the key demo / demo-secret', () => {
    expect(document.keys).toContainEqual({ client_id: 'demo', client_secret: 'demo-secret' })
  })

  test('says in its first lines what world it is, and which schema it follows', () => {
    const comment = file.text.split('\n\n')[0] as string
    expect(comment).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/openapi\/scenario\.schema\.json\n#\n# \w/,
    )
    for (const group of document.groups ?? []) expect(comment).toContain(group.name)
  })
})
