import { isDeepStrictEqual } from 'node:util'
import type { CarrierMember, Employment, Person } from '../carriers/records.ts'
import type { Dependent, Employee } from '../members/records.ts'

/**
 * What of a member changes when the carrier has changed a person from what Noyo last read: the fields that are different
 * there, and no others, as Noyo may know more or better from elsewhere. Undefined when nothing does.
 * Source: Noyo docs, member-data-endpoints (of a Sync carrier, its syncs are where member data comes from); the rest is assumed.
 */
export function takenOver(
  member: Employee | Dependent,
  was: CarrierMember,
  now: CarrierMember,
): Partial<Pick<Employee, 'person' | 'employment'> & Pick<Dependent, 'relationship'>> | undefined {
  const patch = {
    person: merged<Person>(member.person, was.person, now.person),
    ...('employment' in member && now.employment
      ? { employment: merged<Employment>(member.employment, was.employment ?? {}, now.employment) }
      : {}),
    ...('relationship' in member && now.relationship && was.relationship !== now.relationship
      ? { relationship: now.relationship }
      : {}),
  }
  const known: object = member
  const isSame = Object.entries(patch).every(([name, value]) =>
    isDeepStrictEqual(value, (known as Record<string, unknown>)[name]),
  )
  return isSame ? undefined : patch
}

/** The fields that differ between what was and what is, put over what is known. */
function merged<T extends object>(known: T, was: Partial<T>, now: T): T {
  const result = { ...known } as unknown as Record<string, unknown>
  const before = was as Readonly<Record<string, unknown>>
  const after = now as Readonly<Record<string, unknown>>
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isDeepStrictEqual(before[name], after[name])) continue
    if (after[name] === undefined) delete result[name]
    else result[name] = after[name]
  }
  return result as unknown as T
}
