import type { components } from '../api/generated/types/fulfillment.js'
import type { Employment, Person } from '../carriers/records.ts'

type Schemas = components['schemas']

/** What a platform sends of one family. Source: published OpenAPI, InboundMemberSnapshot. */
export type Payload = Schemas['InboundMemberSnapshot']
export type PayloadEmployee = Schemas['InboundMemberSnapshotEmployee']
export type PayloadDependent = Schemas['InboundMemberSnapshotDependent']
export type PayloadCoverage = Schemas['InboundMemberSnapshotCoverage']
export type PayloadEnrolled = Schemas['InboundMemberSnapshotEnrolledMember']
export type PayloadPerson = Schemas['InboundMemberSnapshotPerson']
export type PayloadEmployment = Schemas['InboundMemberSnapshotEmployment']
export type MemberType = PayloadEnrolled['individual_type']

/**
 * The person as Noyo and carriers hold it. What the payload leaves out says nothing (assumed: Noyo docs ask for all
 * demographics every time); addresses are replaced as a whole.
 */
export function personAfter(known: Person | undefined, given: PayloadPerson): Person {
  const { contact, details, ssn, ...rest } = given
  const { email_address, ...otherContact } = contact ?? {}
  const kept = known?.contact
  const email = email_address ?? kept?.email_address
  const nextContact = { ...kept, ...otherContact, ...(email ? { email_address: email } : {}) }
  const nextDetails = { ...known?.details, ...details }
  return {
    ...known,
    ...rest,
    ...(ssn || known?.ssn ? { ssn: ssn || (known?.ssn as string) } : {}),
    ...(Object.keys(nextContact).length > 0 ? { contact: nextContact } : {}),
    ...(Object.keys(nextDetails).length > 0 ? { details: nextDetails } : {}),
  }
}

/** A payload needs both addresses; where only one is known, it stands for the other too (assumed). */
export function withBothAddresses(person: Person): Person {
  const { home_address: home, mailing_address: mailing } = person
  return { ...person, home_address: home ?? mailing ?? null, mailing_address: mailing ?? home ?? null }
}

/**
 * The employment as Noyo and carriers hold it. Dates are replaced as a whole, so that leaving `terminated` out takes it away;
 * a salary replaces the stored one at once, whatever its effective date. Source: Noyo docs, data/temporal-data, rehires.
 */
export function employmentAfter(known: Employment | undefined, given: PayloadEmployment): Employment {
  const { salary, ...rest } = given
  const { effective_date: _atOnce, ...amount } = salary ?? {}
  return { ...known, ...rest, ...(salary ? { salary: amount } : {}) }
}
