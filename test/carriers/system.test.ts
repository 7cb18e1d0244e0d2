import { describe, expect, test } from 'vitest'
import type { CarrierAccount } from '../../src/carriers/account.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { createCarrierGroup, findCarrierGroup, readCarrierAccount } from '../../src/carriers/system.ts'
import { workplace } from './unit-of-work.ts'

const guardian = carrierNamed('guardian') as CarrierProfile
const anthem = carrierNamed('anthem') as CarrierProfile

type Options = Parameters<typeof workplace>[0]

/** What a carrier has under an identifier that nothing describes. */
async function accountAt(
  carrier: CarrierProfile,
  identifier: string,
  options?: Options,
): Promise<CarrierAccount> {
  const { write } = await workplace(options)
  return write(async (unit) => {
    const group = await findCarrierGroup(unit, carrier, identifier)
    if (!group) throw new Error(`${carrier.slug} has no group ${identifier}`)
    return readCarrierAccount(unit, group)
  })
}

const subscribersOf = (account: CarrierAccount) =>
  account.members.filter((member) => member.subscriber === undefined)
describe('an identifier that nothing describes', () => {
  test('has 25 employees, each enrolled, and is the same group from then on', async () => {
    const { write } = await workplace()
    const first = await write((unit) => findCarrierGroup(unit, guardian, '00123456'))
    const again = await write((unit) => findCarrierGroup(unit, guardian, '00123456'))
    expect(again).toEqual(first)
    const account = await write((unit) => readCarrierAccount(unit, first as NonNullable<typeof first>))
    expect(account.group).toMatchObject({ carrier_group_id: '00123456', employees: 25 })
    const enrolled = new Set(account.enrollments.map(({ member }) => member))
    expect(subscribersOf(account)).toHaveLength(25)
    expect(account.members.filter(({ id }) => !enrolled.has(id))).toEqual([])
  })

  test('that ends in 00 has plans and nobody enrolled yet', async () => {
    const account = await accountAt(guardian, '00123400')
    expect(account).toMatchObject({ members: [], enrollments: [], group: { employees: 0 } })
    expect(account.plans.length).toBeGreaterThan(0)
  })

  test('and is malformed does not exist', async () => {
    const { write } = await workplace()
    expect(await write((unit) => findCarrierGroup(unit, guardian, '123'))).toBeUndefined()
  })

  test('does not exist where the scenario refuses unknown groups; a described one does', async () => {
    const { write } = await workplace({ unknown_groups: 'refuse' })
    expect(await write((unit) => findCarrierGroup(unit, guardian, '00123456'))).toBeUndefined()
    const made = await write((unit) =>
      createCarrierGroup(unit, { carrier: guardian, carrier_group_id: '00123456' }),
    )
    expect(await write((unit) => findCarrierGroup(unit, guardian, '00123456'))).toEqual(made)
  })

  test('differs from others in its people, and follows from the seed alone', async () => {
    const names = (account: CarrierAccount) =>
      subscribersOf(account).map(({ person }) => `${person.first_name} ${person.last_name}`)
    const account = await accountAt(guardian, '00123456')
    expect(await accountAt(guardian, '00123456')).toEqual(account)
    for (const other of [
      await accountAt(guardian, '00123457'),
      await accountAt(guardian, '00123456', { seed: 'other' }),
      await accountAt(carrierNamed('unum') as CarrierProfile, '00123456'),
    ]) {
      const same = names(other).filter((name) => names(account).includes(name))
      expect(same.length).toBeLessThan(3)
    }
  })

  test('has people whose dates are relative to the start', async () => {
    const [early, late] = await Promise.all([
      accountAt(guardian, '00123456', { start: '2020-03-01T00:00:00Z' }),
      accountAt(guardian, '00123456', { start: '2030-03-01T00:00:00Z' }),
    ])
    const years = (account: CarrierAccount) =>
      subscribersOf(account).map(({ person }) => Number(person.date_of_birth.slice(0, 4)))
    expect(years(late)).toEqual(years(early).map((year) => year + 10))
  })
})

describe('a described group', () => {
  test('has the given name, number, lines and people; the rest is generated', async () => {
    const { write } = await workplace()
    const account = await write(async (unit) =>
      readCarrierAccount(
        unit,
        await createCarrierGroup(unit, {
          carrier: anthem,
          carrier_group_id: 'A12345',
          name: 'Blue Door Bakery',
          federal_ein: '900000001',
          employees: 3,
          lines_of_coverage: ['medical'],
          families: [
            {
              person: { first_name: 'Ana', last_name: 'Peña', date_of_birth: '1980-02-29' },
              dependents: [
                { relationship: 'child', person: { first_name: 'Luz', date_of_birth: '2015-05-05' } },
              ],
            },
          ],
        }),
      ),
    )
    expect(account.group).toMatchObject({ name: 'Blue Door Bakery', federal_ein: '900000001', employees: 3 })
    expect(new Set(account.plans.map((plan) => plan.line_of_coverage))).toEqual(new Set(['medical']))
    const ana = account.members.find(({ person }) => person.first_name === 'Ana')
    expect(ana?.person).toMatchObject({
      last_name: 'Peña',
      date_of_birth: '1980-02-29',
      ssn: expect.any(String),
    })
    expect(ana?.person.contact?.email_address).toBe('ana.pena.1@example.com')
    expect(account.members.filter(({ subscriber }) => subscriber === ana?.id).length).toBeLessThanOrEqual(1)
    expect(subscribersOf(account)).toHaveLength(3)
  })

  test('of an employer with another carrier has the same people there, under the other carrier’s ids', async () => {
    const { write } = await workplace()
    const [first, second] = await write(async (unit) =>
      Promise.all([
        readCarrierAccount(
          unit,
          await createCarrierGroup(unit, {
            carrier: anthem,
            carrier_group_id: 'A12345',
            employer: 'Blue Door',
            employees: 5,
          }),
        ),
        readCarrierAccount(
          unit,
          await createCarrierGroup(unit, {
            carrier: guardian,
            carrier_group_id: '00123456',
            employer: 'Blue Door',
            employees: 8,
          }),
        ),
      ]),
    )
    const people = (account: CarrierAccount) => subscribersOf(account).map(({ person }) => person.ssn)
    expect(people(second)).toEqual(expect.arrayContaining(people(first)))
    const ids = new Set(first.members.map(({ id }) => id))
    expect(second.members.filter(({ id }) => ids.has(id))).toEqual([])
  })

  test('is not described twice', async () => {
    const { write } = await workplace()
    const make = () =>
      write((unit) => createCarrierGroup(unit, { carrier: anthem, carrier_group_id: 'A12345' }))
    await make()
    await expect(make()).rejects.toThrow('anthem has a group A12345 already')
  })
})
