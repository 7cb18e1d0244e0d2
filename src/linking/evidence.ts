/*
 * What each verdict on a field counts, in points: ten points are a factor of ten in the odds that two records are of one
 * person (how often the verdict is met among records of one person, against how often among two people of one employer). All
 * points are assumed; that name, date of birth and SSN count is Noyo's (docs, linking members).
 */

/** A fixed number of points, or how many fewer than the equal name would be worth. */
type Worth = number | { readonly less: number }

interface Piece {
  readonly worth: Worth
  readonly says: string
}

export const EVIDENCE = {
  // One in a billion have it by chance, but families and forms share numbers by mistake.
  ssn_equal: { worth: 60, says: 'the SSNs are equal' },
  ssn_last_four_equal: {
    worth: 30,
    says: 'the last four digits of the SSNs are equal, and no more of one is known',
  },
  ssn_nearly_equal: {
    worth: 28,
    says: 'the SSNs differ in one digit, or two neighbouring digits are swapped',
  },
  ssn_neighbours: {
    worth: -17,
    says: "the SSNs follow upon each other, as brothers' and sisters' may",
  },
  ssn_relatives: {
    worth: 0,
    says: "the SSNs differ, and one of the two is somebody else's of the same name or family",
  },
  ssn_different: { worth: -17, says: 'the SSNs differ' },
  ssn_missing: { worth: 0, says: 'an SSN is missing' },
  ssn_placeholder: { worth: 0, says: 'an SSN is a placeholder and says nothing' },

  // 15,000 days of birth within a working life.
  date_of_birth_equal: { worth: 40, says: 'the dates of birth are equal' },
  // Given to everybody whose day of birth an office does not know.
  date_of_birth_equal_first_of_january: {
    worth: 32,
    says: 'the dates of birth are equal, a 1 January as many who have none',
  },
  date_of_birth_swapped: { worth: 27, says: 'day and month of birth are swapped' },
  date_of_birth_one_digit: { worth: 27, says: 'the dates of birth differ in one digit' },
  date_of_birth_transposed: { worth: 27, says: 'two neighbouring digits of the dates of birth are swapped' },
  date_of_birth_year_off: { worth: 22, says: 'the dates of birth are a year apart, or equal and impossible' },
  date_of_birth_day_differs: { worth: 10, says: 'only the day of birth differs' },
  date_of_birth_generation: {
    worth: 0,
    says: 'the dates of birth are a generation apart, on one day of the year',
  },
  date_of_birth_unclear: { worth: -5, says: 'the dates of birth differ, and one of them is no date' },
  date_of_birth_different: { worth: -20, says: 'the dates of birth differ' },
  date_of_birth_missing: { worth: 0, says: 'a date of birth is missing' },
  date_of_birth_placeholder: { worth: 0, says: 'a date of birth is a placeholder and says nothing' },

  last_name_equal: { worth: { less: 0 }, says: 'the last names are equal' },
  last_name_reordered: { worth: { less: 0 }, says: 'the last names have the same parts in another order' },
  last_name_spelling: { worth: { less: 4 }, says: 'the last names are spellings of one sound' },
  last_name_swapped: { worth: { less: 4 }, says: 'first and last name have changed places' },
  last_name_part: { worth: { less: 8 }, says: 'the last names share a part' },
  last_name_maiden: { worth: { less: 8 }, says: "the one's last name is the other's maiden or middle name" },
  last_name_truncated: { worth: { less: 8 }, says: 'one last name is the beginning of the other' },
  last_name_one_edit: { worth: { less: 9 }, says: 'the last names differ in one letter' },
  last_name_two_edits: { worth: { less: 16 }, says: 'the last names differ in two letters' },
  last_name_initial: { worth: 5, says: 'one last name is the initial of the other' },
  last_name_missing: { worth: 0, says: 'a last name is missing' },
  // One in twenty has changed it.
  last_name_different: { worth: -12, says: 'the last names differ' },

  first_name_equal: { worth: { less: 0 }, says: 'the first names are equal' },
  first_name_spelling: { worth: { less: 4 }, says: 'the first names are spellings of one sound' },
  first_name_swapped: { worth: { less: 4 }, says: 'first and last name have changed places' },
  first_name_nickname: { worth: { less: 6 }, says: 'one first name is short for the other' },
  first_name_part: { worth: { less: 6 }, says: 'the first names share a part' },
  first_name_one_edit: {
    worth: { less: 7 },
    says: 'the first names differ in one letter, and one is no usual name',
  },
  first_name_truncated: { worth: { less: 8 }, says: 'one first name is the beginning of the other' },
  first_name_middle: { worth: { less: 8 }, says: "the one's first name is the other's middle name" },
  first_name_first_letter: {
    worth: { less: 12 },
    says: 'the first names differ in the first letter, and one is no usual name',
  },
  first_name_two_edits: { worth: { less: 14 }, says: 'the first names differ in two letters' },
  first_name_initial: { worth: 6, says: 'one first name is the initial of the other' },
  first_name_missing: { worth: 0, says: 'a first name is missing' },
  first_name_alike: { worth: -6, says: 'the first names are two names that are spelt alike' },
  first_name_different: { worth: -15, says: 'the first names differ' },

  middle_name_equal: { worth: 10, says: 'the middle names are equal' },
  middle_name_initial: { worth: 4, says: 'one middle name is the initial of the other' },
  middle_name_different: { worth: -8, says: 'the middle names differ' },
  suffix_equal: { worth: 4, says: 'the suffixes are equal' },
  suffix_different: { worth: -20, says: 'the suffixes differ' },
  sex_equal: { worth: 2, says: 'the sexes are equal' },
  sex_different: { worth: -10, says: 'the sexes differ' },
  relationship_equal: { worth: 5, says: 'the relationships to the employee are equal' },
  relationship_different: { worth: -15, says: 'one is a child and the other is not' },
  // One child of the same name and day of birth says nearly as much as another person's own; two say no more than that.
  family_agrees: { worth: 30, says: 'people of the two families are the same' },
} as const satisfies Readonly<Record<string, Piece>>

/** The kinds of verdict there are. */
export type Evidence = keyof typeof EVIDENCE

/** A verdict on one field, with the points it counts here: those of names depend on how common the name is. */
export interface Finding {
  /** One of {@link EVIDENCE}, or of the simple score's. */
  readonly evidence: string
  readonly points: number
}

/** How much of {@link EVIDENCE} a verdict counts, where an equal name would count so much. */
export function finding(evidence: Evidence, equal = 0): Finding {
  const { worth } = EVIDENCE[evidence]
  return { evidence, points: typeof worth === 'number' ? worth : Math.max(2, equal - worth.less) }
}
