import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { guideFile, keywordsOf } from '../../scripts/generate/scenario-guide.ts'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { loadScenario } from '../../src/scenario/load.ts'
import { readScenario } from '../../src/scenario/read.ts'
import type { SchemaPart } from './mistakes.ts'
import { faultsOf } from './read-text.ts'

const root = path.resolve(import.meta.dirname, '../..')
const text = (file: string) => readFileSync(path.join(root, file), 'utf8')
const schema = JSON.parse(text('openapi/scenario.schema.json')) as SchemaPart

/** Where something that is defined once stands in a world of the tests. */
const DEFINED: Readonly<Record<string, string>> = {
  person: 'groups[].people[]',
  dependent: 'groups[].people[].dependents[]',
  enrollment: 'groups[].people[].enrollments[]',
  address: 'groups[].people[].home_address',
  contact: 'groups[].people[].contact',
  plan: 'groups[].carriers[].plans[]',
  report_row: 'timeline[].error_report.rows[]',
  cadence: 'carriers.{name}.cadence',
  expectation: 'expect[]',
  trouble: 'faults[].fault',
}

const defined = Object.keys(DEFINED).map((name) => {
  return { name, keywords: keywordsOf(schema.$defs?.[name] ?? {}, `${name}.`) }
})
const ofWorld = keywordsOf(schema)
const keywords = [...ofWorld, ...defined.flatMap(({ keywords }) => keywords)]

/** The place of a keyword in a whole world. */
function wholePlace(place: string): string {
  const [first = '', ...rest] = place.split('.')
  const prefix = DEFINED[first]
  return prefix === undefined ? place : [prefix, ...rest].join('.')
}

describe('the schema of scenarios', () => {
  test('describes every keyword', () => {
    expect(keywords.length).toBeGreaterThan(20)
    expect(keywords.filter(({ part }) => !part.description?.endsWith('.')).map(({ place }) => place)).toEqual(
      [],
    )
  })

  test('has an example of every keyword that holds a value', () => {
    const holdsOthers = ({ $ref, properties, items }: SchemaPart): boolean =>
      $ref !== undefined || properties !== undefined || (items !== undefined && holdsOthers(items))
    const leaves = keywords.filter(({ part }) => !holdsOthers(part))
    expect(leaves.filter(({ part }) => !part.examples).map(({ place }) => place)).toEqual([])
  })

  test('every example is a value the checks let pass', async () => {
    const examples = keywords.flatMap(({ place, part }) =>
      (part.examples ?? []).map((example) => ({ place, example })),
    )
    const refused = await Promise.all(
      examples.map(async ({ place, example }) => {
        const faults = await faultsOf(worldWith(wholePlace(place), example), WORLD)
        return faults.map(({ message }) => `${place}: ${message}`)
      }),
    )
    expect(refused.flat()).toEqual([])
  })

  test('is used to its last keyword by a world of the tests', () => {
    const world = parse(text('test/scenario/every-keyword.yaml'))
    const unused = ofWorld.filter(({ place }) => !holds(world, place.split('.')))
    expect(unused.map(({ place }) => place)).toEqual([])
    const written = text('test/scenario/every-keyword.yaml')
    const never = keywords.filter(({ name }) => !new RegExp(`\\b${name}:`).test(written))
    expect(never.map(({ place }) => place)).toEqual([])
  })

  test('is told in docs/scenarios.md, which npm run generate writes', () => {
    expect(text('docs/scenarios.md')).toBe(guideFile().text)
    for (const { place } of keywords) expect(text('docs/scenarios.md')).toContain(`| \`${place}\` |`)
  })
})

/** Beside the people file that the examples name. */
const WORLD = path.join(import.meta.dirname, 'world.yaml')

const PLANS = [
  { line_of_coverage: 'dental', name: 'Dental High', effective_start_date: '2020-01-01' },
  { line_of_coverage: 'life', name: 'Basic Life', plan_type: 'basic', effective_start_date: '2020-01-01' },
]

