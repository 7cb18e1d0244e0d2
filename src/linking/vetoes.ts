import { FEWEST_YEARS_BETWEEN_GENERATIONS, yearsBetween } from './birth.ts'
import type { Comparison } from './compare.ts'
import type { FirstNameLevel } from './first-names.ts'
import type { Portrait } from './portrait.ts'

/** What two people look like, to somebody who looks for a reason not to link them. */
interface Look extends Comparison {
  readonly years: number | undefined
}

/** The same name, whatever happened to it on the way. */
const SAME: ReadonlySet<FirstNameLevel> = new Set(['equal', 'spelling', 'nickname', 'middle', 'swapped'])
/** Two names. */
const OTHER: ReadonlySet<FirstNameLevel> = new Set(['different', 'alike'])
/** Says little of who it is. */
const VAGUE: ReadonlySet<FirstNameLevel> = new Set(['different', 'alike', 'missing', 'initial'])

const isBornEqual = ({ birth }: Comparison) => birth === 'equal' || birth === 'equal_first_of_january'
const isBornNear = ({ birth }: Comparison) =>
  birth === 'swapped' || birth === 'one_digit' || birth === 'transposed' || birth === 'year_off'
const isBornUnknown = ({ birth }: Comparison) => birth === 'missing' || birth === 'placeholder'

/** Date of birth and SSN equal: linked, unless somebody else fits the name better. */
export function isCertain(comparison: Comparison): boolean {
  return comparison.ssn === 'equal' && isBornEqual(comparison)
}

/** Reasons to take two records for two people whatever the points say; the first that applies. */
const VETOES = {
  other_first_name: {
    // Twins, triplets with SSNs that follow upon each other, spouses, brothers and sisters, parents and children.
    applies: (look) =>
      OTHER.has(look.first) &&
      !isCertain(look) &&
      !(look.first === 'alike' && look.ssn === 'equal' && isBornNear(look)) &&
      !(look.ssn === 'nearly_equal' && isBornEqual(look) && look.sex !== 'different'),
  },
  parent_and_child: {
    applies: ({ birth, suffix, years = 0 }) =>
      (birth === 'different' || birth === 'generation') &&
      years >= FEWEST_YEARS_BETWEEN_GENERATIONS &&
      (suffix === 'different' || suffix === 'one_missing'),
  },
  numbers_in_a_row: {
    // Brothers and sisters of one birthday: less than the whole name does not tell which of them.
    applies: ({ ssn, first }) => ssn === 'neighbours' && !SAME.has(first) && first !== 'one_edit',
  },
  other_generation: {
    applies: (look) =>
      look.suffix === 'different' && !isBornEqual(look) && !(look.ssn === 'equal' && isBornNear(look)),
  },
  number_of_a_relative: {
    // Families share SSNs by mistake: the SSN alone, or with the family's name, is nobody in particular.
    applies: (look) =>
      look.ssn === 'equal' &&
      !isBornEqual(look) &&
      !isBornNear(look) &&
      (isBornUnknown(look)
        ? VAGUE.has(look.first) && look.first !== 'missing'
        : !SAME.has(look.first) && look.first !== 'one_edit'),
  },
  other_sex: {
    applies: (look) =>
      look.sex === 'different' && !isCertain(look) && !SAME.has(look.first) && look.first !== 'part',
  },
} as const satisfies Readonly<Record<string, { readonly applies: (look: Look) => boolean }>>

/** Those, and `rival`, which looks at the people around the two. */
export type Veto = keyof typeof VETOES | 'rival'

const IN_TURN = Object.entries(VETOES) as [Veto, { readonly applies: (look: Look) => boolean }][]

export function vetoOf(comparison: Comparison, one: Portrait, other: Portrait): Veto | undefined {
  // None of them applies to such, and most pairs are.
  if (isCertain(comparison)) return undefined
  const look = { ...comparison, years: yearsBetween(one.birth, other.birth) }
  return IN_TURN.find(([, { applies }]) => applies(look))?.[0]
}

/**
 * Whether somebody of that comparison is a better bearer of a name than somebody whose first name is another: born on the same
 * day, or of the same first and last name.
 */
export function fitsBetter(rival: Comparison): boolean {
  if (rival.sex === 'different') return false
  if (rival.last === 'different' && rival.ssn === 'different') return false
  if (isBornEqual(rival)) return !VAGUE.has(rival.first)
  const isOneFamilyName = !['different', 'missing', 'initial'].includes(rival.last)
  return isOneFamilyName && SAME.has(rival.first) && rival.first !== 'middle'
}
