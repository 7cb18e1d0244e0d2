import { compare } from './compare.ts'
import { isSamePerson, type Pair } from './pairs.ts'
import { portraitOf } from './portrait.ts'
import type { LinkingSettings } from './settings.ts'
import type { Sought } from './verdict.ts'
import { fitsBetter } from './vetoes.ts'

/**
 * Date of birth and SSN equal, and the first name another one: whoever fits the name better has the better claim, be it another
 * candidate for the person, or another person for the candidate. Who is clearly somebody else is nobody's rival.
 */
export function withRivals(
  pairs: readonly (readonly Pair[])[],
  { threshold }: LinkingSettings,
): readonly (readonly Pair[])[] {
  if (!pairs.some((theirs) => theirs.some(isDoubtful))) return pairs
  const all = pairs.flat()
  const byCandidate = Map.groupBy(all, ({ candidate }) => candidate)
  const bySought = Map.groupBy(all, ({ sought }) => sought)
  const isClear = (pair: Pair) =>
    pair.veto === undefined && !isDoubtful(pair) && (pair.certain || pair.points >= threshold)
  const isContested = (pair: Pair): boolean => {
    const { sought, candidate } = pair
    const others = (bySought.get(sought) ?? []).filter(
      (other) =>
        other !== pair &&
        fitsBetter(other.comparison) &&
        !(byCandidate.get(other.candidate) ?? []).some((claim) => claim.sought !== sought && isClear(claim)),
    )
    if (others.length > 0) return true
    const claims = (byCandidate.get(candidate) ?? []).filter(
      (other) =>
        other !== pair &&
        fitsBetter(other.comparison) &&
        !(bySought.get(other.sought) ?? []).some((claim) => claim.candidate !== candidate && isClear(claim)),
    )
    return claims.length > 0 || isNamedInFamily(sought, candidate) || isNamedInFamily(candidate, sought)
  }
  return pairs.map((theirs) => {
    const contested = new Set(theirs.filter((pair) => isDoubtful(pair) && isContested(pair)))
    if (contested.size === 0) return theirs
    // Whose number it is then is open: who is linked instead must have the very name.
    const isOut = (pair: Pair) => contested.has(pair) || !VERY_NAME.has(pair.comparison.first)
    return theirs.map((pair) => (isOut(pair) ? { ...pair, veto: pair.veto ?? ('rival' as const) } : pair))
  })
}

const VERY_NAME: ReadonlySet<string> = new Set(['equal', 'spelling', 'one_edit', 'swapped'])

function isDoubtful({ certain, comparison: { first } }: Pair): boolean {
  return certain && (first === 'different' || first === 'alike')
}

/** Somebody of the one's family bears the other's name, and is nobody in the other's family. */
function isNamedInFamily({ family = [] }: Sought, { person, family: others = [] }: Sought): boolean {
  return family.some(
    (one) =>
      fitsBetter(compare(portraitOf(one), portraitOf(person))) &&
      !others.some((other) => isSamePerson(one, other)),
  )
}
