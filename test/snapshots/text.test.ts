import { expect, test } from 'vitest'
import { payloadOf } from '../../src/snapshots/payload-of.ts'
import type { MemberSnapshot } from '../../src/snapshots/records.ts'
import { snapshotResult, snapshotView } from '../../src/snapshots/views.ts'

const RECEIVED =
  '{ "snapshot_mode": "current_open",\n "employee": {"id": "e", "note": "\\"quoted\\" \\u00e9"} }'

const snapshot = (fields: Partial<MemberSnapshot>): MemberSnapshot => ({
  id: 's',
  version: 'v',
  created: 1_000,
  modified: 2_000,
  group_id: 'g',
  employee_id: 'e',
  status: 'processing',
  inbound_snapshot: RECEIVED,
  created_members: [{ id: 'd', type: 'dependent' }],
  warnings: ['said'],
  fulfillment_summary: [{ carrier_id: 'c', status: 'processing', errors: [] }],
  ...fields,
})

const processed = { snapshot_mode: 'current_open' } as NonNullable<MemberSnapshot['member_snapshot']>

test.each([
  ['taken as it came', {}],
  ['changed by processing', { member_snapshot: processed }],
  ['replaced', { replaced_by: 'other' }],
])('the text of a snapshot %s says what the snapshot is', (_, fields) => {
  const record = snapshot(fields)
  const text = snapshotView.text?.(record) ?? ''
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(snapshotResult(record))))
  expect(Object.keys(JSON.parse(text))).toEqual(Object.keys(snapshotResult(record)))
})

test('the payload of a snapshot taken as it came is read of its text', () => {
  expect(payloadOf(snapshot({}))).toEqual(JSON.parse(RECEIVED))
  expect(payloadOf(snapshot({ member_snapshot: processed }))).toBe(processed)
})
