import { describe, expect, test } from 'vitest'
import { BODIES_KEPT, createJournal, REQUESTS_KEPT, type RequestEntry } from '../../src/kernel/journal.ts'

function entry(number: number, fields: Partial<RequestEntry> = {}): RequestEntry {
  return {
    id: `r${number}`,
    at: 1000 + number,
    method: 'GET',
    path: '/api/v1/members',
    api: 'fulfillment',
    operation: 'listMembers',
    status: 200,
    duration_ms: 0.5,
    ...fields,
  }
}

function filled(count: number, fields: (number: number) => Partial<RequestEntry> = () => ({})) {
  const journal = createJournal()
  for (let number = 1; number <= count; number += 1) journal.record('a', entry(number, fields(number)))
  const ids = (filter?: Parameters<typeof journal.read>[1]) =>
    journal.read('a', filter).requests.map(({ id }) => id)
  return { journal, ids }
}

describe('the journal', () => {
  test('lists a sandbox’s requests, oldest first, as they came', () => {
    const { journal, ids } = filled(3)
    expect(ids()).toEqual(['r1', 'r2', 'r3'])
    expect(journal.read('a').requests[0]).toEqual(entry(1))
    expect(journal.read('b')).toEqual({ requests: [], dropped: 0 })
  })

  test('finds by operation, with or without its api, by status, and after a request', () => {
    const { ids } = filled(6, (number) => ({
      ...(number % 2 ? { operation: 'getMember', api: 'tracking' } : {}),
      status: number > 3 ? 404 : 200,
    }))
    expect(ids({ operation: 'getMember' })).toEqual(['r1', 'r3', 'r5'])
    expect(ids({ operation: 'tracking.getMember', status: 404 })).toEqual(['r5'])
    expect(ids({ operation: 'fulfillment.getMember' })).toEqual([])
    expect(ids({ since: 'r4' })).toEqual(['r5', 'r6'])
    expect(ids({ since: 'r2', limit: 2 })).toEqual(['r3', 'r4'])
    expect(ids({ since: 'gone', limit: 1 })).toEqual(['r1'])
    expect(ids({ limit: 0 })).toEqual([])
  })

  test('keeps the last thousand and counts the dropped', () => {
    const { journal, ids } = filled(REQUESTS_KEPT * 2 + 345)
    expect(ids()).toHaveLength(REQUESTS_KEPT)
    expect(ids()[0]).toBe(`r${REQUESTS_KEPT + 346}`)
    expect(journal.read('a').dropped).toBe(REQUESTS_KEPT + 345)
  })

  test('keeps bodies to a length, and counts the dropped', () => {
    const { journal, ids } = filled(10, () => ({ response_body: 'x'.repeat(BODIES_KEPT / 4) }))
    expect(ids()).toEqual(['r7', 'r8', 'r9', 'r10'])
    expect(journal.read('a').dropped).toBe(6)
  })

  test('does not let one body push out everything', () => {
    const { journal, ids } = filled(3, (number) =>
      number === 3 ? { request_body: 'x', response_body: 'x'.repeat(BODIES_KEPT) } : {},
    )
    expect(ids()).toEqual(['r1', 'r2', 'r3'])
    expect(journal.read('a', { since: 'r2' }).requests[0]?.response_body).toBe(
      `(${BODIES_KEPT} characters: too long for the journal)`,
    )
  })

  test('masks what is read: a date of birth in one part is masked in all', () => {
    const { journal } = filled(1, () => ({
      path: '/api/v1/members?ssn=912345678&on=1980-04-12',
      request_body: '{"date_of_birth": "1980-04-12"}',
      response_body: '{"message": "912-34-5678 born 1980-04-12"}',
      unknown_fields: ['person.912345678'],
    }))
    const shown = journal.read('a').requests[0]
    expect(shown).toMatchObject({
      path: '/api/v1/members?ssn=***-**-****&on=****-**-**',
      request_body: '{"date_of_birth":"****-**-**"}',
      response_body: '{"message":"***-**-**** born ****-**-**"}',
      unknown_fields: ['person.***-**-****'],
    })
    expect(JSON.stringify(shown)).not.toMatch(/912345678|1980-04-12/)
  })

  test('is emptied for one sandbox alone', () => {
    const { journal, ids } = filled(REQUESTS_KEPT + 1)
    journal.record('b', entry(1))
    journal.clear('a')
    expect(ids()).toEqual([])
    expect(journal.read('a').dropped).toBe(0)
    expect(journal.read('b').requests).toHaveLength(1)
  })
})
