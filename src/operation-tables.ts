type Together<T> = (T extends unknown ? (table: T) => void : never) extends (table: infer All) => void
  ? All
  : never

/** The tables of several capabilities as one. @throws when two of them build the same operation */
export function joined<T extends readonly object[]>(...tables: T): Together<T[number]> {
  const all = new Map<string, unknown>()
  for (const [id, operation] of tables.flatMap((table) => Object.entries(table))) {
    if (all.has(id)) throw new Error(`The operation ${id} is built twice. Remove one of the two.`)
    all.set(id, operation)
  }
  return Object.fromEntries(all) as Together<T[number]>
}

/**
 * Holds what is built against all there is: an operation that is neither built nor listed as not built does not compile, nor
 * does one that is both. `nothingForgotten<All>()(built, notBuilt)` answers `built`.
 */
export function nothingForgotten<All>() {
  return <Built extends Partial<All>, const Rest extends readonly Exclude<keyof All, keyof Built>[]>(
    built: Built,
    notBuilt: Rest &
      ([Exclude<keyof All, keyof Built | Rest[number]>] extends [never]
        ? unknown
        : { forgotten: Exclude<keyof All, keyof Built | Rest[number]> }),
  ): Built => {
    void notBuilt
    return built
  }
}
