import { describe, expect, test } from 'vitest'
import { freshRecord } from '../../src/kernel/record.ts'
import { type EmployeeQuery, employeeFilter } from '../../src/members/employee-filter.ts'
import { personIdOf } from '../../src/members/person.ts'
import type { Employee } from '../../src/members/records.ts'

function employee(first_name: string, last_name: string, more: Partial<Employee['person']> = {}): Employee {
  return freshRecord(`${first_name}-${last_name}`, 0, {
    group_id: 'g1',
    person: {
      first_name,
      last_name,
      date_of_birth: '1985-04-12',
      sex: 'F' as const,
      home_address: null,
      ...more,
    },
    employment: { employment_status: 'full-time' as const, employment_dates: {}, hours_worked: 40 },
  })
}

const people = [
  employee('Peggy', 'Johnson', { middle_name: 'Carter', suffix: 'Jr.' }),
  employee('Ann', 'Peña'),
  employee('Annie', "O'Brien-Müller", { date_of_birth: '1990-01-31' }),
  employee('JOHANN', 'Åström'),
]

const found = (query: EmployeeQuery) =>
  people.filter(employeeFilter(query) ?? (() => true)).map(({ person }) => person.first_name)

describe('employees are filtered', () => {
  test.each<[EmployeeQuery, string[]]>([
    [{}, ['Peggy', 'Ann', 'Annie', 'JOHANN']],
    [{ first_name: 'ann' }, ['Ann', 'Annie', 'JOHANN']],
    [{ first_name: 'peña' }, []],
    [{ last_name: 'pena' }, ['Ann']],
    [{ last_name: 'PEÑA' }, ['Ann']],
    [{ last_name: 'muller' }, ['Annie']],
    [{ last_name: 'astrom' }, ['JOHANN']],
    [{ name: 'Peggy C Johnson' }, ['Peggy']],
    [{ name: 'johnson peggy' }, ['Peggy']],
    [{ name: '  Peggy   Jr ' }, ['Peggy']],
    [{ name: 'Peggy Ann' }, []],
    [{ name: 'a' }, ['Peggy', 'Ann', 'Annie', 'JOHANN']],
    [{ date_of_birth: '1990-01-31' }, ['Annie']],
    [{ first_name: 'ann', date_of_birth: '1985-04-12' }, ['Ann', 'JOHANN']],
    [{ employment_status: 'part-time' }, []],
    [{ employment_status: 'part-time,full-time', last_name: 'john' }, ['Peggy']],
  ])('by %o', (query, names) => {
    expect(found(query)).toEqual(names)
  })

  test.each(['1985-4-12', '1985-02-30', 'yesterday', ''])('not by the day "%s"', (date_of_birth) => {
    expect(() => employeeFilter({ date_of_birth })).toThrow('invalid_fields')
  })

  test('by the id of the person, in either case', () => {
    const [peggy, ann] = people.map(({ id }) => personIdOf(id)) as [string, string]
    expect(found({ person_id: peggy.toUpperCase() })).toEqual(['Peggy'])
    expect(found({ person_id: `${peggy},${ann}` })).toEqual(['Peggy', 'Ann'])
    expect(found({ person_id: '5e0f8a52-6c5e-4f7a-9d59-1f9b1e6a0c22' })).toEqual([])
    expect(() => employeeFilter({ person_id: 'peggy' })).toThrow('invalid_fields')
  })
})
