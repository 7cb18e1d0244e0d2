import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiResponses, loadResponses } from '../../src/api/contract.ts'
import { operationFacts } from '../../src/api/generated/operations.ts'
import type { Reply } from '../../src/api/operation.ts'
import type { OperationFacts } from '../../src/api/operation-facts.ts'
import { isUuid, uuidFrom } from '../../src/kernel/identity.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { sized } from '../size.ts'
import { createSamples, type Ids } from './sample-bodies.ts'
import { echo, stubEdge } from './stub-edge.ts'

const vendor = operationFacts.filter(({ api }) => ['fulfillment', 'tracking', 'carrier'].includes(api))
const MUTATIONS = sized({ landing: 10, full: 60 })
const samples = createSamples()

interface Asked {
  readonly target?: string
  readonly body?: string | undefined
  readonly type?: string
  readonly token?: string | undefined
}

type Send = (
  method: string,
  target: string,
  headers: Record<string, string>,
  body?: Uint8Array,
) => Promise<Reply>

/** Bad and odd calls to one operation, by what is wrong with them. */
function callsTo(facts: OperationFacts, ids: Ids): readonly (readonly [string, Asked])[] {
  const target = pathOf(facts, (name) => ids.get(name) ?? uuidFrom('nobody', name))
  const broken = ['not-a-uuid', '%00', '%2e%2e%2f', '100%', '%f0%9f%98%80', 'x'.repeat(2_000)]
  const calls: [string, Asked][] = [
    ['as it is', { target, body: text(samples.body(facts, ids)) }],
    ['without a token', { target, token: undefined }],
    [
      'of nobody',
      { target: pathOf(facts, (name) => uuidFrom('nobody', name)), body: text(samples.body(facts, ids)) },
    ],
    ...broken.map((id): [string, Asked] => [
      `with the id ${id.slice(0, 20)}`,
      { target: pathOf(facts, () => id), body: text(samples.body(facts, ids)) },
    ]),
    ...badQueries(facts).map((query): [string, Asked] => [
      `with ?${query}`,
      { target: `${target}?${query}` },
    ]),
    ['without a body', { target }],
  ]
  if (!facts.body) return calls
  for (const [at, body] of samples.mutations(facts, ids, MUTATIONS).entries()) {
    calls.push([`with mutation ${at}`, { target, body: text(body) }])
  }
  const sample = text(samples.body(facts, ids))
  calls.push(['with plain text', { target, body: sample, type: 'text/plain' }])
  for (const body of ['{"a":', '[', 'null', '"x"', '[]', '0', '[[[[', '{"a":1e999}']) {
    calls.push([`with the body ${body}`, { target, body }])
  }
  return calls
}

function badQueries({ query }: OperationFacts): string[] {
  const every = query.map(({ name }) => `${name}=%00%F0%9F%98%80`).join('&')
  const empty = query.map(({ name }) => `${name}=`).join('&')
  return [
    every,
    empty,
    'page_size=0',
    'page_size=1&offset=999999999',
    'unheard_of=1',
    '%',
    '&=&a[]=1&__proto__=2',
  ].filter((part) => part !== '')
}

function pathOf({ path, api }: OperationFacts, id: (name: string) => string): string {
  return `/${api}${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => id(name))}`
}

function text(body: unknown): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body)
}

/** What is wrong with an answer, by the document and by what no answer may hold. */
function problemsOf(facts: OperationFacts, responses: ApiResponses, reply: Reply): string[] {
  const declared = responses[facts.id]
  const body = typeof reply.body === 'string' ? reply.body : ''
  const problems: string[] = []
  if (reply.status >= 500 && reply.status !== 501) problems.push(`answered ${reply.status}: ${body}`)
  if (/\n\s+at |\.[jt]s:\d|node_modules/.test(body)) problems.push(`leaks a stack: ${body}`)
  if (reply.status !== 204 && reply.headers['content-length'] !== String(Buffer.byteLength(body))) {
    problems.push(`says a length of ${reply.headers['content-length']}`)
  }
  const validate = declared?.[reply.status]
  if (!validate) {
    if (!facts.successes.includes(reply.status))
      problems.push(`status ${reply.status} is not declared: ${body}`)
  } else if (!validate(JSON.parse(body))) {
    problems.push(
      `${reply.status} breaks its schema: ${JSON.stringify(validate.errors)}: ${body.slice(0, 500)}`,
    )
  }
  return problems
}

