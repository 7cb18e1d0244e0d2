import { commaList, dateFilter } from '../api/filter-values.ts'
import type { Person } from '../carriers/records.ts'
import { Refusal } from '../kernel/failure.ts'
import { folded } from '../kernel/folding.ts'
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
  refuseUnbuiltFilters(query)
  const tests: ((employee: Employee) => boolean)[] = []
  const { first_name, last_name, name, date_of_birth, employment_status } = query
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
    const words = folded(name).split(/\s+/).filter(Boolean)
    tests.push(({ person }) =>
      words.every((word) => foldedNames(person).all.some((part) => part.includes(word))),
    )
  }
  return tests.length === 0 ? undefined : (employee) => tests.every((test) => test(employee))
}

/** Nothing that Noyo answers shows a person's id, so nothing could be found by one. */
function refuseUnbuiltFilters({ person_id }: EmployeeQuery): void {
  if (person_id !== undefined) throw new Refusal('employee_filter_not_built', { filter: 'person_id' })
}

interface FoldedNames {
  readonly first: string
  readonly last: string
  readonly all: readonly string[]
}

/** Folding costs more than searching; records are immutable, so it is done once for each. */
const kept = new WeakMap<Person, FoldedNames>()

function foldedNames(person: Person): FoldedNames {
  const there = kept.get(person)
  if (there) return there
  const { first_name, middle_name, last_name, suffix } = person
  const first = folded(first_name)
  const last = folded(last_name)
  const others = [middle_name, suffix].filter((part) => part !== undefined).map(folded)
  const names = { first, last, all: [first, last, ...others] }
  kept.set(person, names)
  return names
}
