/** What the platform has on record, by ids of its own. */

export interface Person {
  readonly id: string
  readonly first_name: string
  readonly last_name: string
  readonly date_of_birth: string
  readonly sex: 'F' | 'M' | 'U' | 'X'
  readonly ssn?: string
}

export interface Employee extends Person {
  readonly hire_date: string
  readonly spouse?: Person
}

export interface Employer {
  readonly name: string
  readonly carrier: string
  readonly carrier_group_id: string
  readonly dental_plan: string
  /** The day dental begins for everybody. */
  readonly dental_from: string
  readonly employees: readonly Employee[]
}

export const HOME = { street_one: '4 Kiln Road', city: 'Salem', state: 'OR', zip_code: '97301' }

export const mapleRidge: Employer = {
  name: 'Maple Ridge Veterinary',
  carrier: 'guardian',
  carrier_group_id: '00520125',
  dental_plan: 'Dental High',
  dental_from: '2024-01-01',
  employees: [
    {
      id: 'E-1',
      first_name: 'Ada',
      last_name: 'Moreno',
      date_of_birth: '1988-04-12',
      sex: 'F',
      ssn: '900123456',
      hire_date: '2019-03-04',
      spouse: {
        id: 'E-1-spouse',
        first_name: 'Sam',
        last_name: 'Moreno',
        date_of_birth: '1987-09-30',
        sex: 'M',
      },
    },
    {
      id: 'E-2',
      first_name: 'Jimmy',
      last_name: 'Okafor',
      date_of_birth: '1979-11-02',
      sex: 'M',
      ssn: '900123457',
      hire_date: '2015-06-01',
    },
  ],
}
