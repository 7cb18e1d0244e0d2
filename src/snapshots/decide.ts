import { isDeepStrictEqual } from 'node:util'
import type { CarrierMember } from '../carriers/records.ts'
import type { EnrollmentWrite, FamilyWrite } from '../carriers/write.ts'
import type { IsoDate } from '../kernel/instant.ts'
import {
  type CarrierKnown,
  carriersOf,
  type FamilyKnown,
  type Matched,
  matched,
  type Pairing,
  type WantedEnrollment,
  wantedEnrollments,
} from './family.ts'
import { inWords } from './omitted.ts'
import { employmentAfter, type Payload, personAfter } from './payload.ts'

/** What a snapshot means for one carrier, with the reasons. */
export type CarrierDecision = { readonly carrier_id: string } & (
  | { readonly status: 'not_connected' | 'no_changes' }
  | { readonly status: 'invalid'; readonly errors: readonly string[] }
  | { readonly status: 'valid'; readonly write: FamilyWrite }
)

/**
 * What a snapshot changes: the family known beside the family wanted, for each carrier alone, so that what is wrong for one
 * stops no other (Noyo docs, members/snapshot-workflow/snapshot-status). `payload` has every member's Noyo id filled in.
 */
export function decide(known: FamilyKnown, payload: Payload, today: IsoDate): CarrierDecision[] {
  const wanted = wantedEnrollments(payload)
  const match = matched(known, wanted)
  return carriersOf(payload, known.enrollments).map((carrier_id): CarrierDecision => {
    const carrier = known.carriers.get(carrier_id)
    if (!carrier) return { carrier_id, status: 'not_connected' }
    const own = ofCarrier(match, carrier_id)
    const errors = findings(carrier, payload, wanted, own, today)
    if (errors.length > 0) return { carrier_id, status: 'invalid', errors }
    const write = familyWrite(carrier, payload, own.pairings)
    return write ? { carrier_id, status: 'valid', write } : { carrier_id, status: 'no_changes' }
  })
}

function ofCarrier({ pairings, problems, omitted }: Matched, carrierId: string): Matched {
  return {
    pairings: pairings.filter(({ wanted }) => wanted.carrier_id === carrierId),
    problems: problems.filter(({ wanted }) => wanted.carrier_id === carrierId),
    omitted: omitted.filter(({ carrier_id }) => carrier_id === carrierId),
  }
}

/** What the carrier will not take. The text on omitted coverages is the published one; the others are assumed. */
function findings(
  { profile }: CarrierKnown,
  payload: Payload,
  allWanted: readonly WantedEnrollment[],
  { pairings, problems, omitted }: Matched,
  today: IsoDate,
): string[] {
  const errors = problems.map(({ problem }) => problem)
  const isNamed = allWanted.some(({ carrier_id }) => carrier_id === profile.id)
  if (isNamed && profile.events_required && (payload.events ?? []).length === 0) {
    errors.push('Event is required for carrier')
  }
  if (profile.cobra === 'none' && pairings.some(({ wanted }) => wanted.coverage.cobra_details)) {
    errors.push(`${profile.display_name} does not support COBRA.`)
  }
  if (payload.coverages !== undefined && omitted.length > 0) {
    errors.push(
      `This snapshot is missing the following active coverages: ${omitted.map(inWords).join(', ')}. If you intend to terminate a coverage, please send a snapshot that includes a termination date before omitting it from future snapshots.`,
    )
  }
  errors.push(...pairings.flatMap((pairing) => unbuilt(pairing, today)))
  return [...new Set(errors)]
}

/** What is documented and not built: refused here, since only the comparison shows it. */
function unbuilt(pairing: Pairing, today: IsoDate): string[] {
  const { wanted, known } = pairing
  const { latest_change_effective_date: from } = wanted
  const at = inWords(wanted)
  const errors: string[] = []
  if (known?.cobra && !wanted.coverage.cobra_details?.cobra_enrolled) {
    errors.push(`Mock Noyo does not simulate the way back from COBRA yet (${at}). Send cobra_details.`)
  }
  if (known && from !== undefined && from > today && changesTerms(pairing)) {
    errors.push(
      `Mock Noyo does not simulate changes of a running coverage from a later day yet (${at}: latest_change_effective_date ${from}). Send the snapshot on that day.`,
    )
  }
  return errors
}

