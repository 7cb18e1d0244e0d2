import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { coverageText } from '../../scripts/generate/coverage.ts'
import {
  apiNames as documentNames,
  overlaidDocuments,
  publishedNames,
  readSummaries,
  root,
} from '../../scripts/generate/documents.ts'
import { contractFiles, coverageFile } from '../../scripts/generate/files.ts'
import { unknownPairs } from '../../scripts/generate/query-enums.ts'
import type { FieldTree } from '../../src/api/field-tree.ts'
import { fields as controlFields } from '../../src/api/generated/fields.control.ts'
import { fields } from '../../src/api/generated/fields.fulfillment.ts'
import { operationFacts } from '../../src/api/generated/operations.ts'
import type { ApiName, Apis } from '../../src/api/generated/types.ts'
import { apiNames } from '../../src/api/generated/types.ts'

const { documents } = overlaidDocuments()
const files = await contractFiles()
const fact = (id: string, api: ApiName = 'fulfillment') => {
  const found = operationFacts.find((each) => each.api === api && each.id === id)
  if (!found) throw new Error(`No operation ${api}.${id}`)
  return found
}
const query = (id: string, name: string, api?: ApiName) =>
  fact(id, api).query.find((each) => each.name === name)

describe('the generated files', () => {
  it('are fresh: the same documents give the text that is there', () => {
    const stale = files.filter(({ path, text }) => readFileSync(join(root, path), 'utf8') !== text)
    expect(stale.map(({ path }) => path)).toEqual([])
  })

  it('do not depend on when or in what order they are made', async () => {
    expect(await contractFiles()).toEqual(files)
  })

  it('say that they are generated and by what command', () => {
    for (const { path, text } of files) expect(text.slice(0, 200), path).toContain('npm run generate')
  })

  it('are all there is in the generated folder', () => {
    const known = new Set(files.map(({ path }) => path))
    const folder = 'src/api/generated'
    const found = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    expect(found.filter((path) => !known.has(path))).toEqual([])
  })

  it('import nothing where they are JavaScript', () => {
    const modules = files.filter(({ path }) => path.endsWith('.js'))
    expect(modules.length).toBeGreaterThanOrEqual(10)
    for (const { path, text } of modules)
      expect(/^\s*import\s|\brequire\(|\bimport\(/m.test(text), path).toBe(false)
  })
})

describe('the table of operations', () => {
  it('has the 253 published operations, the token and the control API', () => {
    const count = (api: ApiName) => operationFacts.filter((each) => each.api === api).length
    expect([count('fulfillment'), count('tracking'), count('carrier')]).toEqual([235, 14, 4])
    expect(count('accounts')).toBe(1)
    expect(count('control')).toBeGreaterThanOrEqual(40)
    expect([...apiNames]).toEqual([...documentNames])
  })

  it('has each operation once, by id and by place', () => {
    expect(new Set(operationFacts.map(({ api, id }) => `${api}.${id}`)).size).toBe(operationFacts.length)
    expect(new Set(operationFacts.map(({ api, method, path }) => `${api} ${method} ${path}`)).size).toBe(
      operationFacts.length,
    )
  })

  it('demands a token everywhere but for ping, the token itself and the control API', () => {
    const open = operationFacts.filter((each) => !each.secured && each.api !== 'control')
    expect(open.map(({ api, id }) => `${api}.${id}`).sort()).toEqual(
      ['accounts.createToken', 'carrier.ping', 'fulfillment.ping', 'tracking.ping'].sort(),
    )
  })

  it('keeps the success statuses that surprise', () => {
    expect(fact('getGroupDisconnectionRequestById').successes).toEqual([201])
    expect(fact('retryGroupConnectionWithExistingGroup').successes).toEqual([201])
    expect(fact('deleteCondition').successes).toEqual([204])
    expect(operationFacts.filter((each) => each.successes.length !== 1)).toEqual([])
  })

  it('knows the parameters of the path in their order and which are UUIDs', () => {
    expect(fact('editCondition').params).toEqual([
      { name: 'condition_id', uuid: true },
      { name: 'version', uuid: true },
    ])
    expect(fact('getCarrier', 'carrier').params).toEqual([{ name: 'carrier_id', uuid: false }])
  })

  it('knows the limits of the query', () => {
    expect(query('getGroupList', 'page_size')).toEqual({
      name: 'page_size',
      type: 'integer',
      minimum: 1,
      required: false,
    })
    expect(query('uiGetGroupMappableFields', 'carrier_id')).toMatchObject({ uuid: true, required: true })
    expect(query('getMemberSnapshotsList', 'fulfillment_summary_status')).toMatchObject({
      type: 'array',
      items: 'string',
    })
    expect(query('getMemberSnapshotsList', 'fulfillment_summary_status')?.uuid).toBeUndefined()
    expect(query('getMemberSnapshotsList', 'fulfillment_summary_status')?.enum).toContain('not_connected')
    expect(query('getGroupConnectionRequestList', 'status')?.enum).toContain('waiting_on_carrier')
    expect(query('getGroupConnectionRequestList', 'sort_direction')?.enum).toEqual(['asc', 'desc'])
    expect(query('getDifferenceCounts', 'counts_by', 'tracking')?.enum).toContain('impact_type')
    expect(query('getGroupEnrollmentList', 'status')?.enum).toBeUndefined()
  })

  it('has a line of our own on each operation, and none on any other', () => {
    for (const [api, summaries] of Object.entries(readSummaries())) {
      const ids = operationFacts.filter((each) => each.api === api).map(({ id }) => id)
      expect(Object.keys(summaries).sort(), api).toEqual(ids.sort())
    }
  })

  it('takes the values of a query from components and operations that exist', () => {
    expect(unknownPairs(publishedNames.map((api) => documents[api]))).toEqual([])
  })

  it('knows which operations take a body and which may go without', () => {
    const bodies = operationFacts.filter((each) => each.api === 'fulfillment' && each.body)
    expect(bodies.length).toBe(64)
    expect(bodies.filter((each) => !each.body?.required).map(({ id }) => id)).toEqual([
      'confirmGroupDisconnectionRequest',
    ])
    expect(fact('rejectGroupDisconnectionRequest').body).toBeUndefined()
  })
})

describe('the types', () => {
  it('match the documents', () => {
    type Fulfillment = Apis['fulfillment']
    type Snapshot = Fulfillment['createMemberSnapshot']['requestBody']['content']['application/json']
    type Created = Fulfillment['createMemberSnapshot']['responses'][201]['content']['application/json']
    expectTypeOf<Snapshot['snapshot_mode']>().toEqualTypeOf<'current_open'>()
    expectTypeOf<Snapshot['enable_member_auto_link']>().toEqualTypeOf<boolean | undefined>()
    expectTypeOf<Created['inbound_snapshot']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Created['created']>().toEqualTypeOf<number>()
    expectTypeOf<Fulfillment['getGroup']['parameters']['path']>().toEqualTypeOf<{ group_id: string }>()
    expectTypeOf<201>().toExtend<keyof Fulfillment['getGroupDisconnectionRequestById']['responses']>()
    expectTypeOf<404 | 422 | 501>().toExtend<keyof Fulfillment['getGroup']['responses']>()
  })

  it('have null where the overlay puts it', () => {
    type Employee = Apis['fulfillment']['getEmployee']['responses'][200]['content']['application/json']
    type Home = NonNullable<Employee['person']>['home_address']
    expectTypeOf<null>().toExtend<Home>()
    expectTypeOf<Home>().not.toEqualTypeOf<null>()
  })

  it('cover every api by its name', () => {
    expectTypeOf<ApiName>().toEqualTypeOf<'fulfillment' | 'tracking' | 'carrier' | 'accounts' | 'control'>()
    expectTypeOf<keyof Apis['accounts']>().toEqualTypeOf<'createToken'>()
    expectTypeOf<'advanceClock' | 'settleClock'>().toExtend<keyof Apis['control']>()
  })
})

describe('the field names', () => {
  const at = (tree: FieldTree | undefined, ...path: string[]) =>
    path.reduce<FieldTree | undefined>(
      (node, name) => (node === null || node === '*' ? undefined : node?.[name]),
      tree,
    )

  it('follow objects and the items of arrays', () => {
    expect(at(fields.createMemberSnapshot, 'employee', 'person', 'home_address', 'zip_code')).toBeNull()
    expect(
      at(fields.createMemberSnapshot, 'coverages', 'enrolled_members', 'effective_start_date'),
    ).toBeNull()
    expect(at(fields.createMemberSnapshot, 'enable_member_auto_link')).toBeNull()
    expect(at(fields.createMemberSnapshot, 'enable_member_autolink')).toBeUndefined()
  })

  it('leave free-form objects open', () => {
    expect(at(fields.createMemberSnapshot, 'employee', 'classifications')).toBe('*')
    expect(at(fields.createMemberSnapshot, 'coverages', 'carrier_config')).toBe('*')
  })

  it('exist for every body', () => {
    for (const { api, id, body } of operationFacts) {
      if (!body) continue
      if (api === 'fulfillment') expect(fields[id], id).toBeDefined()
      if (api === 'control') expect(controlFields[id], id).toBeDefined()
    }
  })
})

describe('the coverage page', () => {
  it('is fresh', async () => {
    const { path, text } = await coverageFile()
    expect(readFileSync(join(root, path), 'utf8')).toBe(text)
  })

  it('counts and names the level of each operation', () => {
    const page = coverageText(documents, {
      fulfillment: { getGroup: 'simulated', createNewCondition: 'stored' },
    })
    expect(page).toContain('| fulfillment | 235 | 1 | 1 | 233 |')
    expect(page).toContain('| **all** | 253 | 1 | 1 | 251 |')
    expect(page).toContain('| `getGroup` | GET `/api/v1/groups/{group_id}` | One group | simulated |')
    expect(page).toContain(
      '| `createNewCondition` | POST `/api/v1/conditions` | Add a condition to a mapping rule | stored |',
    )
  })
})
