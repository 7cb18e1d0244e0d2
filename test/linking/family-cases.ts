import type { GroupPerson } from '../../src/linking/whole-group.ts'

/** Records of two systems, and who is who. */
export interface FamilyCase {
  readonly name: string
  readonly platform: readonly GroupPerson[]
  readonly carrier: readonly GroupPerson[]
  /** By the platform's id the carrier's, or null. */
  readonly links: Readonly<Record<string, string | null>>
  readonly reason: string
}

type Short = readonly [
  id: string,
  names: string,
  born: string,
  ssn: string | null,
  of?: string,
  relationship?: string,
]

function people(rows: readonly Short[]): GroupPerson[] {
  return rows.map(([id, names, date_of_birth, ssn, employee_id, relationship]) => {
    const [first_name = '', last_name = '', suffix] = names.split(' ')
    return {
      id,
      person: { first_name, last_name, date_of_birth, ssn, ...(suffix === undefined ? {} : { suffix }) },
      ...(employee_id === undefined ? {} : { employee_id, relationship: relationship ?? 'child' }),
    }
  })
}

type Row = readonly [name: string, Short[], Short[], Record<string, string | null>, string]

const HEAD: Short = ['e', 'Odalys Vankirk', '1980-05-06', '911224433']
const HEAD_THERE: Short = ['E', 'Odalys Vankirk', '1980-05-06', '911224433']

