import type { Person } from '../carriers/records.ts'

/** What linking goes by. */
export type Identity = Pick<
  Person,
  'first_name' | 'middle_name' | 'last_name' | 'suffix' | 'maiden_name' | 'date_of_birth' | 'ssn'
> &
  Partial<Pick<Person, 'sex'>>
