import { expect, test } from 'vitest'
import { page } from '../../src/api/answer.ts'
import { outcomeOf } from '../../src/api/content.ts'
import { createKeptTexts } from '../../src/api/kept-texts.ts'
import { askedPage, pageOf } from '../../src/api/paging.ts'
import { defineView } from '../../src/api/view.ts'
import { freshRecord } from '../../src/kernel/record.ts'

const records = Array.from({ length: 45 }, (_, at) => freshRecord(`r${at}`, 0, {}))
const view = defineView((record: (typeof records)[number]) => ({ id: record.id }))

function listed(query: { page_size?: number; offset?: number }) {
  const asked = askedPage(query)
  const { content } = page(view, pageOf(records, asked), asked)
  const { text } = outcomeOf({ status: 200, content }, createKeptTexts())
  const { meta, response } = JSON.parse(text as string) as { meta: unknown; response: { id: string }[] }
  return { meta, ids: response.map(({ id }) => id) }
}

test('twenty records unless asked otherwise', () => {
  const { meta, ids } = listed({})
  expect(meta).toEqual({ offset: 0, page_num: 1, page_size: 20, total_records: 45 })
  expect([ids.length, ids[0]]).toEqual([20, 'r0'])
})

test('the page number follows from offset and size', () => {
  const { meta, ids } = listed({ page_size: 10, offset: 25 })
  expect(meta).toEqual({ offset: 25, page_num: 3, page_size: 10, total_records: 45 })
  expect([ids.length, ids[0]]).toEqual([10, 'r25'])
})

test('a larger size than the largest is cut', () => {
  expect(listed({ page_size: 5_000 }).meta).toMatchObject({ page_size: 100 })
})

test('past the end there is an empty page with the true total', () => {
  expect(listed({ offset: 1_000 })).toEqual({
    meta: { offset: 1_000, page_num: 51, page_size: 20, total_records: 45 },
    ids: [],
  })
})