const rows: readonly Row[] = [
  [
    'twins',
    [
      HEAD,
      ['a', 'Anna Vankirk', '2010-01-09', '911220001', 'e'],
      ['b', 'Beth Vankirk', '2010-01-09', '911220002', 'e'],
    ],
    [
      HEAD_THERE,
      ['B', 'Beth Vankirk', '2010-01-09', '911220002', 'E'],
      ['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E'],
    ],
    { e: 'E', a: 'A', b: 'B' },
    'names tell them apart',
  ],
  [
    'twins without numbers, one at the carrier',
    [HEAD, ['a', 'Anna Vankirk', '2010-01-09', null, 'e']],
    [HEAD_THERE, ['B', 'Beth Vankirk', '2010-01-09', null, 'E']],
    { e: 'E', a: null },
    'two first names are two people',
  ],
  [
    'twins whose numbers were mixed up',
    [
      HEAD,
      ['a', 'Anna Vankirk', '2010-01-09', '911220002', 'e'],
      ['b', 'Beth Vankirk', '2010-01-09', '911220001', 'e'],
    ],
    [
      HEAD_THERE,
      ['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E'],
      ['B', 'Beth Vankirk', '2010-01-09', '911220002', 'E'],
    ],
    { e: 'E', a: 'A', b: 'B' },
    'the names decide, as each number is the other’s',
  ],
  [
    'triplets with numbers in a row, names mistyped',
    [
      HEAD,
      ['a', 'Jaydne Vankirk', '2010-01-09', '911220001', 'e'],
      ['b', 'Kaydne Vankirk', '2010-01-09', '911220002', 'e'],
      ['c', 'Braydne Vankirk', '2010-01-09', '911220003', 'e'],
    ],
    [
      HEAD_THERE,
      ['A', 'Jayden Vankirk', '2010-01-09', '911220001', 'E'],
      ['B', 'Kayden Vankirk', '2010-01-09', '911220002', 'E'],
      ['C', 'Brayden Vankirk', '2010-01-09', '911220003', 'E'],
    ],
    { e: 'E', a: 'A', b: 'B', c: 'C' },
    'date of birth and SSN, and the names are nearest',
  ],
  [
    'a twin keyed with the other’s number',
    [
      HEAD,
      ['a', 'Anna Vankirk', '2010-01-09', '911220002', 'e'],
      ['b', 'Beth Vankirk', '2010-01-09', '911220002', 'e'],
    ],
    [
      HEAD_THERE,
      ['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E'],
      ['B', 'Beth Vankirk', '2010-01-09', '911220002', 'E'],
    ],
    { e: 'E', a: 'A', b: 'B' },
    'Anna fits the name Anna better',
  ],
  [
    'a child with the employee’s number',
    [HEAD, ['a', 'Anna Vankirk', '2010-01-09', '911224433', 'e']],
    [HEAD_THERE, ['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E']],
    { e: 'E', a: 'A' },
    'the number is known to be the mother’s',
  ],
  [
    'a spouse with the employee’s number',
    [HEAD, ['s', 'Piers Vankirk', '1979-02-03', '911224433', 'e', 'spouse']],
    [HEAD_THERE, ['S', 'Piers Vankirk', '1979-02-03', null, 'E', 'spouse']],
    { e: 'E', s: 'S' },
    'names and date of birth',
  ],
  [
    'a new spouse',
    [HEAD, ['s', 'Piers Vankirk', '1979-02-03', '911225566', 'e', 'spouse']],
    [HEAD_THERE, ['S', 'Ludovic Vankirk', '1977-12-03', '911227788', 'E', 'spouse']],
    { e: 'E', s: null },
    'another man',
  ],
  [
    'a child of the parent’s name',
    [HEAD, ['o', 'Odalys Vankirk Jr', '2011-05-06', '911220009', 'e']],
    [HEAD_THERE, ['O', 'Odalys Vankirk', '2011-05-06', '911220009', 'E']],
    { e: 'E', o: 'O' },
    'the child is looked for among the children',
  ],
  [
    'a married daughter',
    [HEAD, ['a', 'Anna Ostrowe', '1999-01-09', null, 'e']],
    [HEAD_THERE, ['A', 'Anna Vankirk', '1999-01-09', '911220001', 'E']],
    { e: 'E', a: 'A' },
    'the last name says little within a family',
  ],
  [
    'a child with a nickname, no number and a mistyped birthday',
    [HEAD, ['a', 'Liz Vankirk', '2010-01-08', null, 'e']],
    [HEAD_THERE, ['A', 'Elizabeth Vankirk', '2010-01-09', '911220001', 'E']],
    { e: 'E', a: 'A' },
    'a family has few to take her for',
  ],
  [
    'a newborn without a name',
    [HEAD, ['a', 'Anna Vankirk', '2025-01-09', null, 'e']],
    [HEAD_THERE, ['A', 'Newborn Vankirk', '2025-01-09', null, 'E']],
    { e: 'E', a: 'A' },
    'no name is no other name',
  ],
  [
    'two children of one initial',
    [HEAD, ['a', 'J Vankirk', '2010-01-09', null, 'e']],
    [
      HEAD_THERE,
      ['A', 'John Vankirk', '2010-01-09', null, 'E'],
      ['B', 'James Vankirk', '2010-01-09', null, 'E'],
    ],
    { e: 'E', a: null },
    'a tie links nobody',
  ],
  [
    'an employee in doubt whose family is the same',
    [
      ['e', 'Odalys Kettering', '1980-05-07', null],
      ['s', 'Piers Vankirk', '1979-02-03', '911225566', 'e', 'spouse'],
      ['a', 'Anna Vankirk', '2010-01-09', '911220001', 'e'],
    ],
    [
      ['E', 'Odalys Vankirk', '1980-05-07', '911224433'],
      ['S', 'Piers Vankirk', '1979-02-03', '911225566', 'E', 'spouse'],
      ['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E'],
    ],
    { e: 'E', s: 'S', a: 'A' },
    'the rest of the family counts',
  ],
  [
    'two records of one person',
    [HEAD],
    [HEAD_THERE, ['F', 'Odalys Vankirk', '1980-05-06', '911224433']],
    { e: null },
    'a tie links nobody',
  ],
  [
    'one person sent twice',
    [HEAD, ['f', 'Odalys Vankirk', '1980-05-06', '911224433']],
    [HEAD_THERE],
    { e: null, f: null },
    'a tie links nobody',
  ],
  [
    'father and son at one employer',
    [
      ['f', 'Ulric Vankirk Sr', '1960-03-04', '911220011'],
      ['s', 'Ulric Vankirk Jr', '1985-09-08', '911220012'],
    ],
    [
      ['S', 'Ulric Vankirk', '1985-09-08', '911220012'],
      ['F', 'Ulric Vankirk', '1960-03-04', '911220011'],
    ],
    { f: 'F', s: 'S' },
    'dates of birth and numbers',
  ],
  [
    'a son keyed with the father’s number',
    [
      ['f', 'Ulric Vankirk', '1960-03-04', '911220011'],
      ['s', 'Ulric Vankirk', '1985-09-08', '911220011'],
    ],
    [
      ['S', 'Ulric Vankirk', '1985-09-08', '911220012'],
      ['F', 'Ulric Vankirk', '1960-03-04', '911220011'],
    ],
    { f: 'F', s: 'S' },
    'the number is known to be the father’s',
  ],
  [
    'namesakes',
    [['a', 'James Smith', '1960-03-04', null]],
    [['A', 'James Smith', '1971-05-09', '911220012']],
    { a: null },
    'one name, two dates of birth',
  ],
  [
    'namesakes of one birthday',
    [['a', 'James Smith', '1960-03-04', null]],
    [
      ['A', 'James Smith', '1960-03-04', '911220012'],
      ['B', 'James Smith', '1960-03-04', '911220099'],
    ],
    { a: null },
    'a tie links nobody',
  ],
  [
    'a couple at one employer, one keyed with the other’s number',
    [
      ['m', 'Maria Vankirk', '1982-08-08', '911220021'],
      ['j', 'Piers Vankirk', '1979-02-03', '911220021'],
    ],
    [
      ['M', 'Maria Vankirk', '1982-08-08', '911220022'],
      ['J', 'Piers Vankirk', '1979-02-03', '911220021'],
    ],
    { m: 'M', j: 'J' },
    'names and dates of birth',
  ],
  [
    'two strangers with one number',
    [['a', 'Anna Vankirk', '1990-01-09', '911220001']],
    [['B', 'Gregor Ostrowe', '1971-04-02', '911220001']],
    { a: null },
    'nothing but the number is equal',
  ],
  [
    'a swap of everything but the name',
    [['r', 'Ulric Vankirk', '1990-01-09', '911220001']],
    [
      ['M', 'Mervin Vankirk', '1990-01-09', '911220001'],
      ['R', 'Ulric Vankirk', '1992-11-30', '911220002'],
    ],
    { r: null },
    'another of that name is there',
  ],
  [
    'a dependent of an employee who is not there',
    [HEAD, ['a', 'Anna Vankirk', '2010-01-09', '911220001', 'e']],
    [['A', 'Anna Vankirk', '2010-01-09', '911220001', 'E']],
    { e: null, a: null },
    'dependents are looked for below their employee only',
  ],
]

export const FAMILY_CASES: readonly FamilyCase[] = rows.map(([name, platform, carrier, links, reason]) => ({
  name,
  platform: people(platform),
  carrier: people(carrier),
  links,
  reason,
}))
