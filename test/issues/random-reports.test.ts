import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ISSUE_CATEGORIES } from '../../src/carriers/error-reports/codes.ts'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Api, client } from '../api-client.ts'
import { sized } from '../size.ts'
import { FULFILLMENT, type Json } from '../snapshots/families.ts'
import { issuesOf, report, reportedGroup } from './reports.ts'

const RUNS = sized({ landing: 15, full: 150 })
const CARRIERS = [
  ['example-mutual', '23d4bbe5-5738-4938-8fcd-63d3ade41ade', 'EM123456'],
  ['sample-life', '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d', '123-45678'],
  ['placeholder-dental', '1e586513-9bec-46c5-ada7-662e3efb38fe', 'PD00A17'],
  ['fictional-benefits', 'f987f2dd-6431-4a56-a4f0-ca1a998fab77', '123456789'],
] as const

let simulator: Simulator
let api: Api
let group_id: string
let employees: readonly Json[]

beforeAll(async () => {
  simulator = await createSimulator({ clock: 'frozen', validateResponses: true })
  api = client(async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from((reply.body ?? '') as string) }
  })
  const [[, first, identifier], ...others] = CARRIERS
  const group = await reportedGroup(api, simulator, first, identifier)
  group_id = group.group_id
  employees = group.employees
  for (const [, carrier_id, carrier_group_id] of others) {
    await api.post('/carrier/api/v1/carriers/request', { carrier_id, estimated_volume: 1 })
    await simulator.clock.settle()
    const asked = await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
      carrier_id,
      group_data: { carrier_group_id },
    })
    expect(asked.status).toBe(201)
  }
  await simulator.clock.settle()
})

afterAll(() => simulator.close())

/** Whom (a stranger beyond the last employee) and of what. */
interface Wrong {
  readonly who: number
  readonly category: number
}

const wrong = fc.record<Wrong>({
  who: fc.integer({ min: 0, max: 27 }),
  category: fc.integer({ min: 0, max: ISSUE_CATEGORIES.length - 1 }),
})

const story = fc.array(
  fc.record({
    carrier: fc.constantFrom(...CARRIERS.map(([slug]) => slug)),
    stream: fc.constantFrom('a', 'b'),
    rows: fc.uniqueArray(wrong, { maxLength: 8, selector: ({ who, category }) => `${who} ${category}` }),
  }),
  { minLength: 1, maxLength: 6 },
)

const rowOf = ({ who, category }: Wrong): Json => {
  const person =
    who < employees.length
      ? { member_id: employees[who].id }
      : { first_name: 'Stranger', last_name: 'Marchbanks', date_of_birth: `195${who - 25}-01-01` }
  return { ...person, category: ISSUE_CATEGORIES[category], message: 'As the guide says' }
}

test('every row is an issue, and what is open of a stream is what its last report tells', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (reports) => {
      const last = new Map<string, readonly string[]>()
      for (const { carrier, stream, rows } of reports) {
        const answer = await report(api, group_id, rows.map(rowOf), { carrier, stream })
        expect(answer.unread).toEqual([])
        expect(new Set(answer.issue_ids).size).toBe(rows.length)
        const told = await issuesOf(api, `originating_record_ids=${answer.partner_document_id}`)
        expect(told.map(({ id }) => id).sort()).toEqual([...answer.issue_ids].sort())
        const expected = rows.map(({ who, category }) => [
          employees[who]?.id ?? null,
          ISSUE_CATEGORIES[category],
        ])
        expect(told.map(({ member_id, category }) => [member_id, category]).sort()).toEqual(expected.sort())
        last.set(answer.partner_document_source_id, answer.issue_ids)
      }
      for (const [source, ids] of last) {
        const open = await issuesOf(api, `partner_document_source_id=${source}&status=open`)
        expect(open.map(({ id }) => id).sort()).toEqual([...ids].sort())
      }
      const all = await issuesOf(api)
      expect(new Set(all.map(({ issue_key }) => issue_key)).size).toBe(all.length)
    }),
    { numRuns: RUNS },
  )
})

/** Rows of an uploaded document by what comes of them: an issue, or the reason why not. */
const UPLOADED = {
  issue: (n: number) => ({ message: 'SSN missing', member_id: employees[n % employees.length].id }),
  row_malformed: (n: number) => ['text', n, [], { message: n }][n % 4],
  error_missing: (n: number) => [{}, { first_name: 'Robin' }, { message: '' }][n % 3],
  group_unknown: (n: number) => ({ message: 'SSN missing', carrier_group_id: `EM99${1000 + n}` }),
} as const

type Outcome = keyof typeof UPLOADED

test('every row of an uploaded document is an issue or is counted with the reason why it is none', async () => {
  const [[, partner_id]] = CARRIERS
  const { body: sources } = await api.get(`${FULFILLMENT}/partner_document_sources?partner_id=${partner_id}`)
  const source = sources.response[0]
  const outcomes = fc.array(fc.constantFrom(...(Object.keys(UPLOADED) as Outcome[])), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(outcomes, async (wanted) => {
      const { status, body } = await api.post(`${FULFILLMENT}/partner_documents`, {
        content_type: 'EDI_ERROR_REPORT',
        file_key: 'uploads/rejects.csv',
        partner_id,
        partner_type: 'carrier',
        source: 'UPLOAD',
        partner_document_source_id: source.id,
        group_ids: [group_id],
        extracted_data: { rows: wanted.map((outcome, n) => UPLOADED[outcome](n)) },
      })
      expect(status).toBe(201)
      await simulator.clock.settle()
      const { body: told } = await api.get('/_sim/events?type=partner_document.read&limit=1000')
      const { data } = told.events.findLast(({ subject }: Json) => subject.id === body.id)
      const count = (outcome: Outcome) => wanted.filter((one) => one === outcome).length
      expect(data.rows).toBe(count('issue'))
      const reasons = Object.fromEntries(
        data.reasons
          .split(', ')
          .filter((reason: string) => reason !== '')
          .map((reason: string) => reason.split(' ')),
      )
      for (const reason of ['row_malformed', 'error_missing', 'group_unknown'] as const) {
        expect(Number(reasons[reason] ?? 0)).toBe(count(reason))
      }
      expect(data.rows + data.unread).toBe(wanted.length)
      const issues = await issuesOf(api, `originating_record_ids=${body.id}`)
      expect(issues).toHaveLength(Math.min(count('issue'), new Set(issues.map(({ id }) => id)).size))
      expect(issues.length > 0).toBe(count('issue') > 0)
    }),
    { numRuns: RUNS },
  )
})
