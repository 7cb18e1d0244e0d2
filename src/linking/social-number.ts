import { differingPlaces } from './letters.ts'

/** How two Social Security numbers compare. */
export type NumberLevel =
  | 'equal'
  | 'last_four_equal'
  | 'nearly_equal'
  | 'neighbours'
  | 'different'
  | 'relatives'
  | 'missing'
  | 'placeholder'

/** Numbers that are printed in advertisements, or typed where a form insists. */
const PLACEHOLDERS = new Set(
  '123456789 987654321 078051120 219099999 111223333 123121234 012345678 111111112 999999998'.split(' '),
)

/** Nine digits or the last four; undefined where nothing is told, `placeholder` where what stands there tells nothing. */
export function numberOf(text: string | null | undefined): string | 'placeholder' | undefined {
  if (!text) return undefined
  // As most are written.
  if (isNineDigits(text)) return isPlaceholder(text) ? 'placeholder' : text
  const digits = /^\d+$/.test(text) ? text : text.replace(/[\s-]/g, '')
  if (digits === '') return undefined
  const masked = /^[x*#]+(\d{4})$/i.exec(digits)?.[1]
  if (masked !== undefined) return masked
  if (!/^\d{4}$|^\d{7,9}$/.test(digits)) return 'placeholder'
  const number = digits.length === 4 ? digits : digits.padStart(9, '0')
  return isPlaceholder(number) ? 'placeholder' : number
}

/** By hand: every number of a census is read. */
function isNineDigits(text: string): boolean {
  if (text.length !== 9) return false
  for (let at = 0; at < 9; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

/**
 * All digits the same, or the area 000. Other numbers that were never given out tell as much as any: somebody has made them up
 * for one person, as this simulator its 9xx.
 */
function isPlaceholder(number: string): boolean {
  if (number.length === 4) return number === '0000'
  return number.startsWith('000') || isOneDigit(number) || PLACEHOLDERS.has(number)
}

function isOneDigit(number: string): boolean {
  for (let at = 1; at < number.length; at += 1) if (number[at] !== number[0]) return false
  return true
}

export function numberLevel(
  one: string | 'placeholder' | undefined,
  other: string | 'placeholder' | undefined,
): NumberLevel {
  if (one === 'placeholder' || other === 'placeholder') return 'placeholder'
  if (!one || !other) return 'missing'
  if (one.length === 4 || other.length === 4) {
    return one.slice(-4) === other.slice(-4) ? 'last_four_equal' : 'different'
  }
  if (one === other) return 'equal'
  if (Math.abs(Number(one) - Number(other)) <= MOST_BETWEEN_NEIGHBOURS) return 'neighbours'
  return isOneSlipApart(one, other) ? 'nearly_equal' : 'different'
}

/** One digit differs, or two neighbours are swapped. */
export function isOneSlipApart(one: string, other: string): boolean {
  const differing = differingPlaces(one, other)
  const [first = 0, second = 0] = differing
  const swapped =
    differing.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  return differing.length === 1 || swapped
}

/** Brothers and sisters whose numbers were asked for together have numbers this close. */
const MOST_BETWEEN_NEIGHBOURS = 20
