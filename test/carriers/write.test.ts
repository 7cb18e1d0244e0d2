import { describe, expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { findCarrierGroup, readCarrierAccount } from '../../src/carriers/system.ts'
import { applyFamily, type FamilyWrite, readCarrierFamily } from '../../src/carriers/write.ts'
import { OPEN_END } from '../../src/kernel/instant.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { workplace } from './unit-of-work.ts'

const ameritas = carrierNamed('ameritas') as CarrierProfile

const person = (first_name: string): FamilyWrite['subscriber']['person'] => ({
  first_name,
  last_name: 'Doe',
  date_of_birth: '1990-01-01',
  sex: 'F',
  home_address: { street_one: '1 Main Street', city: 'Springfield', state: 'IL', zip_code: '62701' },
})

const employment: NonNullable<FamilyWrite['subscriber']['employment']> = {
  employment_status: 'full-time',
  employment_dates: { hire_date: '2026-01-01' },
  hours_worked: 40,
}

async function groupOf(unit: Unit) {
  const group = await findCarrierGroup(unit, ameritas, '010_123456')
  if (!group) throw new Error('no group')
  const { plans } = await readCarrierAccount(unit, group)
  const plan = plans.find((one) => one.line_of_coverage === 'vision')
  if (!plan) throw new Error('no vision plan')
  return { group, plan }
}

const newFamily = (plan: string): FamilyWrite => ({
  subscriber: { key: 'employee', person: person('Jane'), employment },
  dependents: [{ key: 'child', person: person('Kim'), relationship: 'child' }],
  enrollments: ['employee', 'child'].map((member) => ({
    member,
    plan,
    effective_start_date: '2026-02-01',
    effective_end_date: OPEN_END,
  })),
})

describe('a family written to a carrier', () => {
  test('that is new is put on record with its coverages, where its employment belongs', async () => {
    const { write } = await workplace()
    const family = await write(async (unit) => {
      const { group, plan } = await groupOf(unit)
      const { members, changed } = await applyFamily(unit, group, newFamily(plan.id))
      expect([...members.keys()]).toEqual(['employee', 'child'])
      expect(changed).toMatchObject({ members: [{}, {}], enrollments: [{}, {}] })
      return readCarrierFamily(unit, members.get('employee')?.id as string)
    })
    expect(family.subscriber).toMatchObject({ person: { first_name: 'Jane' }, employment })
    expect(family.dependents).toMatchObject([{ relationship: 'child', person: { first_name: 'Kim' } }])
    expect(family.enrollments).toHaveLength(2)
    expect(family.enrollments[0]).toMatchObject({
      line_of_coverage: 'vision',
      effective_start_date: '2026-02-01',
      configuration: { policy_number: '123456', subsidiary_number: '010' },
    })
  })

  test('once more changes nothing and keeps every version', async () => {
    const { write } = await workplace()
    const told = await write(async (unit) => {
      const { group, plan } = await groupOf(unit)
      const { members } = await applyFamily(unit, group, newFamily(plan.id))
      return { group, plan, ids: { employee: members.get('employee')?.id, child: members.get('child')?.id } }
    })
    const again = newFamily(told.plan.id)
    const known: FamilyWrite = {
      ...again,
      subscriber: { ...again.subscriber, carrier_member: told.ids.employee },
      dependents: again.dependents.map((one) => ({ ...one, carrier_member: told.ids.child })),
    }
    const read = () => write((unit) => readCarrierFamily(unit, told.ids.employee as string))
    const before = await read()
    const { changed } = await write((unit) => applyFamily(unit, told.group, known))
    expect(changed).toEqual({ members: [], enrollments: [] })
    expect(await read()).toEqual(before)
  })

  test('changes people and ends coverages; what it does not name stays', async () => {
    const { write } = await workplace()
    const { group, plan, members } = await write(async (unit) => {
      const at = await groupOf(unit)
      return { ...at, ...(await applyFamily(unit, at.group, newFamily(at.plan.id))) }
    })
    const id = members.get('employee')?.id as string
    const { changed } = await write((unit) =>
      applyFamily(unit, group, {
        subscriber: { key: 'employee', carrier_member: id, person: { ...person('Jane'), last_name: 'Roe' } },
        dependents: [],
        enrollments: [
          {
            member: 'employee',
            plan: plan.id,
            effective_start_date: '2026-02-01',
            effective_end_date: '2026-06-30',
          },
        ],
      }),
    )
    expect(changed.members).toMatchObject([{ id, person: { last_name: 'Roe' }, employment }])
    expect(changed.enrollments).toMatchObject([{ member: id, effective_end_date: '2026-06-30' }])
    const family = await write((unit) => readCarrierFamily(unit, id))
    expect(family.dependents).toHaveLength(1)
    expect(family.enrollments.map((one) => one.effective_end_date).toSorted()).toEqual([
      '2026-06-30',
      OPEN_END,
    ])
  })

  test('names no plan of another group and nobody from outside', async () => {
    const { write } = await workplace()
    const attempt = (change: (family: FamilyWrite) => FamilyWrite) =>
      write(async (unit) => {
        const { group, plan } = await groupOf(unit)
        await applyFamily(unit, group, change(newFamily(plan.id)))
      })
    await expect(attempt((family) => ({ ...family, dependents: [] }))).rejects.toThrow('child')
    await expect(attempt(() => newFamily('another'))).rejects.toThrow('has no plan another')
  })
})