/** Who and what the carrier is to be told; undefined when it knows all of it. */
function familyWrite(
  carrier: CarrierKnown,
  payload: Payload,
  pairings: readonly Pairing[],
): FamilyWrite | undefined {
  const enrollments = pairings.filter(isNews).map(enrollmentWrite)
  const covered = new Set(enrollments.map(({ member }) => member))
  const people = familyPeople(carrier, payload)
  const named = people.dependents.filter(
    ({ key, carrier_member }) => carrier_member !== undefined || covered.has(key),
  )
  const dependents = [...named, ...leftOut(carrier, people, covered)]
  const isKnown = people.subscriber.carrier_member !== undefined
  const hasNewPerson = dependents.some(({ carrier_member }) => carrier_member === undefined)
  // Nobody is on a carrier's record without a coverage.
  if (!isKnown && covered.size === 0) return undefined
  const differs = [people.subscriber, ...dependents].some((told) => isPersonNews(carrier, told))
  if (enrollments.length === 0 && !hasNewPerson && !differs) return undefined
  return { subscriber: people.subscriber, dependents, enrollments }
}

function familyPeople({ people }: CarrierKnown, { employee, dependents = [] }: Payload) {
  const subscriberId = employee.id as string
  const known = people.get(subscriberId)
  return {
    subscriber: {
      key: subscriberId,
      carrier_member: known?.id,
      person: personAfter(known?.person, employee.person),
      employment: employmentAfter(known?.employment, employee.employment),
      classifications: employee.classifications,
    },
    dependents: dependents.map((dependent) => {
      const member = people.get(dependent.id as string)
      return {
        key: dependent.id as string,
        carrier_member: member?.id,
        person: personAfter(member?.person, dependent.person),
        relationship: dependent.relationship,
      }
    }),
  }
}

/** People whose coverage a rule ends although the payload does not name them: told as the carrier has them. */
function leftOut(
  { people }: CarrierKnown,
  { subscriber, dependents }: ReturnType<typeof familyPeople>,
  covered: ReadonlySet<string>,
): FamilyWrite['dependents'][number][] {
  const named = new Set([subscriber.key, ...dependents.map(({ key }) => key)])
  return [...covered].flatMap((key) => {
    const member = people.get(key)
    if (!member || named.has(key)) return []
    const { id, person, relationship = 'other' } = member
    return [{ key, carrier_member: id, person, relationship }]
  })
}

type Told = FamilyWrite['subscriber'] | FamilyWrite['dependents'][number]

function isPersonNews({ people }: CarrierKnown, { key, carrier_member: _id, ...told }: Told): boolean {
  const known = people.get(key) as Partial<Readonly<Record<string, unknown>>> | undefined
  return Object.entries(told).some(
    ([name, value]) => value !== undefined && !isDeepStrictEqual(value, known?.[name as keyof CarrierMember]),
  )
}

/** Whether the carrier does not hold the coverage as wanted. One that never came to be and is unknown there is no news. */
function isNews(pairing: Pairing): boolean {
  const { wanted, known } = pairing
  if (!known) return wanted.effective_end_date >= wanted.effective_start_date
  return (
    known.effective_start_date !== wanted.effective_start_date ||
    known.effective_end_date !== wanted.effective_end_date ||
    changesTerms(pairing)
  )
}

/** Whether anything but the period differs: volume, place in the account, COBRA. */
function changesTerms({ wanted, known }: Pairing): boolean {
  const { carrier_config } = wanted.coverage
  const cobra = cobraOf(wanted)
  return (
    (wanted.volume !== undefined && wanted.volume !== known?.volume) ||
    (carrier_config !== undefined && !isDeepStrictEqual(carrier_config, known?.configuration)) ||
    (cobra !== undefined && !isDeepStrictEqual(cobra, known?.cobra))
  )
}

function enrollmentWrite({ wanted, plan, known }: Pairing): EnrollmentWrite {
  return {
    member: wanted.individual_id,
    carrier_enrollment: known?.carrier_enrollment,
    plan: plan.carrier_plan,
    effective_start_date: wanted.effective_start_date,
    effective_end_date: wanted.effective_end_date,
    volume: wanted.volume,
    configuration: wanted.coverage.carrier_config,
    cobra: cobraOf(wanted),
  }
}

function cobraOf({ coverage: { cobra_details } }: WantedEnrollment): EnrollmentWrite['cobra'] {
  if (!cobra_details?.cobra_enrolled) return undefined
  const { cobra_enrolled: _always, ...details } = cobra_details
  return details
}
