import { editsBetween } from './letters.ts'
import { lastSound, type Portrait } from './portrait.ts'

/** How two last names compare. */
export type LastNameLevel =
  | 'equal'
  | 'reordered'
  | 'spelling'
  | 'part'
  | 'maiden'
  | 'truncated'
  | 'one_edit'
  | 'two_edits'
  | 'initial'
  | 'swapped'
  | 'missing'
  | 'different'

export interface LastNames {
  readonly level: LastNameLevel
  /** What is the same in both, where it is something else than the whole. */
  readonly shared?: string
}

const SHORTEST_FOR_TWO_EDITS = 6
const SHORTEST_TRUNCATED = 5

export function lastNames(one: Portrait, other: Portrait): LastNames {
  const [here, there] = [one.last, other.last]
  if (here === '' || there === '') return { level: 'missing' }
  if (here === there) return { level: 'equal' }
  if (sameParts(one.lasts, other.lasts)) return { level: 'reordered', shared: one.lasts[0] as string }
  if (/^[a-z]$/.test(here) || /^[a-z]$/.test(there))
    return { level: here[0] === there[0] ? 'initial' : 'different' }
  const part = one.lasts.find((name) => other.lasts.includes(name))
  if (part !== undefined) return { level: 'part', shared: part }
  const maiden = maidenOf(one, other) ?? maidenOf(other, one)
  if (maiden !== undefined) return { level: 'maiden', shared: maiden }
  if (lastSound(one) === lastSound(other)) return { level: 'spelling' }
  return typedLevel(one, other)
}

function typedLevel(one: Portrait, other: Portrait): LastNames {
  const [short, long] = one.last.length <= other.last.length ? [one.last, other.last] : [other.last, one.last]
  const most = short.length >= SHORTEST_FOR_TWO_EDITS ? 2 : 1
  const edits = editsBetween(short, long, most)
  if (edits === 1 && short.length > 2) return { level: 'one_edit' }
  if (edits === 2 && most === 2) return { level: 'two_edits' }
  if (short.length >= SHORTEST_TRUNCATED && long.startsWith(short)) return { level: 'truncated' }
  if (one.lasts.length + other.lasts.length === 2) return { level: 'different' }
  const isPartMistyped = one.lasts.some((name) => other.lasts.some((to) => isMistyped(name, to)))
  return { level: isPartMistyped ? 'two_edits' : 'different' }
}

function isMistyped(name: string, to: string): boolean {
  return Math.min(name.length, to.length) >= 5 && editsBetween(name, to, 1) === 1
}

/** The last name that one bears is the other's by birth, or stands among the other's middle names as many keep it. */
function maidenOf(one: Portrait, other: Portrait): string | undefined {
  return one.lasts.find(
    (name) => name.length > 2 && (other.maidens.includes(name) || other.middles.includes(name)),
  )
}

function sameParts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at])
}
