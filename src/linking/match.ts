import { matchExactly } from './exact.ts'
import { finder } from './finder.ts'
import type { Within } from './pairs.ts'
import { matchByScore } from './score-matcher.ts'
import { type LinkingSettings, STANDARD_LINKING } from './settings.ts'
import { matchStandard } from './standard.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'

/**
 * Who of the candidates each of these people is: a verdict for each, in their order. No candidate is given to two of them, and
 * neither the order of people nor that of candidates nor their ids decides anything.
 */
export function match(
  people: readonly Sought[],
  candidates: readonly Candidate[],
  within: Within,
  settings: LinkingSettings = STANDARD_LINKING,
): Verdict[] {
  switch (settings.matcher) {
    case 'standard':
      return matchStandard(people, candidates, within, settings)
    case 'score':
      return matchByScore(people, finder(candidates), settings)
    case 'exact':
      return matchExactly(people, finder(candidates))
  }
}
