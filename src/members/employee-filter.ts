import { commaList, dateFilter, uuidList } from '../api/filter-values.ts'
import { folded } from '../kernel/folding.ts'
import { foldedNames, personIdOf, wordsOf } from './person.ts'
import type { Employee } from './records.ts'

export interface EmployeeQuery {
  readonly first_name?: string | undefined
  readonly last_name?: string | undefined
  readonly name?: string | undefined
  readonly date_of_birth?: string | undefined
  readonly employment_status?: string | undefined
  readonly person_id?: string | undefined
  readonly group_id?: string | undefined
}

/**
 * What the filters of the employee lists let through; undefined when none is given. Names are found by case- and
 * accent-insensitive parts; every word of `name` must be part of the first, middle or last name or the suffix.
 * Source: Noyo docs, member-data-endpoints and groups/mapping/linking-members; accents are assumed.
 */
export function employeeFilter(query: EmployeeQuery): ((employee: Employee) => boolean) | undefined {
  const tests: ((employee: Employee) => boolean)[] = []
  const { first_name, last_name, name, date_of_birth, employment_status, person_id } = query
  if (date_of_birth !== undefined) {
    const born = dateFilter('date_of_birth', date_of_birth)
    tests.push(({ person }) => person.date_of_birth === born)
  }
  if (employment_status !== undefined) {
    const statuses = new Set(commaList(employment_status))
    tests.push(({ employment }) => statuses.has(employment.employment_status))
  }
  if (first_name !== undefined) {
    const part = folded(first_name)
    tests.push(({ person }) => foldedNames(person).first.includes(part))
  }
  if (last_name !== undefined) {
    const part = folded(last_name)
    tests.push(({ person }) => foldedNames(person).last.includes(part))
  }
  if (name !== undefined) {
    const words = wordsOf(name)
    tests.push(({ person }) =>
      words.every((word) => foldedNames(person).all.some((part) => part.includes(word))),
    )
  }
  if (person_id !== undefined) {
    const wanted = uuidList('person_id', person_id)
    tests.push(({ id }) => wanted.includes(personIdOf(id)))
  }
  return tests.length === 0 ? undefined : (employee) => tests.every((test) => test(employee))
}
