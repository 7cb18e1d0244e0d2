import { editsBetween } from './letters.ts'
import { areNicknames, isGivenName } from './nicknames.ts'
import { firstSound, type Portrait } from './portrait.ts'

/** How two first names compare. */
export type FirstNameLevel =
  | 'equal'
  | 'spelling'
  | 'nickname'
  | 'part'
  | 'middle'
  | 'truncated'
  | 'one_edit'
  | 'first_letter'
  | 'two_edits'
  | 'initial'
  | 'swapped'
  | 'missing'
  | 'alike'
  | 'different'

export function firstNameLevel(one: Portrait, other: Portrait): FirstNameLevel {
  const { first } = one
  if (first === '' || other.first === '') return 'missing'
  if (first === other.first || one.given === other.given) return 'equal'
  const [head, otherHead] = [one.firsts[0] as string, other.firsts[0] as string]
  const initials = isLetter(head) || isLetter(otherHead) ? initialLevel(one, other) : undefined
  if (initials) return initials
  if (areNicknames(first, other.first)) return 'nickname'
  if (one.firsts.length > 1 || other.firsts.length > 1) {
    const shared = partLevel(one, other)
    if (shared) return shared
  }
  if (isMiddle(one, other) || isMiddle(other, one)) return 'middle'
  if (firstSound(one) === firstSound(other)) return 'spelling'
  return typedLevel(first, other.first)
}

/** One of the two is the first letter of the other; J Edgar may be called Edgar. */
function initialLevel(one: Portrait, other: Portrait): FirstNameLevel | undefined {
  const [head, otherHead] = [one.firsts[0] as string, other.firsts[0] as string]
  if (head[0] === otherHead[0]) return 'initial'
  return isMiddle(one, other) || isMiddle(other, one) ? 'middle' : undefined
}

/** A letter that stands for a name; in some scripts one sign is a name. */
function isLetter(name: string): boolean {
  return name.length === 1 && name >= 'a' && name <= 'z'
}

/** Mary of Mary Ann, Carlos of Juan Carlos; but Mary Ann and Mary Beth are two. */
function partLevel(one: Portrait, other: Portrait): FirstNameLevel | undefined {
  const isFewer =
    one.firsts.length === other.firsts.length
      ? one.first < other.first
      : one.firsts.length < other.firsts.length
  const [few, many] = isFewer ? [one, other] : [other, one]
  const same = (name: string, to: string) => name === to || areNicknames(name, to)
  const found = few.firsts.filter((name) => many.firsts.some((to) => same(name, to)))
  if (found.length === few.firsts.length) {
    const middles = few.middles
    const rest = many.firsts.filter((name) => !few.firsts.some((to) => same(name, to)))
    const contradicted =
      middles.length > 0 && rest.length > 0 && !rest.some((name) => middles.some((to) => to[0] === name[0]))
    return contradicted ? 'alike' : 'part'
  }
  if (found.length === 0) return undefined
  const rest = (names: readonly string[], others: readonly string[]) =>
    names.filter((name) => !others.some((to) => same(name, to)))
  const [left, right] = [rest(few.firsts, many.firsts), rest(many.firsts, few.firsts)]
  const typed = left.every((name) =>
    right.some((to) => (name.length === 1 || to.length === 1 ? name[0] === to[0] : isTyped(name, to))),
  )
  return typed ? 'part' : 'alike'
}

function isTyped(name: string, to: string): boolean {
  return editsBetween(name, to, 1) === 1 && !(isGivenName(name) && isGivenName(to))
}

/** Called by the middle name. */
function isMiddle(one: Portrait, other: Portrait): boolean {
  return other.middles.some(
    (middle) => middle.length > 1 && (middle === one.first || areNicknames(middle, one.first)),
  )
}

/** Shortest name in which two letters may be wrong. */
const SHORTEST_FOR_TWO_EDITS = 6

/** Told apart: a name that was mistyped, and another name that is spelt alike. */
function typedLevel(one: string, other: string): FirstNameLevel {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const most = short.length >= SHORTEST_FOR_TWO_EDITS ? 2 : 1
  const edits = editsBetween(short, long, most)
  const known = Number(isGivenName(short)) + Number(isGivenName(long))
  if (edits > most) {
    if (short.length < 3 || !long.startsWith(short)) return 'different'
    return known === 2 ? 'alike' : 'truncated'
  }
  if (known === 2 || (known === 0 && areOfTwoSexes(short, long))) return 'alike'
  if (short[0] !== long[0] && !areFirstTwoSwapped(short, long)) {
    // Jayden and Zayden are two names even if the list lacks one of them; Kames is none.
    return edits === 1 && short.length >= 5 ? 'first_letter' : 'alike'
  }
  if (edits === 2) return 'two_edits'
  return short.length <= 2 ? 'alike' : 'one_edit'
}

/** Mario and Maria, Paul and Paula: what a slip of the finger does seldom and a language often. */
function areOfTwoSexes(short: string, long: string): boolean {
  const [end, other] = [short.at(-1) as string, long.at(-1) as string]
  if (short.length === long.length) {
    return short.slice(0, -1) === long.slice(0, -1) && 'aoei'.includes(end) && 'aoei'.includes(other)
  }
  return long === `${short}a` || long === `${short}e` || long === `${short}o`
}

function areFirstTwoSwapped(one: string, other: string): boolean {
  return one[0] === other[1] && one[1] === other[0]
}
