import type { FileRow } from './rows.ts'
import type { FileField } from './spec.ts'

/** One person of a file: what all rows of the person say alike is taken from the first. */
export interface FiledPerson {
  /** The sender's number of the person in the family; `00` is the employee. */
  readonly number: string
  readonly fields: FileRow['fields']
  readonly rows: readonly FileRow[]
}

/** The people of one employee. */
export interface FiledFamily {
  /** The sender's number of the family. */
  readonly number: string
  /** Undefined where the file has dependents only. */
  readonly employee: FiledPerson | undefined
  readonly dependents: readonly FiledPerson[]
}

const EMPLOYEE_NUMBER = '00'

/** The families of a file, in its order; a row without a number of its family goes by the employee's Social Security number. */
export function familiesIn(rows: readonly FileRow[]): readonly FiledFamily[] {
  const byFamily = Map.groupBy(rows, ({ fields }) => fields.employee_number ?? fields.employee_ssn ?? '')
  return [...byFamily].map(([number, ofFamily]) => {
    const people = [...Map.groupBy(ofFamily, personNumber)].map(
      ([person, own]): FiledPerson => ({
        number: person,
        fields: (own[0] as FileRow).fields,
        rows: own,
      }),
    )
    const employee = people.find(({ fields }) => fields.relationship === 'employee')
    return { number, employee, dependents: people.filter((person) => person !== employee) }
  })
}

function personNumber({ fields }: FileRow): string {
  if (fields.person_number !== undefined) return fields.person_number
  const told: readonly FileField[] = ['first_name', 'date_of_birth']
  return fields.relationship === 'employee'
    ? EMPLOYEE_NUMBER
    : told.map((field) => fields[field] ?? '').join(' ')
}
