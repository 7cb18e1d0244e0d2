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

/** What a scenario says under `linking`, as the world keeps it. */
export function linkingOptions(said: Partial<LinkingSettings> = {}): Setting['options'] {
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [`linking_${name}`, value]))
}

/** How a world links: as {@link linkingOptions} kept it, else as standard. */
export function linkingSettings({ options }: Pick<Setting, 'options'>): LinkingSettings {
  const said = Object.fromEntries(
    Object.keys(STANDARD_LINKING).flatMap((name) => {
      const value = options[`linking_${name}`]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return { ...STANDARD_LINKING, ...said }
}
