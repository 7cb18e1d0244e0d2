import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { recordKinds } from '../../src/control/record-kinds.ts'
import { isUuid } from '../../src/kernel/identity.ts'
import type { StateDocument } from '../../src/state/document.ts'
import { opened } from '../scenario/opened.ts'

/** Together they hold most kinds of record, and every kind of reference but the few that only an edit makes. */
const SCENARIOS = ['demo', 'mixed-sync-and-send', 'error-report-then-fixed', 'recurring-issue'] as const
const NOBODY = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

/** References that may outlive what they name, as the world goes on. Everything else that names a record is declared. */
const MAY_DANGLE = new Set([
  'carrier_change.subscriber',
  'carrier_link.carrier_member',
  'filed_member.carrier_member',
  'group_plan.carrier_plan',
  'individual_enrollment.carrier_enrollment',
  'individual_enrollment.carrier_version',
  'issue.originating_record_ids[]',
  'issue.plan_id',
  'partner_document.feed_ids[]',
  'partner_document.group_ids[]',
  'partner_document_source.group_ids[]',
])

/** What a snapshot, a transaction or a report told, as it was told then. */
const TOLD = /^(member_snapshot\.(member_snapshot|created_members)|member_transaction\.changes)/

interface Place {
  /** `individual_enrollment.plan_id`, `timeline_step.expectations[].party.group_id` */
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly value: string
}

function texts(kind: string, record: object): Place[] {
  const found: Place[] = []
  const walk = (value: unknown, name: string, path: readonly (string | number)[]) => {
    if (typeof value === 'string') found.push({ name, path, value })
    else if (Array.isArray(value))
      for (const [at, one] of value.entries()) walk(one, `${name}[]`, [...path, at])
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, `${name}.${key}`, [...path, key])
  }
  walk(record, kind, [])
  return found
}

async function states(): Promise<StateDocument[]> {
  const { simulator } = await opened({ clock: 'frozen' })
  const found: StateDocument[] = []
  for (const scenario of SCENARIOS) {
    await simulator.reset({ scenario })
    await simulator.clock.advance('40d')
    found.push(await simulator.state())
  }
  return found
}

test('every reference that a kind declares is refused when it is broken, by its pointer', async () => {
  const { simulator } = await opened({ clock: 'frozen' })
  const declared = new Set(
    recordKinds.flatMap(({ name, refers = {} }) => Object.keys(refers).map((path) => `${name}.${path}`)),
  )
  const broken = new Set<string>()
  for (const state of await states()) {
    for (const [kind, records] of Object.entries(state.records)) {
      for (const [at, record] of records.entries()) {
        for (const { name, path } of texts(kind, record)) {
          if (!declared.has(name) || broken.has(name)) continue
          broken.add(name)
          const changed = structuredClone(state)
          setAt((changed.records[kind] as object[])[at] as object, path, NOBODY)
          const pointer = `/records/${[kind, at, ...path].join('/')}`
          await expect(simulator.load(changed), name).rejects.toMatchObject({
            code: 'state_unusable',
            message: expect.stringContaining(`${pointer} names `),
          })
        }
      }
    }
  }
  expect([...declared].filter((name) => !broken.has(name)).toSorted()).toEqual([
    'group_contact.group_id',
    'member_snapshot.replaced_by',
    'named_plan.group_id',
  ])
})

test('whatever names a record is declared, or known to outlive it', async () => {
  const declared = new Map(recordKinds.map(({ name, refers = {} }) => [name, new Set(Object.keys(refers))]))
  const undeclared = new Set<string>()
  for (const { records } of await states()) {
    const ids = new Set(Object.values(records).flatMap((list) => list.map((record) => String(record['id']))))
    for (const [kind, list] of Object.entries(records)) {
      for (const { id: _, version: __, ...fields } of list as { id: string; version: string }[]) {
        for (const { name, value } of texts(kind, fields)) {
          if (!isUuid(value) || !ids.has(value) || MAY_DANGLE.has(name) || TOLD.test(name)) continue
          if (!declared.get(kind)?.has(name.slice(kind.length + 1))) undeclared.add(name)
        }
      }
    }
  }
  expect([...undeclared]).toEqual([])
})

test('every kind of record that a world holds is known to states', () => {
  const { properties } = JSON.parse(
    readFileSync(new URL('../../openapi/state.schema.json', import.meta.url), 'utf8'),
  )
  const inside = recordKinds.filter(({ outside }) => !outside).map(({ name }) => name)
  expect(Object.keys(properties).toSorted()).toEqual(['@event', '@job', ...inside].toSorted())
})

function setAt(record: object, path: readonly (string | number)[], value: string): void {
  // biome-ignore lint/suspicious/noExplicitAny: any part of any record
  let part: any = record
  for (const step of path.slice(0, -1)) part = part[step]
  part[path.at(-1) as string] = value
}
