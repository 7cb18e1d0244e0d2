import type { Veto } from './vetoes.ts'

/** Why two records are taken for two people, in words. */
const SAYS: Readonly<Record<Veto, string>> = {
  other_first_name: 'the first names are two names, and not both date of birth and SSN are equal',
  parent_and_child:
    "one name and one SSN, but dates of birth a generation apart: a parent's number on a child's record",
  numbers_in_a_row:
    "the SSNs follow upon each other as brothers' and sisters' do, and the first names are not clearly one",
  other_generation: 'the suffixes differ: a father and a son of one name',
  number_of_a_relative:
    "the SSN is equal, but neither date of birth nor first name says that it is not a relative's",
  other_sex: 'the sexes differ, and the first names are not clearly one name',
  rival: 'somebody else of the same date of birth or last name fits the first name better',
}

export function vetoSays(veto: Veto): string {
  return SAYS[veto]
}
