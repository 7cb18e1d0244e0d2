/** What the platform itself has on record: its employer, people and coverages, by ids of its own. */

export interface Address {
  readonly street_one: string
  readonly city: string
  readonly state: string
  readonly zip_code: string
}

export interface Person {
  /** The platform's own, sent to Noyo as `custom_individual_id`. */
  readonly id: string
  readonly first_name: string
  readonly last_name: string
  readonly date_of_birth: string
  readonly sex: 'F' | 'M' | 'U' | 'X'
  readonly ssn?: string
}

export interface Family {
  readonly employee: Person & { readonly hire_date: string }
  readonly spouse?: Person
  readonly home: Address
  /** The day dental begins for the whole family. */
  readonly dental_from: string
}

export interface Employer {
  readonly name: string
  readonly carrier: string
  readonly carrier_group_id: string
  readonly dental_plan: string
  readonly families: readonly Family[]
}

const home = { street_one: '4 Kiln Road', city: 'Salem', state: 'OR', zip_code: '97301' }

export const mapleRidge: Employer = {
  name: 'Maple Ridge Veterinary',
  carrier: 'guardian',
  carrier_group_id: '00520125',
  dental_plan: 'Dental High',
  families: [
    {
      employee: {
        id: 'E-1',
        first_name: 'Ada',
        last_name: 'Moreno',
        date_of_birth: '1988-04-12',
        sex: 'F',
        ssn: '900123456',
        hire_date: '2019-03-04',
      },
      spouse: {
        id: 'E-1-spouse',
        first_name: 'Sam',
        last_name: 'Moreno',
        date_of_birth: '1987-09-30',
        sex: 'M',
      },
      home,
      dental_from: '2024-01-01',
    },
    {
      employee: {
        id: 'E-2',
        first_name: 'Jimmy',
        last_name: 'Okafor',
        date_of_birth: '1979-11-02',
        sex: 'M',
        ssn: '900123457',
        hire_date: '2015-06-01',
      },
      home,
      dental_from: '2024-01-01',
    },
    // Hired last month: the carrier has never heard of her.
    {
      employee: {
        id: 'E-3',
        first_name: 'Lee',
        last_name: 'Quarry',
        date_of_birth: '1991-08-30',
        sex: 'F',
        ssn: '900123458',
        hire_date: '2025-12-01',
      },
      home,
      dental_from: '2026-02-01',
    },
  ],
}
