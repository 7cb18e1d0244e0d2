import { describe, expect, it } from 'vitest'
import type { CoverageChange, FoundChanges } from '../../src/snapshots/found-changes.ts'
import { effectiveDay, ended, isHeld, reached, STATUS_DETAILS } from '../../src/transactions/model.ts'
import type { MemberTransaction, StatusDetail } from '../../src/transactions/records.ts'
import { transactionType } from '../../src/transactions/transaction-type.ts'

const NOW = 1_000

function transaction(details: readonly StatusDetail[], changed: Partial<MemberTransaction> = {}) {
  return {
    id: 't',
    version: 'v',
    created: 0,
    modified: 0,
    member_snapshot_id: 's',
    group_id: 'g',
    employee_id: 'e',
    carrier_id: 'c',
    transaction_type: 'carrier_demographic',
    lines_of_coverage: [],
    status: 'processing',
    by_file: false,
    status_details: details.map((status_detail) => ({ status_detail, at: 0 })),
    changes: { members: [], coverages: [] },
    result: {},
    ...changed,
  } satisfies MemberTransaction
}

const recordOf = (changes: ReturnType<typeof reached>) =>
  changes.put?.[0]?.record as MemberTransaction | undefined

const coverage = (changed: Partial<CoverageChange> = {}): CoverageChange => ({
  individual_id: 'e',
  individual_type: 'employee',
  change: 'added',
  line_of_coverage: 'dental',
  plan_id: 'p',
  effective_start_date: '2026-03-01',
  effective_end_date: '9999-12-31',
  ...changed,
})

describe('a transaction', () => {
  it.each(STATUS_DETAILS.map((detail, index) => [detail, index] as const))(
    'told of %s has it and all before it, once each',
    (detail, index) => {
      const record = recordOf(reached(transaction(['noyo_accepted']), detail, NOW))
      if (index === 0) {
        expect(record).toBeUndefined()
        return
      }
      expect(record?.status_details.map(({ status_detail }) => status_detail)).toEqual(
        STATUS_DETAILS.slice(0, index + 1),
      )
      expect(record?.status).toBe(index >= 3 ? 'completed' : 'processing')
      expect(recordOf(reached(record as MemberTransaction, detail, NOW))).toBeUndefined()
    },
  )

  it('by file is completed as accepted, and goes no further', () => {
    const accepted = recordOf(
      reached(transaction(['noyo_accepted'], { by_file: true }), 'carrier_accepted', NOW),
    )
    expect(accepted).toMatchObject({ status: 'completed', result: { sent_by: 'file' } })
    for (const later of STATUS_DETAILS.slice(2)) {
      expect(recordOf(reached(accepted as MemberTransaction, later, NOW))).toBeUndefined()
    }
  })

  it.each([
    ['replaced', 'canceled'],
    ['refused', 'failed'],
    ['nothing_to_change', 'canceled'],
    ['not_connected', 'canceled'],
    ['snapshot_ended', 'canceled'],
  ] as const)('that is %s is %s, and moves no more', (reason, status) => {
    const record = recordOf(ended(transaction(['noyo_accepted', 'carrier_accepted']), reason, {}, NOW))
    expect(record).toMatchObject({ status, result: { reason, carrier_received: true } })
    expect(recordOf(reached(record as MemberTransaction, 'carrier_completed', NOW))).toBeUndefined()
    expect(recordOf(ended(record as MemberTransaction, 'replaced', {}, NOW))).toBeUndefined()
  })

  it('completed is not canceled any more', () => {
    const completed = transaction(STATUS_DETAILS.slice(0, 4), { status: 'completed' })
    expect(recordOf(ended(completed, 'replaced', {}, NOW))).toBeUndefined()
    expect(recordOf(reached(completed, 'noyo_verified', NOW))?.status).toBe('completed')
  })

  it('is verified on the last of the days on which its changes take effect', () => {
    expect(effectiveDay([])).toBeUndefined()
    const end = coverage({ change: 'ended', effective_end_date: '2026-03-31' })
    expect(effectiveDay([coverage(), end])).toBe('2026-04-01')
    expect(effectiveDay([coverage({ effective_start_date: '2026-05-01' }), end])).toBe('2026-05-01')
  })

  it('is verified by the periods that the carrier holds', () => {
    expect(isHeld([coverage()], [coverage()])).toBe(true)
    expect(isHeld([coverage()], [])).toBe(false)
    expect(isHeld([coverage()], [coverage({ effective_end_date: '2026-12-31' })])).toBe(false)
    expect(isHeld([coverage()], [coverage({ individual_id: 'other' })])).toBe(false)
    expect(isHeld([coverage(), coverage({ plan_id: 'q' })], [coverage()])).toBe(false)
  })
})

describe('the type of a transaction', () => {
  const found = (coverages: CoverageChange[], changed: Partial<FoundChanges> = {}): FoundChanges => ({
    carrier_id: 'c',
    by_file: false,
    is_new_subscriber: false,
    leaves_none: false,
    members: [],
    lines_of_coverage: [],
    coverages,
    ...changed,
  })
  const ends = coverage({ change: 'ended' })
  const changes = coverage({ change: 'changed' })
  const begins = coverage({ cobra: 'begins' })
  const goesOn = coverage({ change: 'changed', cobra: 'goes_on' })
  const openEnrollment = [
    { id: '1', date: '2026-01-01', reason: 'open_enrollment', type: 'coverage' },
  ] as const
  const last = { leaves_none: true }

  it.each([
    ['carrier_demographic', found([]), []],
    ['carrier_new_hire', found([coverage()], { is_new_subscriber: true }), []],
    ['carrier_open_enrollment_adding', found([coverage()], { is_new_subscriber: true }), openEnrollment],
    ['carrier_termination', found([ends], last), []],
    ['carrier_termination', found([ends], last), openEnrollment],
    ['carrier_qualifying_life_event_adding', found([coverage()]), []],
    ['carrier_qualifying_life_event_modifying', found([changes]), []],
    ['carrier_qualifying_life_event_removing', found([ends]), []],
    ['carrier_qualifying_life_event_full', found([coverage(), ends]), []],
    ['carrier_open_enrollment_modifying', found([changes, changes]), openEnrollment],
    ['carrier_open_enrollment_removing', found([ends]), openEnrollment],
    ['carrier_open_enrollment_full', found([changes, coverage()]), openEnrollment],
    ['carrier_cobra_enrollment', found([ends, begins]), []],
    ['carrier_cobra_qualifying_life_event', found([goesOn]), []],
    ['carrier_cobra_open_enrollment', found([goesOn]), openEnrollment],
    ['carrier_cobra_termination', found([{ ...goesOn, change: 'ended' }], last), []],
  ] as const)('is %s', (type, what, events) => {
    expect(transactionType(what, [...events])).toBe(type)
  })
})
