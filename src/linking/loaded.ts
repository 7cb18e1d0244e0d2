let there: Promise<typeof import('./match.ts')> | undefined

/** The matcher, its tables of names with it, loaded when somebody is linked for the first time: a start needs none of it. */
export function linking(): Promise<typeof import('./match.ts')> {
  there ??= import('./match.ts')
  return there
}
