import { describe, expect, test } from 'vitest'
import type { CarrierAccount } from '../../src/carriers/account.ts'
import { planOffers } from '../../src/carriers/plan-offers.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed, carrierProfiles } from '../../src/carriers/profiles/index.ts'
import type { CarrierMember } from '../../src/carriers/records.ts'
import { createCarrierGroup, findCarrierGroup, readCarrierAccount } from '../../src/carriers/system.ts'
import { addDays, OPEN_END } from '../../src/kernel/instant.ts'
import { workplace } from './unit-of-work.ts'

const TODAY = '2026-01-05'
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
const yearsOld = ({ person }: CarrierMember) =>
  (Date.parse(TODAY) - Date.parse(person.date_of_birth)) / (365.25 * 24 * 3600 * 1000)

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

describe.each(carrierProfiles.map((carrier) => [carrier.slug, carrier] as const))(
  'the census of %s',
  (_slug, carrier) => {
    test('has coherent families', async () => {
      const account = await accountAt(carrier, carrier.carrier_group_id.example)
      const byId = new Map(account.members.map((member) => [member.id, member]))
      const numbers = account.members.map(({ person }) => person.ssn)
      expect(new Set(numbers).size).toBe(numbers.length)
      for (const member of account.members) {
        const { person, employment, relationship } = member
        expect(person.ssn).toMatch(/^9\d\d(0[1-9]|[1-4]\d)(?!0000)\d{4}$/)
        expect(person.home_address?.zip_code).toMatch(/^\d{5}$/)
        if (carrier.state !== 'US') expect(person.home_address?.state).toBe(carrier.state)
        const subscriber = member.subscriber === undefined ? undefined : byId.get(member.subscriber)
        if (subscriber === undefined) {
          expect(yearsOld(member)).toBeGreaterThanOrEqual(22)
          expect(employment?.employment_dates.hire_date).toSatisfy(
            (day: string) => day <= addDays(TODAY, -120),
          )
          expect(person.contact?.email_address).toMatch(/^[a-z.\d]+@example\.com$/)
          expect(person.contact?.home_phone).toMatch(/^\+155555501\d\d$/)
        } else {
          expect(person.home_address).toEqual(subscriber.person.home_address)
          if (relationship !== 'child') continue
          expect(yearsOld(member)).toBeLessThan(26)
          expect(yearsOld(subscriber) - yearsOld(member)).toBeGreaterThan(18)
          expect(person.last_name).toBe(subscriber.person.last_name)
        }
      }
    })

    test('has plans of lines the carrier sells, and enrollments within plan and life', async () => {
      const { plans, members, enrollments } = await accountAt(carrier, carrier.carrier_group_id.example)
      const planOf = new Map(plans.map((plan) => [plan.id, plan]))
      const memberOf = new Map(members.map((member) => [member.id, member]))
      for (const plan of plans) {
        expect(carrier.lines_of_coverage).toContain(plan.line_of_coverage)
        expect(plan.details).toMatchObject({ termination_policy: 'end_of_month', code: expect.any(String) })
      }
      for (const enrollment of enrollments) {
        const plan = planOf.get(enrollment.plan)
        const member = memberOf.get(enrollment.member)
        if (!plan || !member) throw new Error('an enrollment of nobody or nothing')
        expect(enrollment.line_of_coverage).toBe(plan.line_of_coverage)
        expect(enrollment.effective_start_date >= plan.effective_start_date).toBe(true)
        expect(enrollment.effective_start_date >= member.person.date_of_birth).toBe(true)
        expect(enrollment.effective_end_date >= enrollment.effective_start_date).toBe(true)
        const types = plan.details['eligible_member_types'] as string[]
        expect(types.includes('all') || types.includes(member.relationship ?? 'employee')).toBe(true)
        const offer = planOffers(carrier, plan.line_of_coverage).find(({ name }) => name === plan.name)
        expect(enrollment.volume === undefined).toBe(offer?.volume === undefined)
      }
    })

    test('covers nobody twice at a time on plans of one kind, and dependents only beside their employee', async () => {
      const { plans, members, enrollments } = await accountAt(carrier, carrier.carrier_group_id.example)
      const typeOf = (type: unknown) => (type === 'basic' || type === 'voluntary' ? type : '')
      const kindOf = new Map(
        plans.map((plan) => [plan.id, `${plan.line_of_coverage}/${typeOf(plan.details['plan_type'])}`]),
      )
      const subscriberOf = new Map(members.map((member) => [member.id, member.subscriber ?? member.id]))
      // What ended was followed by another plan of the line the next day.
      for (const ended of enrollments.filter(({ effective_end_date }) => effective_end_date !== OPEN_END)) {
        const next = enrollments.filter(
          (one) =>
            one.member === ended.member &&
            one.line_of_coverage === ended.line_of_coverage &&
            one.effective_start_date === addDays(ended.effective_end_date, 1),
        )
        expect(next).toHaveLength(1)
      }
      const open = enrollments.filter(({ effective_end_date }) => effective_end_date === OPEN_END)
      const heldOnce = open.map(({ member, plan }) => `${member} ${kindOf.get(plan)}`)
      expect(new Set(heldOnce).size).toBe(heldOnce.length)
      const held = new Set(open.map(({ member, line_of_coverage }) => `${member} ${line_of_coverage}`))
      for (const { member, line_of_coverage } of open) {
        expect(held).toContain(`${subscriberOf.get(member)} ${line_of_coverage}`)
      }
    })
  },
)

test('some employees, not many, changed plans at the last open enrollment', async () => {
  const accounts = await Promise.all(
    ['A12345', 'A12346', 'A12347', 'A12348'].map((identifier) => accountAt(anthem, identifier)),
  )
  const ends = accounts.flatMap(({ group, enrollments }) =>
    enrollments.flatMap(({ effective_end_date }) =>
      effective_end_date === OPEN_END ? [] : [{ end: effective_end_date, start: group.plan_year_start }],
    ),
  )
  expect(ends.filter(({ end, start }) => addDays(end, 1) !== start)).toEqual([])
  expect(ends.length).toBeGreaterThan(0)
  expect(ends.length).toBeLessThan(accounts.flatMap(({ enrollments }) => enrollments).length / 5)
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