async function problemsOfAll(
  facts: OperationFacts,
  ids: Ids,
  token: string,
  send: Send,
  judged: (reply: Reply) => boolean = () => true,
): Promise<string[]> {
  const responses = await loadResponses(facts.api)
  const problems: string[] = []
  for (const [what, { target = '', body, type = 'application/json', ...rest }] of callsTo(facts, ids)) {
    const authorization = 'token' in rest ? rest.token : token
    const headers = {
      host: 'localhost',
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { 'content-type': type }),
    }
    const reply = await send(
      facts.method,
      target,
      headers,
      body === undefined ? undefined : Buffer.from(body),
    )
    if (!judged(reply)) continue
    for (const problem of problemsOf(facts, responses, reply)) problems.push(`${what}: ${problem}`)
  }
  return problems
}

const named = vendor.map((facts) => [`${facts.api} ${facts.id}`, facts] as const)

describe('the edge, were every operation built', () => {
  const none: Ids = new Map()
  const tables: Record<string, Record<string, ReturnType<typeof echo>>> = {}
  for (const facts of vendor) {
    tables[facts.api] ??= {}
    Object.assign(tables[facts.api] as object, { [facts.id]: echo(facts.successes[0]) })
  }
  const { edge, faults } = stubEdge(tables)

  test.each(named)('%s', async (_, facts) => {
    const send: Send = (method, target, headers, body) => edge.handle({ method, target, headers, body })
    // What the stand-in answers is no body of the operation's; only what the edge refuses is looked at.
    const problems = await problemsOfAll(facts, none, 'Bearer good', send, ({ status }) => status >= 400)
    expect(problems).toEqual([])
    expect(faults).toEqual([])
  })
})

describe('the simulator', () => {
  let simulator: Simulator
  let token: string
  let ids: Ids
  const faults: unknown[] = []
  const send: Send = (method, target, headers, body) => simulator.handle({ method, target, headers, body })

  beforeAll(async () => {
    simulator = await createSimulator({ clock: 'frozen', onFault: (error) => faults.push(error) })
    token = await newToken(send)
    ids = await existingIds(send, token)
  })
  afterAll(() => simulator.close())

  test('has records for ids to point to', () => {
    expect([...ids.keys()]).toEqual(expect.arrayContaining(['group_id']))
  })

  test.each(named)('%s', async (_, facts) => {
    expect(await problemsOfAll(facts, ids, token, send)).toEqual([])
    expect(faults.splice(0)).toEqual([])
  })
})

async function newToken(send: Send): Promise<string> {
  const headers = {
    host: 'localhost',
    authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
    'content-type': 'application/json',
  }
  const body = Buffer.from('{"grant_type":"client_credentials"}')
  const reply = await send('POST', '/accounts/auth/public/token', headers, body)
  return `Bearer ${(JSON.parse(reply.body as string) as { access_token: string }).access_token}`
}

/** The first record of every list that can be reached, by the name its id has in paths and bodies. */
async function existingIds(send: Send, authorization: string): Promise<Ids> {
  const ids = new Map<string, string>()
  const lists = vendor.filter(({ method, path }) => method === 'GET' && !path.endsWith('}'))
  // Lists below a record can be asked for only once that record is known.
  for (let round = 0; round < 3; round += 1) {
    for (const facts of lists) {
      if (!facts.params.every(({ name }) => ids.has(name))) continue
      const target = pathOf(facts, (name) => ids.get(name) as string)
      const reply = await send('GET', target, { host: 'localhost', authorization })
      if (reply.status === 200 && reply.body) remember(ids, facts.path, JSON.parse(reply.body as string))
    }
  }
  return ids
}

function remember(ids: Map<string, string>, path: string, body: unknown): void {
  const list = Array.isArray(body) ? body : (body as { response?: unknown }).response
  const first = Array.isArray(list) ? (list[0] as Record<string, unknown> | undefined) : undefined
  if (!first) return
  const collection = path.split('/').at(-1) as string
  const own = `${collection.replace(/ies$/, 'y').replace(/s$/, '')}_id`
  const aliases: Record<string, string> = {
    member_snapshot_id: 'snapshot_id',
    member_transaction_id: 'transaction_id',
    group_enrollment_id: 'enrollment_id',
    group_connection_id: 'connection_id',
  }
  for (const [name, value] of [[own, first['id']], [aliases[own], first['id']], ...Object.entries(first)]) {
    if (typeof name !== 'string' || typeof value !== 'string') continue
    if ((name.endsWith('_id') || name === 'version') && isUuid(value) && !ids.has(name)) ids.set(name, value)
  }
}
