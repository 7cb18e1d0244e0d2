import { type Comparison, compare, sumOf } from './compare.ts'
import { type Finding, finding } from './evidence.ts'
import { portraitOf } from './portrait.ts'
import type { SharedNumbers } from './shared-numbers.ts'
import type { Candidate, Sought } from './verdict.ts'
import { isCertain, type Veto, vetoOf } from './vetoes.ts'

/** Somebody looked for and somebody who may be meant. */
export interface Pair {
  readonly sought: Sought
  readonly candidate: Candidate
  readonly comparison: Comparison
  readonly findings: readonly Finding[]
  readonly points: number
  /** Date of birth and SSN are equal, which decides without points. */
  readonly certain: boolean
  readonly veto?: Veto
}

/**
 * Where candidates are looked for: in a group of which one family is at hand, in a group of which both sides are there whole, or
 * among one employee's dependents.
 */
export type Within = 'group' | 'whole_group' | 'family'

/** The few dependents of one employee are taken for each other less easily than thousands: worth so much from the start. */
const ONE_FAMILY = 48

/** The most that an equal last name says within a family. */
const FAMILY_NAME = 5

const CHILDREN: ReadonlySet<string> = new Set([
  'child',
  'grandchild',
  'step-child',
  'foster-child',
  'adopted-child',
  'legal-guardianship',
])
const PARTNERS: ReadonlySet<string> = new Set(['spouse', 'domestic-partner', 'civil-union', 'ex-spouse'])

export function pairOf(sought: Sought, candidate: Candidate, within: Within, shared: SharedNumbers): Pair {
  const [one, other] = [portraitOf(sought.person), portraitOf(candidate.person)]
  const plain = compare(one, other)
  const comparison = isRelatives(plain, sought, candidate, shared) ? ofRelatives(plain) : plain
  const findings = within === 'family' ? inFamily(comparison, sought, candidate) : comparison.findings
  const veto = vetoOf(comparison, one, other)
  return {
    sought,
    candidate,
    comparison,
    findings,
    points: sumOf(findings) + (within === 'family' ? ONE_FAMILY : 0),
    certain: isCertain(comparison),
    ...(veto === undefined ? {} : { veto }),
  }
}

/** Within a family the last name says little, and the relationship something. */
function inFamily({ findings }: Comparison, sought: Sought, candidate: Candidate): Finding[] {
  const scaled = findings.map(({ evidence, points }) =>
    evidence.startsWith('last_name')
      ? { evidence, points: Math.max(-FAMILY_NAME, Math.min(FAMILY_NAME, points)) }
      : { evidence, points },
  )
  const [one, other] = [sought.relationship, candidate.relationship]
  if (one === undefined || other === undefined) return scaled
  if (one === other) return [...scaled, finding('relationship_equal')]
  const isOff = (CHILDREN.has(one) && PARTNERS.has(other)) || (PARTNERS.has(one) && CHILDREN.has(other))
  return isOff ? [...scaled, finding('relationship_different')] : scaled
}

/** Whether SSNs differ because one of the two is known to be somebody else's of the family or the name. */
function isRelatives(
  { ssn }: Comparison,
  { person }: Sought,
  candidate: Candidate,
  shared: SharedNumbers,
): boolean {
  if (ssn !== 'different' && ssn !== 'neighbours') return false
  return shared.isBorrowed(person) || shared.isBorrowed(candidate.person)
}

function ofRelatives(comparison: Comparison): Comparison {
  const findings = comparison.findings.map((one) =>
    one.evidence.startsWith('ssn_') ? finding('ssn_relatives') : one,
  )
  return { ...comparison, ssn: 'relatives', findings, points: sumOf(findings) }
}

/** How much the families of two people speak for them: how many of the one are certainly among the other. */
export function familyFinding(sought: Sought, candidate: Candidate): Finding | undefined {
  const [here, there] = [sought.family ?? [], candidate.family ?? []]
  const met = here.filter((one) => there.some((other) => isSamePerson(one, other)))
  const least = there.filter((one) => here.some((other) => isSamePerson(one, other)))
  const count = Math.min(met.length, least.length)
  if (count === 0) return undefined
  return { evidence: 'family_agrees', points: count === 1 ? 35 : 45 }
}

const CLEARLY_ONE: ReadonlySet<string> = new Set(['equal', 'spelling', 'nickname', 'one_edit', 'part'])

/** Two of two families who are one without doubt. */
export function isSamePerson(one: Sought['person'], other: Sought['person']): boolean {
  const comparison = compare(portraitOf(one), portraitOf(other))
  if (isCertain(comparison)) return true
  const { ssn, birth, first } = comparison
  if (!CLEARLY_ONE.has(first)) return false
  const isBorn = birth === 'equal' || birth === 'swapped' || birth === 'one_digit' || birth === 'transposed'
  return ssn === 'equal' || isBorn
}
