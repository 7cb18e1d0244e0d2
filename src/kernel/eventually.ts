/**
 * A value that is there, or a promise of it. What a store can answer at once goes on at once: every promise waited for costs
 * turns of the event loop and memory, and a request has dozens of reads. `await` takes both.
 */
export type Eventually<T> = T | Promise<T>

/** Goes on with the value: now when it is there, else when it comes. */
export function when<T, U>(value: Eventually<T>, next: (value: T) => Eventually<U>): Eventually<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/** All the values; at once when all are there. */
export function all<T extends readonly unknown[]>(
  values: readonly [...{ [At in keyof T]: Eventually<T[At]> }],
): Eventually<T> {
  for (const value of values)
    if (value instanceof Promise) return Promise.all(values) as Promise<unknown> as Promise<T>
  return values as unknown as T
}

/** What comes of each item, one after the other. */
export function inTurn<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => Eventually<R>,
): Eventually<R[]> {
  const results: R[] = []
  const goOn = (from: number): Eventually<R[]> => {
    for (let at = from; at < items.length; at += 1) {
      const result = work(items[at] as T, at)
      if (result instanceof Promise) {
        return result.then((there) => {
          results.push(there)
          return goOn(at + 1)
        })
      }
      results.push(result)
    }
    return results
  }
  return goOn(0)
}

/** What comes of some work or, when it fails now or later, of `rescue`. */
export function rescued<T>(
  work: () => Eventually<T>,
  rescue: (error: unknown) => Eventually<T>,
): Eventually<T> {
  try {
    const result = work()
    return result instanceof Promise ? result.catch(rescue) : result
  } catch (error) {
    return rescue(error)
  }
}
