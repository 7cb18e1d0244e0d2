import { mask } from '../kernel/masking.ts'

const LONGEST = 160

/** A value on one line for a message, under the name it has: Social Security numbers and dates of birth are masked. */
export function shownValue(path: string, value: unknown, births: Iterable<string> = []): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'function') return `what fits ${value.name || 'the function'}`
  if (value instanceof RegExp) return mask(String(value), births)
  const name = /([\w$]+)(?:\[\d+\])*$/.exec(path)?.[1] ?? 'value'
  const masked = JSON.parse(mask(JSON.stringify({ [name]: value }, shownPart), births)) as object
  const text = JSON.stringify(Object.values(masked)[0])
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text
}

/** What JSON would leave out or turn into `{}`. */
function shownPart(_name: string, part: unknown): unknown {
  if (part instanceof RegExp || typeof part === 'function') return String(part)
  if (part === undefined) return 'nothing'
  const named = part as { toAsymmetricMatcher?: () => string; asymmetricMatch?: unknown } | null
  if (typeof named?.asymmetricMatch !== 'function') return part
  return named.toAsymmetricMatcher?.() ?? String(named)
}
