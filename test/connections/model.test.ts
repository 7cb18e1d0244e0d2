import { describe, expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { answerTo, endOf, type Inquiry, nextAsk } from '../../src/connections/answer.ts'
import { missingIdentifiers, moved, occupantOf, reachableFrom, startOf } from '../../src/connections/model.ts'
import type { ConnectionStatus, GroupConnection } from '../../src/connections/records.ts'
import { type ConnectionCause, TRANSITIONS } from '../../src/connections/transitions.ts'
import { freshRecord } from '../../src/kernel/record.ts'

const profileOf = (slug: string) => carrierNamed(slug) as CarrierProfile

function connection(status: ConnectionStatus, id = 'c1'): GroupConnection {
  return freshRecord(id, 1000, {
    organization_id: 'o1',
    group_id: 'g1',
    carrier_id: 'k1',
    status,
    request_type: 'initial' as const,
    tier: 'premier' as const,
    group_name: 'Group',
    carrier_group_id: '00123456',
  })
}

describe('a connection moves', () => {
  test.each<[ConnectionStatus, ConnectionCause, ConnectionStatus]>([
    ['created', 'started', 'processing'],
    ['created', 'notification_awaited', 'carrier_authorization'],
    ['processing', 'confirmed', 'completed'],
    ['processing', 'held_by_noyo', 'noyo_review'],
    ['processing', 'group_not_installed', 'waiting_on_carrier'],
    ['processing', 'authorization_pending', 'carrier_authorization'],
    ['processing', 'data_needed', 'action_required'],
    ['processing', 'file_setup_pending', 'action_required'],
    ['processing', 'identifier_malformed', 'unable_to_connect'],
    ['processing', 'refused_by_carrier', 'unable_to_connect'],
    ['waiting_on_carrier', 'confirmed', 'completed'],
    ['carrier_authorization', 'confirmed', 'completed'],
    ['carrier_authorization', 'held_by_noyo', 'noyo_review'],
    ...(['created', 'processing', 'noyo_review', 'waiting_on_carrier'] as const).map(
      (status) => [status, 'retried', 'processing'] as [ConnectionStatus, ConnectionCause, ConnectionStatus],
    ),
    ['carrier_authorization', 'retried', 'processing'],
    ['action_required', 'retried', 'processing'],
    ['unable_to_connect', 'retried', 'processing'],
  ])('from %s, when %s, to %s', (from, cause, to) => {
    const { put, events } = moved(connection(from), { cause }, 2000)
    const record = put?.[0]?.record as GroupConnection
    expect(record).toMatchObject({ status: to, modified: 2000 })
    expect(record.version).not.toBe(connection(from).version)
    expect(events?.[0]).toMatchObject({
      type: 'group_connection.status_changed',
      data: { from, to, cause, group_id: 'g1', carrier_id: 'k1' },
    })
    expect(events?.some(({ type }) => type === 'group_connection.completed')).toBe(to === 'completed')
    expect(record.completed).toBe(to === 'completed' ? 2000 : undefined)
  })

  test('out of completed by nothing', () => {
    expect(TRANSITIONS.completed).toEqual({})
    expect(() => moved(connection('completed'), { cause: 'retried' }, 2000)).toThrow(
      'connection_not_retryable',
    )
  })

  test('out of unable_to_connect only by a retry', () => {
    const { unable_to_connect } = TRANSITIONS
    expect(Object.keys(unable_to_connect)).toEqual(['retried', 'notification_awaited_again'])
  })

  test('nowhere when status and cause stay, except by a retry', () => {
    const waiting = {
      ...connection('waiting_on_carrier'),
      finding: { cause: 'group_not_installed' as const },
    }
    expect(moved(waiting, { cause: 'group_not_installed' }, 2000)).toEqual({})
    expect(moved(waiting, { cause: 'held_by_carrier' }, 2000).put).toHaveLength(1)
    const again = { ...connection('processing'), finding: { cause: 'retried' as const } }
    expect(moved(again, { cause: 'retried' }, 2000).put).toHaveLength(1)
  })

  test('only to processing at carriers that are asked, only to carrier_authorization at one that tells', () => {
    const failed = connection('unable_to_connect')
    expect(reachableFrom(failed, {})).toEqual(['processing'])
    expect(reachableFrom(failed, { authorization: 'notification' })).toEqual(['carrier_authorization'])
    const byFile = { ...failed, tier: 'standard' as const }
    expect(reachableFrom(byFile, { authorization: 'notification' })).toEqual(['processing'])
    expect(reachableFrom(connection('completed'), {})).toEqual([])
  })
})

const guardian = profileOf('guardian')

/** A request that nothing speaks against, at the moment 2000. */
function inquiry(more: Partial<Inquiry> = {}, ofConnection: Partial<Inquiry['connection']> = {}): Inquiry {
  return {
    carrier: guardian,
    profile: 'production',
    now: 2000,
    standing: {},
    well_formed: true,
    known: true,
    failed_rules: [],
    census_later: false,
    ...more,
    connection: { carrier_group_id: '00123456', tier: 'premier', ...ofConnection },
  }
}

const EVERYTHING_WRONG = {
  well_formed: false,
  known: false,
  standing: { installed_on: 3000, authorized_on: 3000, broker_federal_ein: '900000001' },
  failed_rules: [{ rule: 'r', description: 'd', result: 'fail' as const }],
  carrier: profileOf('principal'),
}

describe('what the carrier answers', () => {
  test.each<[string, Inquiry, string]>([
    ['a known group connects', inquiry(), 'confirmed'],
    [
      'magic in the sandbox is nothing in production',
      inquiry({}, { carrier_group_id: '00989000' }),
      'confirmed',
    ],
    [
      'what is said comes first',
      inquiry({ ...EVERYTHING_WRONG, standing: { outcome: 'noyo_review' } }),
      'held_by_noyo',
    ],
    ['then whether it is an identifier', inquiry(EVERYTHING_WRONG), 'identifier_malformed'],
    [
      'then whether there is such a group',
      inquiry({ ...EVERYTHING_WRONG, well_formed: true }),
      'group_unknown',
    ],
    [
      'then whether it is installed',
      inquiry({ ...EVERYTHING_WRONG, well_formed: true, known: true }),
      'group_not_installed',
    ],
    [
      'then whether Noyo is authorised',
      inquiry({
        ...EVERYTHING_WRONG,
        well_formed: true,
        known: true,
        standing: { installed_on: 2000, authorized_on: 2001, broker_federal_ein: '900000001' },
      }),
      'authorization_pending',
    ],
    [
      'then the broker',
      inquiry({
        ...EVERYTHING_WRONG,
        well_formed: true,
        known: true,
        standing: { installed_on: 2000, authorized_on: 2000, broker_federal_ein: '900000001' },
      }),
      'broker_not_on_file',
    ],
    [
      'then whether the group is eligible',
      inquiry({ ...EVERYTHING_WRONG, well_formed: true, known: true, standing: {} }),
      'not_eligible',
    ],
    [
      'which a request may skip',
      inquiry(
        { ...EVERYTHING_WRONG, well_formed: true, known: true, standing: {} },
        { skips_eligibility: true },
      ),
      'confirmed',
    ],
    [
      'files are set up',
      inquiry({ carrier: profileOf('sample-life') }, { tier: 'advanced' }),
      'file_setup_pending',
    ],
  ])('%s', (_, asked, cause) => {
    expect(answerTo(asked)?.cause).toBe(cause)
  })

  test.each<[string, Partial<Inquiry>, object]>([
    ['is awaited', { standing: { authorized_on: 2001 }, known: false }, { cause: 'authorization_pending' }],
    ['is there', { standing: { authorized_on: 2000 } }, { cause: 'confirmed' }],
    ['finds something wrong', { known: false }, { cause: 'held_by_noyo', found: 'group_unknown' }],
    [
      'finds it not installed',
      { standing: { installed_on: 2001 } },
      { cause: 'held_by_noyo', found: 'group_not_installed' },
    ],
    ['is told what comes of it', { standing: { outcome: 'action_required' } }, { cause: 'data_needed' }],
  ])('by notification: UnitedHealthcare %s', (_, more, found) => {
    expect(answerTo(inquiry({ carrier: profileOf('united-healthcare'), ...more }))).toEqual(found)
  })

  test.each([
    ['guardian', '00989123', 'held_by_noyo'],
    ['guardian', '00767123', 'held_by_carrier'],
    ['guardian', '00545123', 'data_needed'],
    ['guardian', '00323123', 'refused_by_carrier'],
    ['guardian', '00212123', 'authorization_pending'],
    ['premera', '98912345', 'held_by_noyo'],
    ['unum', '767123', 'held_by_carrier'],
    ['principal', '1545123', 'data_needed'],
    ['beam', 'US32312', 'refused_by_carrier'],
    ['ameritas', '010_212123', 'authorization_pending'],
    ['anthem', '989898', 'held_by_noyo'],
    ['united-healthcare', '212121', 'authorization_pending'],
    ['guardian', '00123456', undefined],
    ['guardian', '98900000', undefined],
    ['sample-life', '989-00000', undefined],
  ])('in the sandbox %s %s: %s', (slug, carrier_group_id, cause) => {
    const asked = inquiry({ carrier: profileOf(slug), known: false }, { carrier_group_id })
    expect(answerTo({ ...asked, profile: 'noyo-sandbox' })?.cause).toBe(cause)
  })

  test('UnitedHealthcare waits for authorisation at once, the others process', () => {
    const premier = { tier: 'premier' as const }
    expect(startOf(profileOf('united-healthcare'), premier).first).toBe('notification_awaited')
    expect(startOf(profileOf('united-healthcare'), { tier: 'standard' }).first).toBe('started')
    expect(startOf(guardian, premier).first).toBe('started')
  })
})

test.each<[string, string | undefined, string | undefined, object, boolean]>([
  ['principal', '900000001', undefined, { broker_federal_ein: '90-0000001' }, true],
  ['principal', '900000001', undefined, { broker_federal_ein: '900000002' }, false],
  ['principal', '90 000 0001', undefined, { broker_federal_ein: '90-0000001' }, true],
  ['principal', 'another broker', undefined, { broker_federal_ein: 'the broker' }, false],
  ['principal', '900000001', '900000009', { broker_tin: '900000003' }, true],
  ['anthem', '900000001', undefined, { broker_federal_ein: '900000001' }, true],
  ['anthem', undefined, '900000003', { broker_federal_ein: '900000001', broker_tin: '900000003' }, true],
  ['anthem', undefined, '900000003', { broker_federal_ein: '900000001' }, false],
  ['anthem', '900000009', '900000009', { broker_federal_ein: '900000001', broker_tin: '900000003' }, false],
  ['guardian', undefined, undefined, { broker_federal_ein: '900000001' }, true],
])('%s is sent EIN %s and TIN %s and has %o: %s', (slug, ein, tin, standing, passes) => {
  const sent = {
    ...(ein === undefined ? {} : { broker_federal_ein: ein }),
    ...(tin === undefined ? {} : { broker_tin: tin }),
  }
  const answer = answerTo(inquiry({ carrier: profileOf(slug), standing }, sent))
  expect(answer?.cause).toBe(passes ? 'confirmed' : 'broker_not_on_file')
})

describe('Noyo asks again', () => {
  test.each([
    ['at the first round', 500, 1100],
    ['at the round itself', 1200, 1200],
    ['at the next one', 1201, 1300],
    ['never at once', 1000, 1100],
  ])('%s', (_, end, due) => {
    expect(nextAsk(1000, 100, end)).toBe(due)
  })

  test.each<[string, Parameters<typeof endOf>[0], Parameters<typeof endOf>[1], number | undefined]>([
    ['when it is installed', { cause: 'group_not_installed' }, { installed_on: 3000 }, 3000],
    ['when Noyo is authorised', { cause: 'authorization_pending' }, { authorized_on: 3000 }, 3000],
    [
      'when what is said ends',
      { cause: 'held_by_carrier' },
      { outcome: 'waiting_on_carrier', refuse_until: 3000 },
      3000,
    ],
    [
      'when what lies behind it ends',
      { cause: 'held_by_noyo', found: 'group_not_installed' },
      { installed_on: 3000 },
      3000,
    ],
    ['never when nobody said', { cause: 'held_by_noyo' }, { outcome: 'noyo_review' }, undefined],
    ['not for what the platform must change', { cause: 'group_unknown' }, { installed_on: 3000 }, undefined],
  ])('%s', (_, finding, standing, end) => {
    expect(endOf(finding, standing, 2000)).toBe(end)
  })
})

describe('the broker', () => {
  test.each([
    ['guardian', {}, []],
    ['principal', {}, ['broker_federal_ein']],
    ['principal', { broker_tin: '900000001' }, ['broker_federal_ein']],
    ['principal', { broker_federal_ein: '900000001' }, []],
    ['anthem', {}, ['broker_federal_ein']],
    ['anthem', { broker_tin: '900000001' }, []],
    ['anthem', { broker_federal_ein: '900000001' }, []],
    ['anthem', { broker_federal_ein: '' }, ['broker_federal_ein']],
  ])('of %s with %o misses %o', (slug, given, missing) => {
    expect(missingIdentifiers(profileOf(slug), given).map(({ path }) => path.at(-1))).toEqual(missing)
  })
})

test('a connection that cannot connect occupies nothing', () => {
  expect(occupantOf([connection('unable_to_connect')])).toBeUndefined()
  expect(occupantOf([connection('processing')])?.id).toBe('c1')
  expect(occupantOf([connection('processing')], connection('processing'))).toBeUndefined()
})
