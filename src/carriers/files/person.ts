import type { Employment, Person } from '../records.ts'
import type { FileRow } from './rows.ts'

type Fields = FileRow['fields']

/** A person after a file: what it says, beside what the carrier knows and files do not carry. */
export function personOf(fields: Fields, known: Person | undefined): Person {
  const { middle_name: _, suffix: __, ...kept } = known ?? ({} as Partial<Person>)
  const { street_one, street_two, city, state, zip_code } = fields
  return {
    ...kept,
    first_name: fields.first_name ?? '',
    last_name: fields.last_name ?? '',
    date_of_birth: fields.date_of_birth ?? '',
    sex: (fields.sex ?? 'U') as Person['sex'],
    ...(fields.middle_name === undefined ? {} : { middle_name: fields.middle_name }),
    ...(fields.suffix === undefined ? {} : { suffix: fields.suffix }),
    ...(fields.ssn === undefined ? {} : { ssn: fields.ssn }),
    home_address: {
      street_one: street_one ?? '',
      ...(street_two === undefined ? {} : { street_two }),
      city: city ?? '',
      state: state as NonNullable<Person['home_address']>['state'],
      zip_code: zip_code ?? '',
    },
  }
}

/** An employment after a file; a date of termination that it no longer has is taken back. */
export function employmentOf(fields: Fields, known: Employment | undefined): Employment {
  const { terminated: _, ...dates } = known?.employment_dates ?? {}
  const { hire_date, termination_date, salary_amount, salary_unit } = fields
  const salary = {
    ...known?.salary,
    ...(salary_amount === undefined ? {} : { amount: Number(salary_amount) }),
    ...(salary_unit === undefined ? {} : { unit: salary_unit as 'annual' }),
  }
  return {
    ...known,
    employment_status: (fields.employment_status ??
      known?.employment_status ??
      'full-time') as Employment['employment_status'],
    hours_worked: Number(fields.hours_worked ?? known?.hours_worked ?? 0),
    employment_dates: {
      ...dates,
      ...(hire_date === undefined ? {} : { hire_date }),
      ...(termination_date === undefined ? {} : { terminated: termination_date }),
    },
    ...(Object.keys(salary).length === 0 ? {} : { salary }),
  }
}
