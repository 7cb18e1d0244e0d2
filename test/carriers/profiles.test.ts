import { describe, expect, test } from 'vitest'
import { planOffers } from '../../src/carriers/plan-offers.ts'
import { isWellFormed, LINES_OF_COVERAGE } from '../../src/carriers/profile.ts'
import { carrierNamed, carrierOf, carrierProfiles } from '../../src/carriers/profiles/index.ts'
import { isUuid } from '../../src/kernel/identity.ts'

const DOCUMENTED = [
  'guardian',
  'principal',
  'anthem',
  'beam',
  'ameritas',
  'unum',
  'premera',
  'united-healthcare',
]

const named = (slug: string) => {
  const carrier = carrierNamed(slug)
  if (!carrier) throw new Error(`no carrier ${slug}`)
  return carrier
}

describe('the carriers', () => {
  test('include the documented ones, two that send each kind of file, and every line', () => {
    expect(carrierProfiles.slice(0, 8).map(({ slug }) => slug)).toEqual(DOCUMENTED)
    for (const tier of ['advanced', 'standard']) {
      expect(carrierProfiles.filter((carrier) => carrier.tier === tier).length).toBeGreaterThanOrEqual(2)
    }
    const sold = new Set(carrierProfiles.flatMap((carrier) => carrier.lines_of_coverage))
    expect([...LINES_OF_COVERAGE].filter((line) => !sold.has(line))).toEqual([])
  })

  test('have the documented ids, and all of them different ones', () => {
    expect(named('premera').id).toBe('c09b0a82-309d-44bf-9430-856c3c6027cd')
    expect(named('united-healthcare').id).toBe('701ac9cf-56af-4cae-8549-5acfa851e173')
    const names = carrierProfiles.flatMap(({ id, slug }) => [id, slug])
    expect(new Set(names).size).toBe(names.length)
    expect(carrierProfiles.every(({ id }) => isUuid(id))).toBe(true)
  })

  test('are found by id or slug in any case', () => {
    const beam = named('beam')
    expect(carrierNamed('BEAM')).toBe(beam)
    expect(carrierNamed(beam.id.toUpperCase())).toBe(beam)
    expect(carrierOf({ carrier_id: beam.id })).toBe(beam)
    expect(carrierNamed('beem')).toBeUndefined()
    expect(() => carrierOf({ carrier_id: 'beem' })).toThrow('beem')
  })

  test.each([
    ['guardian', '00989123', 'noyo_review'],
    ['guardian', '00212123', 'carrier_authorization'],
    ['premera', '76712345', 'waiting_on_carrier'],
    ['unum', '545123', 'action_required'],
    ['principal', '1323123', 'unable_to_connect'],
    ['principal', '1212123', undefined],
    ['beam', 'US98912', 'noyo_review'],
    ['ameritas', '010_212123', 'carrier_authorization'],
    ['anthem', '767676', 'waiting_on_carrier'],
    ['anthem', '212121', undefined],
    ['united-healthcare', '212121', 'carrier_authorization'],
  ])('%s: the sandbox id %s is well-formed and stands for %s', (slug, id, status) => {
    const carrier = named(slug)
    const at = carrier.magic_ids?.at ?? 0
    expect(isWellFormed(carrier, id)).toBe(true)
    expect(carrier.magic_ids?.statuses[id.slice(at, at + 3)]).toBe(status)
  })

  test.each([
    ['guardian', '0012345'],
    ['guardian', '001234567'],
    ['principal', '123456A'],
    ['anthem', 'A1234'],
    ['beam', 'U123456'],
    ['ameritas', '010-123456'],
    ['ameritas', '010_123456\n'],
    ['unum', '0012345'],
    ['premera', '1234 678'],
    ['united-healthcare', '09Z613'],
  ])('%s has no identifier like %j', (slug, id) => {
    expect(isWellFormed(named(slug), id)).toBe(false)
  })

  test.each(carrierProfiles.map((carrier) => [carrier.slug, carrier] as const))(
    '%s: the example is well-formed, and every line has plans of the ways it is bought',
    (_slug, carrier) => {
      expect(isWellFormed(carrier, carrier.carrier_group_id.example)).toBe(true)
      for (const line of carrier.lines_of_coverage) {
        const types = new Set(planOffers(carrier, line).map((offer) => offer.plan_type))
        expect([...types]).toEqual(carrier.plan_types[line] ?? [undefined])
      }
      for (const line of Object.keys(carrier.plan_types)) expect(carrier.lines_of_coverage).toContain(line)
    },
  )

  test('demand what is documented', () => {
    const asking = (by: string) =>
      carrierProfiles.filter((carrier) => carrier.broker_identifier === by).map(({ slug }) => slug)
    expect(asking('broker_federal_ein')).toEqual(['principal'])
    expect(asking('broker_tin_or_federal_ein')).toEqual(['anthem'])
    expect(carrierProfiles.filter((carrier) => carrier.events_required).map(({ slug }) => slug)).toEqual([
      'principal',
      'beam',
    ])
  })
})