/** A scenario with one value put into a world that is complete without it. */
function worldWith(place: string, example: unknown): string {
  const isOfFiles = /^(carriers|groups).*\.(cadence|report_after|approve_after)/.test(place)
  const slug = isOfFiles ? 'example-mutual' : 'guardian'
  const carrier = { carrier: slug, carrier_group_id: isOfFiles ? 'EM123456' : '00410125' }
  const people = [
    {
      home_address: { street_one: '12 Orchard Street', city: 'Tacoma', state: 'WA', zip_code: '98402' },
      contact: {},
      ...(place.includes('.salary.') && { salary: { amount: 1 } }),
      dependents: [{ relationship: 'spouse' }],
      enrollments: [{ line_of_coverage: place.endsWith('.volume') ? 'life' : 'dental' }],
    },
  ]
  const contacts = [{ first_name: 'Lee', last_name: 'Park', email: 'lee@example.com', types: ['company'] }]
  const volume_rules = { calculation: 'flat', amount: 1, increment: 1, minimum: 1, maximum: 1, percent: 1 }
  const plan = { line_of_coverage: 'life', name: 'Basic Life', plan_type: 'basic', volume_rules }
  const isPlan = place.includes('plans[]')
  const isPerson = place.includes('people[]')
  const error_reports = [{ after: '1d' }]
  const ofCarrier = place.includes('error_reports') ? { error_reports } : {}
  const line = {
    ...carrier,
    ...(place.includes('carriers[].error_reports') && { error_reports }),
    ...(isPlan && { plans: [/volume_rules|plan_type/.test(place) ? plan : { ...PLANS[0] }] }),
    ...(isPerson && { plans: PLANS }),
    ...(place.includes('.sent.') && { requested: true, sent: {} }),
  }
  const group = {
    name: EXAMPLE_GROUP,
    ...(isPerson && { people }),
    ...(place.includes('contacts[]') && { contacts }),
    carriers: [line],
  }
  const world = {
    title: 'x',
    organization: { name: 'x' },
    keys: [{ client_id: 'a', client_secret: 'b' }],
    clock: {},
    ...(place.startsWith('carriers.') && { carriers: { [slug]: ofCarrier } }),
    groups: [group],
    ...(place.startsWith('timeline') && { timeline: timelineWith(place) as unknown[] }),
    ...(place.startsWith('expect') && { expect: [expectationWith(place)] }),
    ...(place.startsWith('faults') && { faults: [{ fault: troubleWith(place) }] }),
    ...(place.startsWith('webhooks') && {
      webhooks: [{ url: 'http://127.0.0.1:3000/', secret: 'x', habits: [{ kind: 'delay' }] }],
    }),
  }
  const steps = place.replaceAll('[]', '.0').replaceAll('{name}', slug).split('.')
  // biome-ignore lint/suspicious/noExplicitAny: walks whatever the place says.
  let at: any = world
  for (const step of steps.slice(0, -1)) {
    at[step] ??= {}
    at = at[step]
  }
  at[steps.at(-1) as string] = example
  // What a step refers to comes before it.
  if (place === 'timeline[].step') world.timeline?.unshift({ name: example, at: '+1d' })
  return JSON.stringify(world)
}

/** Examples name this one. */
const EXAMPLE_GROUP = 'Juniper Street Bakery'

/** A timeline that is complete without the keyword. */
function timelineWith(place: string): unknown[] {
  const step = {
    ...(/connect$|sent/.test(place) && { connect: true }),
    ...(/^timeline\[\]\.(everybody|carrier_group_id)$/.test(place) && { carrier: 'guardian', standing: {} }),
    ...(place.includes('.transition.') && { transition: { status: 'completed' } }),
    ...(place.includes('.on.') && { on: { event: 'group.pulled' } }),
    ...(place.includes('error_report.rows[]') && { error_report: { rows: [{ message: 'x' }] } }),
    ...(place.includes('.edit_member.') && { edit_member: { first_name: 'A', last_name: 'B', set: {} } }),
    expect: [{ connection: 'completed' }],
  }
  // The step that a value is put into comes first; what it refers to has to come before it.
  return [step]
}

/** What goes wrong, complete without the keyword. */
function troubleWith(place: string): object {
  const name = place.split('.').at(-1) ?? ''
  const curve = { kind: 'latency', median: '100ms', ...(!/^p9/.test(name) && { p99: '10s' }) }
  if (name === 'delay' || name === 'median')
    return { kind: 'latency', ...(name === 'median' && { p99: '10s' }) }
  if (name === 'min' || name === 'max') return { kind: 'latency', min: '1ms', max: '10s' }
  if (/^p9|distribution|clock/.test(name)) return curve
  if (/status|retry|body|headers/.test(name)) return { kind: 'status', status: 503, retry_after: 2 }
  if (/at$|bytes|framing/.test(name)) return { kind: 'malformed' }
  if (name === 'tick') return { kind: 'drip' }
  return { kind: name === 'reset' ? 'truncate' : 'drop' }
}

/** An expectation that is complete without the keyword. */
function expectationWith(place: string): object {
  if (place.includes('.issues.')) return { issues: { count: 0 } }
  if (place.includes('.snapshot.')) return { snapshot: { custom_individual_id: 'x', status: 'completed' } }
  if (place.includes('.record.')) return { record: { kind: 'plan', field: 'name', equals: 'x' } }
  return /\.(group|carrier)$/.test(place) ? { connection: 'completed' } : {}
}

function holds(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true
  if (step === '{name}') return Object.values(value as object).some((each) => holds(each, rest))
  const own = (value as Record<string, unknown> | null | undefined)?.[step.replace('[]', '')]
  if (own === undefined) return false
  return step.endsWith('[]') ? (own as unknown[]).some((item) => holds(item, rest)) : holds(own, rest)
}

describe.each(shippedScenarios())('the shipped scenario %s', (name) => {
  test('has the key demo / demo-secret', async () => {
    expect((await loadScenario(name)).keys).toContainEqual({
      client_id: 'demo',
      client_secret: 'demo-secret',
    })
  })

  test('says in its first lines what world it is, and which schema it follows', async () => {
    const { document, file } = await readScenario(findScenario(name))
    const comment = file.text.split('\n\n')[0] as string
    expect(comment).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/openapi\/scenario\.schema\.json\n#\n# \w/,
    )
    for (const group of document.groups ?? []) expect(comment).toContain(group.name)
  })
})
