/** The two sizes of a test run: `npm test` (every landing, minutes) and `npm run test:full` (everything at full size). */
export type TestSize = 'landing' | 'full'

/** `landing` unless MOCK_NOYO_TEST_SIZE says `full`; a single test file run by hand is thus the small one. */
export const testSize: TestSize = process.env.MOCK_NOYO_TEST_SIZE === 'full' ? 'full' : 'landing'

/**
 * Picks the value for this run, e.g. `const worlds = sized({ landing: 10, full: 100 })`. Only the amount may depend on the
 * size, never what is asserted.
 */
export function sized<T>(values: { landing: T; full: T }): T {
  return values[testSize]
}
