import { addDuration, MINUTE } from '../kernel/instant.ts'
import { TAILS, type Trouble } from './trouble.ts'

/** Longer waits are nobody's answer any more, and a caller's connection would be gone. */
export const LONGEST_WAIT = 10 * MINUTE

/** How many standard deviations above the median a percentile lies. */
const DEVIATIONS: Readonly<Record<(typeof TAILS)[number], number>> = {
  p90: 1.2815515655446004,
  p95: 1.6448536269514722,
  p99: 2.3263478740408408,
}

/** A duration's milliseconds; undefined for what is none. */
export function millisecondsOf(text: string): number | undefined {
  return addDuration(0, text)
}

/** How long a call takes, in milliseconds, given its own number in [0, 1). */
export function latencyOf(trouble: Trouble, fraction: number): number {
  const told = (name: 'delay' | 'min' | 'max' | 'median' | (typeof TAILS)[number]) =>
    trouble[name] === undefined ? undefined : millisecondsOf(trouble[name])
  const { distribution = 'lognormal' } = trouble
  const delay = told('delay')
  if (delay !== undefined) return delay
  const least = told('min') ?? 0
  const most = told('max') ?? LONGEST_WAIT
  const median = told('median')
  if (median === undefined) return Math.round(least + fraction * (most - least))
  const tail = TAILS.find((name) => trouble[name] !== undefined) as (typeof TAILS)[number]
  const far = told(tail) as number
  const deviations = deviationsOf(fraction) / DEVIATIONS[tail]
  const drawn =
    distribution === 'normal'
      ? median + deviations * (far - median)
      : median * (far / Math.max(median, 1)) ** deviations
  return Math.round(Math.min(Math.max(drawn, least), most))
}

/*
 * The inverse of the normal distribution by Acklam's rational approximation: within a billionth part, far closer than milliseconds
 * need.
 */
const A = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716]
const A_LAST = 2.506628277459239
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
const TAIL = 0.02425

/** How many standard deviations from the middle a number of [0, 1) lies. */
function deviationsOf(fraction: number): number {
  const share = Math.min(Math.max(fraction, 1e-9), 1 - 1e-9)
  if (share > 1 - TAIL) return -deviationsOf(1 - share)
  if (share < TAIL) {
    const root = Math.sqrt(-2 * Math.log(share))
    return polynomial(C, root) / (polynomial(D, root) * root + 1)
  }
  const middle = share - 0.5
  const square = middle * middle
  return ((polynomial(A, square) * square + A_LAST) * middle) / (polynomial(B, square) * square + 1)
}

function polynomial(terms: readonly number[], at: number): number {
  return terms.reduce((sum, term) => sum * at + term, 0)
}
