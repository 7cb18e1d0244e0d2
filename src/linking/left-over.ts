import type { Comparison } from './compare.ts'
import { type Link, linksAmong, type Standing } from './decide.ts'
import { firstNameLevel } from './first-names.ts'
import type { Pair } from './pairs.ts'
import { portraitOf } from './portrait.ts'
import type { LinkingSettings } from './settings.ts'
import type { Sought } from './verdict.ts'

/** How many points the threshold is lower among those who are left of two whole groups. */
const FEWER_LEFT = 25

/**
 * Of two whole groups few people are left on either side once the others are linked: there are as many fewer strangers to take
 * somebody for, and less evidence will do. Nothing may speak against it then that an error of one field does not explain.
 */
export function leftOver(
  standings: readonly Standing[],
  links: ReadonlyMap<Sought, Link>,
  settings: LinkingSettings,
): ReadonlyMap<Sought, Link> {
  const given = new Set([...links.values()].map(({ pair }) => pair.candidate))
  const open = standings.filter(({ pair }) => !links.has(pair.sought) && !given.has(pair.candidate))
  const allowed = open.flatMap((standing) => {
    const { veto, ...pair } = standing.pair
    if (!isExplained(pair.comparison)) return []
    if (veto === undefined) return [standing]
    return isLonely(standing.pair) ? [{ ...standing, pair }] : []
  })
  return linksAmong(allowed, { ...settings, threshold: settings.threshold - FEWER_LEFT })
}

/** At most one field contradicts, and the others say more than a family's likeness would. */
function isExplained({ ssn, birth, first, last, suffix, sex }: Comparison): boolean {
  if (sex === 'different' || suffix === 'different') return false
  const isNumbered = ssn === 'equal' || ssn === 'nearly_equal'
  const isOtherName = first === 'different' || first === 'alike'
  const isOtherDay = birth === 'different' || birth === 'generation' || birth === 'unclear'
  if (isOtherDay) return isNumbered && !isOtherName && last !== 'different'
  if (isOtherName) return isNumbered && last !== 'different' && last !== 'missing'
  const isBorn = birth === 'equal' || birth === 'equal_first_of_january'
  return ssn !== 'different' || (isBorn && last !== 'different' && last !== 'missing')
}

/**
 * Another first name or none, but the SSN and the last name, and a date of birth that is not told: who that is shows only that
 * nobody in either family bears the other's name.
 */
function isLonely({ veto, sought, candidate, comparison: { ssn, birth, first } }: Pair): boolean {
  if (ssn !== 'equal' || (veto !== 'other_first_name' && veto !== 'number_of_a_relative')) return false
  if (first !== 'missing' && birth !== 'missing' && birth !== 'placeholder') return false
  const isNamed = (family: Sought['family'], one: Sought) =>
    (family ?? []).some((other) => {
      const level = firstNameLevel(portraitOf(other), portraitOf(one.person))
      return level !== 'different' && level !== 'missing'
    })
  return !isNamed(sought.family, candidate) && !isNamed(candidate.family, sought)
}
