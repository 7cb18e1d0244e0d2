import type { Setting } from '../kernel/world.ts'

/** How linking decides. */
export interface LinkingSettings {
  /** `standard` is ours, `exact` takes equal names and dates of birth only, `score` is the simple sum of points of the first versions. */
  readonly matcher: 'standard' | 'exact' | 'score'
  /** Points from which two records are taken for one person. */
  readonly threshold: number
  /** How many points the best candidate must be ahead of every other, and of everybody else who could be that candidate. */
  readonly margin: number
}

/** Assumed, as all numbers of linking. */
export const STANDARD_LINKING: LinkingSettings = { matcher: 'standard', threshold: 75, margin: 10 }

/** Points from which somebody who is not linked is worth a warning. */
export const NEAR_POINTS = 50

/** As a scenario says, by its keyword `linking`. */
export function linkingSettings({ options }: Pick<Setting, 'options'>): LinkingSettings {
  const { matcher, threshold, margin } = STANDARD_LINKING
  return {
    matcher: (options['linking_matcher'] as LinkingSettings['matcher'] | undefined) ?? matcher,
    threshold: Number(options['linking_threshold'] ?? threshold),
    margin: Number(options['linking_margin'] ?? margin),
  }
}
