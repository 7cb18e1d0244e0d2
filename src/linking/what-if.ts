import type { Identity } from './identity.ts'
import { match } from './match.ts'
import type { Within } from './pairs.ts'
import type { LinkingSettings } from './settings.ts'
import type { Candidate, Sought, Verdict } from './verdict.ts'

/** Everybody a verdict was found among. */
export interface Question {
  readonly people: readonly Sought[]
  /** Whose verdict it is. */
  readonly at: number
  readonly candidates: readonly Candidate[]
  readonly within: Within
  readonly settings: LinkingSettings
}

const FIELDS = [
  ['ssn', 'SSN'],
  ['date_of_birth', 'date of birth'],
  ['first_name', 'first name'],
  ['last_name', 'last name'],
] as const satisfies readonly (readonly [keyof Identity, string])[]

/**
 * What would have changed the outcome, found by asking again with one thing changed: each sentence is true of the same people
 * and members. Neither names nor numbers are in it.
 */
export function wouldChange(question: Question, verdict: Verdict): string[] {
  const best = verdict.outcome === 'linked' ? verdict.match : (verdict.near ?? verdict.candidates[0])
  const candidate = question.candidates.find(({ id }) => id === best?.id)
  const sought = question.people[question.at]
  if (!candidate || !sought) return []
  return verdict.outcome === 'linked'
    ? lessWouldDo(question, sought, candidate)
    : moreWouldDo(question, sought, candidate)
}

function lessWouldDo(question: Question, sought: Sought, { id }: Candidate): string[] {
  if (!sought.person.ssn) return []
  const { ssn: _ssn, ...person } = sought.person
  const still = linkedTo(question, { ...sought, person }) === id
  return [
    still
      ? `Without the SSN it would be linked to ${id} too.`
      : `Without the SSN it would not be linked to ${id}.`,
  ]
}

function moreWouldDo(question: Question, sought: Sought, candidate: Candidate): string[] {
  const { id, person: theirs, custom_individual_id } = candidate
  if (custom_individual_id !== undefined) {
    const { custom_individual_id: _id, ...free } = candidate
    const candidates = question.candidates.map((one) => (one === candidate ? free : one))
    const links = linkedTo({ ...question, candidates }, sought) === id
    return links ? [`If ${id} had no custom_individual_id it would be linked to it.`] : []
  }
  const equal = FIELDS.flatMap(([field, name]) => {
    const value = theirs[field]
    if (!value || value === sought.person[field]) return []
    const changed = { ...sought, person: { ...sought.person, [field]: value } }
    return linkedTo(question, changed) === id ? [`With the ${name} equal it would be linked to ${id}.`] : []
  })
  const alone = { ...question, candidates: [candidate] }
  const isAlone = question.candidates.length > 1 && linkedTo(alone, sought) === id
  return isAlone ? [...equal, `Without the other candidates it would be linked to ${id}.`] : equal
}

function linkedTo(
  { people, at, candidates, within, settings }: Question,
  sought: Sought,
): string | undefined {
  const asked = people.map((one, position) => (position === at ? sought : one))
  const verdict = match(asked, candidates, within, settings)[at]
  return verdict?.outcome === 'linked' ? verdict.match.id : undefined
}
