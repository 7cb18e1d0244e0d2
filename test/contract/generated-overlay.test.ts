import { describe, expect, it } from 'vitest'
import type { OpenApi, PublishedName } from '../../scripts/generate/documents.ts'
import {
  overlaidDocuments,
  publishedNames,
  readDocument,
  readOverlay,
} from '../../scripts/generate/documents.ts'
import { applyOverlay } from '../../scripts/generate/overlay.ts'

const { documents, hits } = overlaidDocuments()

/** Pointers to everything published that the overlaid document no longer holds as published. */
function losses(published: unknown, overlaid: unknown, place = ''): string[] {
  if (Array.isArray(published)) {
    if (!Array.isArray(overlaid)) return [place]
    return published
      .filter((item) => !overlaid.some((other) => isKept(item, other)))
      .map((item) => `${place}/${JSON.stringify(item)}`)
  }
  if (typeof published === 'object' && published !== null) {
    if (typeof overlaid !== 'object' || overlaid === null) return [place]
    return Object.entries(published).flatMap(([key, value]) =>
      key in overlaid
        ? losses(value, (overlaid as Record<string, unknown>)[key], `${place}/${key}`)
        : [`${place}/${key}`],
    )
  }
  return published === overlaid ? [] : [place]
}

/** Elements of arrays are matched by what names them; parameters may be narrowed in place. */
function isKept(one: unknown, other: unknown): boolean {
  if (!isNamed(one)) return JSON.stringify(one) === JSON.stringify(other)
  return (
    isNamed(other) &&
    one.name === other.name &&
    one.in === other.in &&
    losses(one, other).every((loss) => loss in parameterLosses)
  )
}

function isNamed(value: unknown): value is { name: string; in: string } {
  return typeof value === 'object' && value !== null && 'name' in value && 'in' in value
}

const parameterLosses: Readonly<Record<string, string>> = {
  '/schema/format': 'a format named string is none',
  '/schema/items/format': 'a status is not a UUID',
}

/** Everything published that is changed, not added to, and why. */
const changed: Readonly<Record<PublishedName, Readonly<Record<string, string>>>> = {
  fulfillment: {
    '/components/schemas/*/properties/*/allOf':
      'anyOf of the same schema and null, since nullable beside allOf admits no null',
    '/components/schemas/*/properties/*/nullable': 'without effect once the anyOf says null',
    '/components/schemas/*/properties/ssn/pattern': 'narrowed: 666 is forbidden too',
    '/components/schemas/LatestGroupAuditRequestResult/properties/carrier_ids/minItems':
      'documented to be empty before the first audit',
    '/components/schemas/PublicFeedRunFileResult/properties/signed_url/format': 'url is called uri',
    '/paths//api/v1/partner_documents/{id}/{version}/delete/security': 'demanded of every operation instead',
    '/paths//api/v1/rsp/post/responses/400/content/application/json/schema/properties':
      'now RspError, beside the common error',
    '/paths//api/v1/rsp/post/responses/400/content/application/json/schema/required':
      'now RspError, beside the common error',
    '/paths//api/v1/rsp/post/responses/400/content/application/json/schema/type':
      'now RspError, beside the common error',
    '/paths//api/v1/rsp/post/responses/422/content/application/json/schema/properties':
      'now RspError, beside the common errors',
    '/paths//api/v1/rsp/post/responses/422/content/application/json/schema/required':
      'now RspError, beside the common errors',
    '/paths//api/v1/rsp/post/responses/422/content/application/json/schema/type':
      'now RspError, beside the common errors',
    '/paths//api/v1/rsp/post/responses/500/content/application/json/schema/properties':
      'now RspError, beside the common error',
    '/paths//api/v1/rsp/post/responses/500/content/application/json/schema/required':
      'now RspError, beside the common error',
    '/paths//api/v1/rsp/post/responses/500/content/application/json/schema/type':
      'now RspError, beside the common error',
  },
  tracking: {},
  carrier: {},
}

function pattern(loss: string): string {
  return loss
    .replace(/^(\/components\/schemas\/)\w+(\/properties\/)\w+\/(allOf|nullable)$/, '$1*$2*/$3')
    .replace(/^(\/components\/schemas\/)\w+(\/properties\/ssn\/pattern)$/, '$1*$2')
}

