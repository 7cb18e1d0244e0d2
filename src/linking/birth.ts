import { differingPlaces } from './letters.ts'

/** How two dates of birth compare. */
export type BirthLevel =
  | 'equal'
  | 'equal_first_of_january'
  | 'swapped'
  | 'one_digit'
  | 'transposed'
  | 'year_off'
  | 'day_differs'
  | 'generation'
  | 'unclear'
  | 'different'
  | 'missing'
  | 'placeholder'

/** Dates that programs write where nobody knows one. */
const PLACEHOLDERS = new Set(
  '19000101 19010101 18000101 18991230 18991231 19700101 11111111 00010101 99991231 20990101 12345678'.split(
    ' ',
  ),
)

export interface Birth {
  /** Eight digits, whether there is such a day or not. */
  readonly digits: string
  /** There is such a day. */
  readonly possible: boolean
}

/** Undefined where nothing is told; `placeholder` where what stands there tells nothing. */
export function birthOf(text: string | null | undefined): Birth | 'placeholder' | undefined {
  if (!text) return undefined
  const digits = text.length === 10 ? text.slice(0, 4) + text.slice(5, 7) + text.slice(8) : text
  if (!isEightDigits(digits)) return text.trim() === '' ? undefined : 'placeholder'
  if (PLACEHOLDERS.has(digits) || digits.startsWith('0000') || digits.endsWith('0000')) return 'placeholder'
  const [year, month, day] = partsOf(digits)
  return { digits, possible: isDay(year, month, day) }
}

/** By hand: every date of a census is read, and regular expressions are several times as slow. */
function isEightDigits(text: string): boolean {
  if (text.length !== 8) return false
  for (let at = 0; at < 8; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 48 || code > 57) return false
  }
  return true
}

/** A day of our times, written as most are, that tells when somebody was born: the same as of {@link birthOf}, without its texts. */
export function isPlainDay(text: string | null | undefined): boolean {
  if (text?.length !== 10 || text[4] !== '-' || text[7] !== '-') return false
  const [year, month, day] = [numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10)]
  const isOurs = year > 1901 && year < 2099 && !(year === 1970 && month === 1 && day === 1)
  return isOurs && isDay(year, month, day)
}

/** Not a number where something else than digits stands. */
function numberAt(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

export function birthLevel(
  one: Birth | 'placeholder' | undefined,
  other: Birth | 'placeholder' | undefined,
): BirthLevel {
  if (one === 'placeholder' || other === 'placeholder') return 'placeholder'
  if (!one || !other) return 'missing'
  return one.digits === other.digits ? equalLevel(one) : unequalLevel(one, other)
}

function equalLevel({ digits, possible }: Birth): BirthLevel {
  if (!possible) return 'year_off'
  return digits.endsWith('0101') ? 'equal_first_of_january' : 'equal'
}

function unequalLevel(one: Birth, other: Birth): BirthLevel {
  const [here, there] = [one.digits, other.digits]
  if (isSwapped(here, there)) return 'swapped'
  const years = Math.abs(Number(here.slice(0, 4)) - Number(there.slice(0, 4)))
  const isGeneration = years >= FEWEST_YEARS_BETWEEN_GENERATIONS && years <= MOST_YEARS
  // A parent and a child of one birthday differ in a digit of the year too.
  if (here.slice(4) === there.slice(4) && isGeneration) return 'generation'
  const slip = slipLevel(here, there)
  if (slip !== undefined && !(slip === 'transposed' && isGeneration)) return slip
  if (here.slice(4) === there.slice(4) && years === 1) return 'year_off'
  if (here.slice(0, 6) === there.slice(0, 6)) return 'day_differs'
  return one.possible && other.possible ? 'different' : 'unclear'
}

/** One digit, or two neighbours that have changed places. */
function slipLevel(here: string, there: string): 'one_digit' | 'transposed' | undefined {
  const differing = differingPlaces(here, there)
  const [first = 0, second = 0] = differing
  if (differing.length === 1) return 'one_digit'
  const isNeighbour = differing.length === 2 && second === first + 1
  return isNeighbour && here[first] === there[second] && here[second] === there[first]
    ? 'transposed'
    : undefined
}

/** How far apart a parent and a child are at least; also how much a date may be wrong before it is another person's. */
export const FEWEST_YEARS_BETWEEN_GENERATIONS = 14

const MOST_YEARS = 60

/** Years between two dates; undefined where one is not told. */
export function yearsBetween(
  one: Birth | 'placeholder' | undefined,
  other: Birth | 'placeholder' | undefined,
): number | undefined {
  if (typeof one !== 'object' || typeof other !== 'object') return undefined
  return Math.abs(Number(one.digits.slice(0, 4)) - Number(other.digits.slice(0, 4)))
}

function isSwapped(one: string, other: string): boolean {
  return (
    one.slice(0, 4) === other.slice(0, 4) &&
    one.slice(4, 6) === other.slice(6) &&
    one.slice(6) === other.slice(4, 6)
  )
}

function partsOf(digits: string): [number, number, number] {
  return [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))]
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day >= 1 && day <= (month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 0))
}
