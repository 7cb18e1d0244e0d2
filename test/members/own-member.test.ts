import { expect, test } from 'vitest'
import { groups } from '../../src/groups/records.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { dependentOfGroup, employeeOfGroup, ownDependent, ownEmployee } from '../../src/members/own-member.ts'
import { type Dependent, dependents, type Employee, employees } from '../../src/members/records.ts'
import { ORGANIZATION, workplace } from '../carriers/unit-of-work.ts'

const person: Employee['person'] = {
  first_name: 'Ann',
  last_name: 'Moss',
  date_of_birth: '1985-04-12',
  sex: 'F',
  home_address: null,
}

async function family(unit: Unit, organization_id: string, custom_individual_id: string) {
  const group = await unit.create(groups, organization_id, { organization_id, name: 'Group' })
  const employee: Employee = await unit.create(employees, `${group.id}/ann`, {
    group_id: group.id,
    person,
    employment: { employment_status: 'full-time', employment_dates: {}, hours_worked: 40 },
    custom_individual_id,
  })
  const dependent: Dependent = await unit.create(dependents, `${group.id}/child`, {
    group_id: group.id,
    employee_id: employee.id,
    person,
    relationship: 'child',
    custom_individual_id: `${custom_individual_id}-child`,
  })
  return { group, employee, dependent }
}

test("below a group a member is found by Noyo's id, in any case, and by custom id", async () => {
  const place = await workplace()
  await place.write(async (unit) => {
    const { group, employee, dependent } = await family(unit, ORGANIZATION, 'emp/1')
    for (const id of [employee.id, employee.id.toUpperCase(), 'emp/1']) {
      expect(await employeeOfGroup(unit, group.id, id)).toBe(employee)
    }
    for (const id of [dependent.id, 'emp/1-child']) {
      expect(await dependentOfGroup(unit, group.id, id)).toBe(dependent)
    }
    await expect(employeeOfGroup(unit, group.id, 'emp/1-child')).rejects.toMatchObject({ code: 'not_found' })
    await expect(employeeOfGroup(unit, group.id, dependent.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('a custom id that looks like an id of Noyo is a custom id', async () => {
  const place = await workplace()
  await place.write(async (unit) => {
    const custom = '5e0f8a52-6c5e-4f7a-9d59-1f9b1e6a0c99'
    const { group, employee } = await family(unit, ORGANIZATION, custom)
    expect(await employeeOfGroup(unit, group.id, custom)).toBe(employee)
  })
})

test("another organization's members are not found", async () => {
  const place = await workplace()
  await place.write(async (unit) => {
    const { group, employee, dependent } = await family(unit, '5e0f8a52-6c5e-4f7a-9d59-1f9b1e6a0c98', 'emp-2')
    for (const found of [
      ownEmployee(unit, employee.id),
      ownDependent(unit, dependent.id),
      employeeOfGroup(unit, group.id, 'emp-2'),
      dependentOfGroup(unit, group.id, dependent.id),
    ]) {
      await expect(found).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})