describe('the overlay', () => {
  it('has no action that hits nothing', () => {
    expect(hits.filter((hit) => hit.count === 0)).toEqual([])
    expect(new Set(hits.map((hit) => hit.action)).size).toBe(readOverlay().actions.length)
  })

  it('gives a description and a reason for each action, and one thing to do', () => {
    for (const action of readOverlay().actions) {
      expect(action.description.length, action.target).toBeGreaterThan(5)
      expect(action['x-reason'].length, action.target).toBeGreaterThan(15)
      expect('update' in action !== (action.remove === true), action.target).toBe(true)
    }
  })

  it.each(publishedNames)('changes nothing of %s but what is listed here with its reason', (api) => {
    const found = new Set(losses(readDocument(api), documents[api]).map(pattern))
    expect([...found].sort()).toEqual(Object.keys(changed[api]).sort())
  })

  it('demands no parameter that was optional, and frees none that was demanded', () => {
    for (const api of publishedNames) {
      expect(demands(documents[api]), api).toEqual(demands(readDocument(api)))
    }
  })

  it('keeps every published success status', () => {
    for (const api of publishedNames)
      expect(successes(documents[api]), api).toEqual(successes(readDocument(api)))
    expect(
      Object.keys(
        documents.fulfillment.paths['/api/v1/group_disconnection_requests/{group_disconnection_request_id}']
          ?.get?.responses ?? {},
      ),
    ).toContain('201')
  })

  it('leaves no required property without a description of its form', () => {
    const bare: string[] = []
    for (const api of publishedNames) {
      for (const [name, schema] of Object.entries(documents[api].components.schemas)) {
        for (const property of schema.required ?? [])
          if (!schema.properties?.[property]) bare.push(`${api} ${name}.${property}`)
      }
    }
    expect(bare).toEqual([])
  })

  it('leaves no nullable without a type and no nullable enum without null', () => {
    const wrong: string[] = []
    const walk = (value: unknown, place: string): void => {
      if (typeof value !== 'object' || value === null) return
      const schema = value as Record<string, unknown>
      if (schema.nullable === true && typeof schema.type !== 'string') wrong.push(place)
      if (schema.nullable === true && Array.isArray(schema.enum) && !schema.enum.includes(null))
        wrong.push(place)
      for (const [key, member] of Object.entries(schema)) walk(member, `${place}/${key}`)
    }
    for (const api of publishedNames) walk(documents[api], api)
    expect(wrong).toEqual([])
  })
})

describe('applying an overlay', () => {
  const action = { description: 'a test', 'x-reason': 'a test' }

  it('merges objects, joins arrays, replaces plain values and appends to an array that is the target', () => {
    const document = { one: { kept: 1, list: ['a'], text: 'old' }, list: ['x'] }
    const update = { list: ['b'], text: 'new', more: { deep: true } }
    const applied = applyOverlay(document, 'any', [
      { ...action, target: '$.one', update },
      { ...action, target: '$.list', update: null },
    ])
    expect(applied.document).toEqual({
      one: { kept: 1, list: ['a', 'b'], text: 'new', more: { deep: true } },
      list: ['x', null],
    })
    expect(applied.hits).toEqual([1, 1])
    expect(document.one.text).toBe('old')
  })

  it('removes every match, also several elements of one array', () => {
    const applied = applyOverlay({ list: [1, 2, 3, 4] }, 'any', [
      { ...action, target: '$.list[?@ > 2]', remove: true },
    ])
    expect(applied.document).toEqual({ list: [1, 2] })
  })

  it('refuses to update a plain value', () => {
    expect(() => applyOverlay({ one: 1 }, 'any', [{ ...action, target: '$.one', update: 2 }])).toThrow(
      '$.one',
    )
  })
})

function demands(document: OpenApi): string[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) => [
      ...(operation.parameters ?? []).map(
        (p) => `${method} ${path} ${p.in} ${p.name} ${p.required ?? false}`,
      ),
      ...(operation.requestBody ? [`${method} ${path} body ${operation.requestBody.required ?? false}`] : []),
    ]),
  )
}

function successes(document: OpenApi): string[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]) =>
      Object.keys(operation.responses)
        .filter((status) => status.startsWith('2'))
        .map((status) => `${method} ${path} ${status}`),
    ),
  )
}
