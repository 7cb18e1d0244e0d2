let there: Promise<typeof import('./match.ts') & typeof import('./what-if.ts')> | undefined

/** The matcher, its tables of names with it, loaded when somebody is linked for the first time: a start needs none of it. */
export function linking(): NonNullable<typeof there> {
  there ??= Promise.all([import('./match.ts'), import('./what-if.ts')]).then(([match, whatIf]) => ({
    ...match,
    ...whatIf,
  }))
  return there
}
