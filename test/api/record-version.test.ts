import { expect, test } from 'vitest'
import { sameVersion } from '../../src/api/record-version.ts'
import { changedRecord, freshRecord } from '../../src/kernel/record.ts'

const record = freshRecord('0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab', 0, { name: 'Acme' })

test('the latest version passes, in either case', () => {
  expect(() => sameVersion(record, record.version)).not.toThrow()
  expect(() => sameVersion(record, record.version.toUpperCase())).not.toThrow()
})

test.each([
  ['a stale one', record.version],
  ['no version at all', 'latest'],
])('%s is a conflict', (_, version) => {
  expect(() => sameVersion(changedRecord(record, { name: 'Ajax' }, 1), version)).toThrow('version_conflict')
})
