import { linkingKeys } from './keys.ts'
import type { Sought } from './verdict.ts'

/** Finds among many the few who share evidence with somebody. */
export function finder<One extends Pick<Sought, 'person'>>(
  all: readonly One[],
  keysOf = linkingKeys,
): (sought: Pick<Sought, 'person'>) => readonly One[] {
  const byKey = new Map<string, One[]>()
  for (const one of all) {
    for (const key of keysOf(one.person)) {
      const alike = byKey.get(key)
      if (alike) alike.push(one)
      else byKey.set(key, [one])
    }
  }
  return ({ person }) => {
    const found = keysOf(person).flatMap((key) => byKey.get(key) ?? [])
    return found.length < 2 ? found : [...new Set(found)]
  }
}
