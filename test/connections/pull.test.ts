import { describe, expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import {
  type CarrierGroup,
  carrierEnrollments,
  carrierGroups,
  carrierMembers,
} from '../../src/carriers/records.ts'
import { createCarrierGroup } from '../../src/carriers/system.ts'
import { pullFamily, pullGroup } from '../../src/connections/pull.ts'
import { connections, type GroupConnection } from '../../src/connections/records.ts'
import { individualEnrollments } from '../../src/enrollments/records.ts'
import { groups } from '../../src/groups/records.ts'
import { freshRecord, type Stored } from '../../src/kernel/record.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { carrierLinks, dependents, type Employee, employees } from '../../src/members/records.ts'
import { groupEnrollments, groupPlans } from '../../src/plans/records.ts'
import { ORGANIZATION, type Workplace, workplace } from '../carriers/unit-of-work.ts'

const guardian = carrierNamed('guardian') as CarrierProfile
const beam = carrierNamed('beam') as CarrierProfile

/** An employer that two carriers have on record with the same people, and its group in Noyo. */
async function employer(place: Workplace) {
  return place.write(async (unit) => {
    const of = { employer: 'Orchard', employees: 10 }
    await createCarrierGroup(unit, { ...of, carrier: guardian, carrier_group_id: '00123456' })
    await createCarrierGroup(unit, { ...of, carrier: beam, carrier_group_id: 'OR12345' })
    return unit.create(groups, 'Orchard', { organization_id: ORGANIZATION, name: 'Orchard' })
  })
}

async function pull(unit: Unit, groupId: string, carrier: CarrierProfile, carrierGroupId: string) {
  const connection: GroupConnection = await unit.create(connections, `${groupId}/${carrierGroupId}`, {
    organization_id: ORGANIZATION,
    group_id: groupId,
    carrier_id: carrier.id,
    status: 'completed',
    request_type: 'initial',
    tier: carrier.tier,
    group_name: 'Orchard',
    carrier_group_id: carrierGroupId,
  })
  await pullGroup(unit, connection, carrier)
}

async function carrierGroupId(unit: Unit): Promise<string> {
  return (await unit.first(carrierGroups, 'identifier', `${guardian.id}/00123456`))?.id ?? ''
}

async function everything(unit: Unit) {
  const kinds = [employees, dependents, carrierLinks, individualEnrollments, groupPlans] as const
  const found: Stored[] = []
  for (const kind of kinds) found.push(...(await unit.list<Stored>(kind as never)).records)
  return found
}

describe('what is pulled', () => {
  test('is what the carrier holds: everybody once, every coverage once', async () => {
    const place = await workplace()
    const { id } = await employer(place)
    await place.write((unit) => pull(unit, id, guardian, '00123456'))
    await place.write(async (unit) => {
      const held = await unit.find(carrierEnrollments, 'group', await carrierGroupId(unit))
      const people = await unit.find(carrierMembers, 'group', await carrierGroupId(unit))
      const links = (await unit.list(carrierLinks)).records
      expect((await unit.find(employees, 'group', id)).total).toBe(10)
      expect(new Set(links.map(({ carrier_member }) => carrier_member))).toEqual(
        new Set(people.records.map((member) => member.id)),
      )
      expect(new Set(links.map(({ member_id }) => member_id)).size).toBe(people.total)
      const pulled = (await unit.find(individualEnrollments, 'group', id)).records
      expect(new Set(pulled.map(({ carrier_enrollment }) => carrier_enrollment))).toEqual(
        new Set(held.records.map((enrollment) => enrollment.id)),
      )
      for (const enrollment of pulled) {
        const link = links.find(({ member_id }) => member_id === enrollment.individual_id)
        const there = held.records.find((other) => other.id === enrollment.carrier_enrollment)
        expect(link?.carrier_member).toBe(there?.member)
        expect(link?.member_type).toBe(enrollment.individual_type)
      }
    })
  })

  test('does not change when it is pulled again', async () => {
    const place = await workplace()
    const { id } = await employer(place)
    const first = await place.write(async (unit) => {
      await pull(unit, id, guardian, '00123456')
      return everything(unit)
    })
    const second = await place.write(async (unit) => {
      await pull(unit, id, guardian, '00123456')
      return everything(unit)
    })
    expect(second).toEqual(first)
  })

  test('of two accounts at one carrier shares the lines, which either reading leaves as they are', async () => {
    const place = await workplace()
    const { id } = await place.write(async (unit) => {
      for (const carrier_group_id of ['00123456', '00123457', '00123458']) {
        await createCarrierGroup(unit, { carrier: guardian, carrier_group_id, employees: 2 })
      }
      return unit.create(groups, 'Orchard', { organization_id: ORGANIZATION, name: 'Orchard' })
    })
    const linesAfter = (...identifiers: readonly string[]) =>
      place.write(async (unit) => {
        for (const identifier of identifiers) await pull(unit, id, guardian, identifier)
        return (await unit.list(groupEnrollments)).records
      })
    const lines = await linesAfter('00123456', '00123457', '00123458')
    expect(await linesAfter('00123456', '00123457', '00123458')).toEqual(lines)
    const { records: plans } = await place.write((unit) => unit.list(groupPlans))
    for (const plan of plans) {
      const line = lines.find((one) => one.id === plan.group_enrollment_id)
      expect(line && line.effective_start_date <= plan.effective_start_date).toBe(true)
    }
  })

  test('has ids of its own making, whatever else was pulled before', async () => {
    const one = await workplace()
    const { id } = await employer(one)
    const alone = await one.write(async (unit) => {
      await pull(unit, id, guardian, '00123456')
      return (await unit.list(individualEnrollments)).records.map((enrollment) => enrollment.id).sort()
    })
    const other = await workplace()
    await employer(other)
    const after = await other.write(async (unit) => {
      await pull(unit, id, beam, 'OR12345')
      await pull(unit, id, guardian, '00123456')
      const { records } = await unit.list(individualEnrollments)
      return records
        .filter(({ carrier_id }) => carrier_id === guardian.id)
        .map((enrollment) => enrollment.id)
        .sort()
    })
    expect(after).toEqual(alone)
  })
})

describe('somebody Noyo knows', () => {
  test('through another carrier stays one member with two links', async () => {
    const place = await workplace()
    const { id } = await employer(place)
    await place.write(async (unit) => {
      await pull(unit, id, guardian, '00123456')
      const before = (await unit.find(employees, 'group', id)).records
      await pull(unit, id, beam, 'OR12345')
      expect((await unit.find(employees, 'group', id)).records).toEqual(before)
      for (const employee of before) {
        const { records } = await unit.find(carrierLinks, 'member', employee.id)
        expect(records.map(({ carrier_id }) => carrier_id).sort()).toEqual([beam.id, guardian.id].sort())
      }
      const families = new Map<string, string[]>()
      for (const { employee_id, person } of (await unit.find(dependents, 'group', id)).records) {
        const names = families.get(employee_id) ?? []
        expect(names).not.toContain(person.first_name)
        families.set(employee_id, [...names, person.first_name])
      }
    })
  })

  test('from the platform, custom id and all, is not made twice', async () => {
    const place = await workplace()
    const { id } = await employer(place)
    await place.write(async (unit) => {
      const subscriber = (await unit.find(carrierMembers, 'subscribers', await carrierGroupId(unit)))
        .records[0]
      if (!subscriber?.employment) throw new Error('the carrier has nobody')
      const own: Employee = freshRecord('5e0f8a52-6c5e-4f7a-9d59-1f9b1e6a0c22', unit.now, {
        group_id: id,
        person: { ...subscriber.person, first_name: `${subscriber.person.first_name}x` },
        employment: subscriber.employment,
        custom_individual_id: 'emp-1',
      })
      unit.put(employees, own)
      await pull(unit, id, guardian, '00123456')
      expect((await unit.find(employees, 'group', id)).total).toBe(10)
      expect(await unit.get(employees, own.id)).toEqual(own)
      expect((await unit.first(carrierLinks, 'carrier_member', subscriber.id))?.member_id).toBe(own.id)
    })
  })
})

test('one family is read again without touching the others', async () => {
  const place = await workplace()
  const { id } = await employer(place)
  await place.write(async (unit) => {
    await pull(unit, id, guardian, '00123456')
    const carrier_group = (await unit.get(carrierGroups, await carrierGroupId(unit))) as CarrierGroup
    const subscriber = (await unit.find(carrierMembers, 'subscribers', carrier_group.id)).records[0]
    const held = subscriber && (await unit.find(carrierEnrollments, 'member', subscriber.id)).records[0]
    if (!held) throw new Error('the first subscriber has no coverage')
    const before = await everything(unit)
    unit.change(carrierEnrollments, held, { effective_end_date: '2026-03-31' })
    await pullFamily(unit, { group_id: id, carrier: guardian, tier: 'premier', carrier_group }, subscriber.id)
    const changed = (await everything(unit)).filter((record) => !before.includes(record))
    expect(changed).toEqual([
      expect.objectContaining({ carrier_enrollment: held.id, effective_end_date: '2026-03-31' }),
    ])
  })
})
