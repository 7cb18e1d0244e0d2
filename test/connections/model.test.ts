import { describe, expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { answerTo, missingIdentifiers, moved, occupantOf, startOf } from '../../src/connections/model.ts'
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
    ['created', 'authorization_pending', 'carrier_authorization'],
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
    const { put, events } = moved(connection(from), cause, 2000)
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
    expect(() => moved(connection('completed'), 'retried', 2000)).toThrow('connection_not_retryable')
  })

  test('out of unable_to_connect only by a retry', () => {
    expect(Object.keys(TRANSITIONS.unable_to_connect)).toEqual(['retried'])
  })

  test('nowhere when its status stays, except by a retry', () => {
    expect(moved(connection('waiting_on_carrier'), 'group_not_installed', 2000)).toEqual({})
    expect(moved(connection('processing'), 'retried', 2000).put).toHaveLength(1)
  })
})

describe('what the carrier answers', () => {
  const guardian = profileOf('guardian')
  const asked = { carrier: guardian, profile: 'production', well_formed: true, known: true } as const

  test.each([
    ['a known group connects', { ...asked, carrier_group_id: '00123456' }, 'confirmed'],
    [
      'magic in the sandbox is nothing in production',
      { ...asked, carrier_group_id: '00989000' },
      'confirmed',
    ],
    [
      'no identifier of the carrier',
      { ...asked, carrier_group_id: 'x', well_formed: false, known: false },
      'identifier_malformed',
    ],
    ['no group of the carrier', { ...asked, carrier_group_id: '00123456', known: false }, 'data_needed'],
    [
      'a file carrier',
      { ...asked, carrier: profileOf('sample-life'), carrier_group_id: '1' },
      'file_setup_pending',
    ],
  ])('%s', (_, inquiry, cause) => {
    expect(answerTo(inquiry)).toBe(cause)
  })

  test.each([
    ['guardian', '00989123', 'held_by_noyo'],
    ['guardian', '00767123', 'group_not_installed'],
    ['guardian', '00545123', 'data_needed'],
    ['guardian', '00323123', 'refused_by_carrier'],
    ['guardian', '00212123', 'authorization_pending'],
    ['premera', '98912345', 'held_by_noyo'],
    ['unum', '767123', 'group_not_installed'],
    ['principal', '1545123', 'data_needed'],
    ['beam', 'US32312', 'refused_by_carrier'],
    ['ameritas', '010_212123', 'authorization_pending'],
    ['anthem', '989898', 'held_by_noyo'],
    ['united-healthcare', '212121', 'authorization_pending'],
    ['guardian', '00123456', undefined],
    ['guardian', '98900000', undefined],
    ['sample-life', '989-00000', undefined],
  ])('in the sandbox %s %s: %s', (slug, carrier_group_id, cause) => {
    const inquiry = { carrier: profileOf(slug), carrier_group_id, well_formed: true, known: false }
    expect(answerTo({ ...inquiry, profile: 'noyo-sandbox' })).toBe(cause)
  })

  test('UnitedHealthcare waits for authorisation at once, the others process', () => {
    expect(startOf(profileOf('united-healthcare'))).toBe('authorization_pending')
    expect(startOf(guardian)).toBe('started')
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
