import { firstNameLevel } from './first-names.ts'
import type { Identity } from './identity.ts'
import { lastNames } from './last-names.ts'
import { portraitOf } from './portrait.ts'
import { numberOf } from './social-number.ts'
import type { Sought } from './verdict.ts'

/** Who else has a number, among everybody at hand on both sides. */
export interface SharedNumbers {
  /** The number is also that of somebody of another first name, and of the same family or last name. */
  isBorrowed(person: Identity): boolean
}

/** `sides` are the people at hand on both sides, with their families as far as they are there too. */
export function sharedNumbers(sides: readonly (readonly Sought[])[]): SharedNumbers {
  let holders: Map<string, { readonly person: Identity; readonly family: readonly Identity[] }[]> | undefined
  const read = () => {
    const all: NonNullable<typeof holders> = new Map()
    for (const { person: head, family: kin } of sides.flat()) {
      const family = kin === undefined ? [head] : [head, ...kin]
      for (const person of family) {
        // Not by portraits: most people share their number with nobody and need none.
        const ssn = numberOf(person.ssn)
        if (ssn === undefined || ssn === 'placeholder' || ssn.length !== 9) continue
        const there = all.get(ssn)
        if (there) there.push({ person, family })
        else all.set(ssn, [{ person, family }])
      }
    }
    return all
  }
  return {
    isBorrowed(person) {
      const one = portraitOf(person)
      if (one.ssn === undefined || one.ssn === 'placeholder') return false
      holders ??= read()
      return (holders.get(one.ssn) ?? []).some(({ person: holder, family }) => {
        if (holder === person) return false
        const other = portraitOf(holder)
        const level = firstNameLevel(one, other)
        if (level !== 'different' && level !== 'alike') return false
        const last = lastNames(one, other).level
        return family.includes(person) || (last !== 'different' && last !== 'missing' && last !== 'initial')
      })
    },
  }
}
