import { nearestField } from '../kernel/nearest.ts'

/** Where a value is not as expected. */
export interface Difference {
  /** As one would write it: `body.employee.person.ssn`, `body.dependents[0]`. */
  readonly path: string
  readonly expected: unknown
  /** Undefined where nothing is. */
  readonly actual: unknown
  /** The name that may have been meant, of those that are there. */
  readonly nearest?: string | undefined
}

/** `expect.any(String)` and the like, of whichever runner. */
interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean
}

/**
 * Where the value lacks something of what is expected of it. Of objects only the named fields count; lists count whole, each
 * element in this same way. A RegExp stands for the texts that it fits, a function for the values that it says true to, and
 * undefined for a field that is not there.
 */
export function differences(expected: unknown, actual: unknown, path: string): Difference[] {
  if (isAsymmetric(expected)) return told(expected.asymmetricMatch(actual), path, expected, actual)
  if (expected instanceof RegExp) {
    // Of a global one the next search would begin where the last one ended.
    const fits = typeof actual === 'string' && actual.search(expected) >= 0
    return told(fits, path, expected, actual)
  }
  if (typeof expected === 'function') return told(expected(actual) === true, path, expected, actual)
  if (Array.isArray(expected)) return ofLists(expected, actual, path)
  if (typeof expected === 'object' && expected !== null) return ofObjects(expected, actual, path)
  return told(Object.is(expected, actual), path, expected, actual)
}

function ofLists(expected: readonly unknown[], actual: unknown, path: string): Difference[] {
  if (!Array.isArray(actual)) return told(false, path, expected, actual)
  const length = told(expected.length === actual.length, `${path}.length`, expected.length, actual.length)
  const elements = expected
    .slice(0, actual.length)
    .flatMap((element, index) => differences(element, actual[index], `${path}[${index}]`))
  return [...length, ...elements]
}

function ofObjects(expected: object, actual: unknown, path: string): Difference[] {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) {
    return told(false, path, expected, actual)
  }
  return Object.entries(expected).flatMap(([name, value]) => {
    const part = (actual as Record<string, unknown>)[name]
    const found = differences(value, part, joined(path, name))
    if (found.length === 0 || part !== undefined) return found
    return [{ ...found[0], nearest: nearestField(name, Object.keys(actual)) } as Difference]
  })
}

/** How many values an expectation names: what the number of differences is to be seen against. */
export function leaves(expected: unknown): number {
  if (isAsymmetric(expected) || expected instanceof RegExp) return 1
  if (typeof expected !== 'object' || expected === null) return 1
  return Math.max(
    1,
    Object.values(expected).reduce((sum: number, part) => sum + leaves(part), 0),
  )
}

function told(equal: boolean, path: string, expected: unknown, actual: unknown): Difference[] {
  return equal ? [] : [{ path, expected, actual }]
}

function joined(path: string, name: string): string {
  return /^[\w$]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`
}

function isAsymmetric(value: unknown): value is AsymmetricMatcher {
  return typeof (value as AsymmetricMatcher | null | undefined)?.asymmetricMatch === 'function'
}
