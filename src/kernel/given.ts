/** Those of the named fields that are there, in the order of the names: what was not said must not be kept as undefined. */
export function given<T extends object, N extends keyof T>(
  from: T | undefined,
  ...names: readonly N[]
): { [K in N]?: Exclude<T[K], undefined> } {
  const found: { [K in N]?: Exclude<T[K], undefined> } = {}
  for (const name of names) {
    const value = from?.[name]
    if (value !== undefined) found[name] = value as Exclude<T[N], undefined>
  }
  return found
}
