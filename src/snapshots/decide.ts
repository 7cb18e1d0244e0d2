import { isDeepStrictEqual } from 'node:util'
import type { CarrierMember } from '../carriers/records.ts'
import type { FamilyWrite } from '../carriers/write.ts'
import type { IsoDate } from '../kernel/instant.ts'
import { placementOf } from './carrier-config.ts'
import { changesTerms, enrollmentWrite, isNews, type Placed } from './coverage-change.ts'
import { type CarrierKnown, type FamilyKnown, type Matched, matched, wantedEnrollments } from './family.ts'
import { inWords } from './omitted.ts'
import { type Payload, withBothAddresses } from './payload.ts'
import { peopleWanted } from './people-wanted.ts'
import { volumeByRule, volumeFindings } from './volume.ts'

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
  const match = matched(known, wantedEnrollments(payload))
  return known.concerned.map((carrier_id): CarrierDecision => {
    const carrier = known.carriers.get(carrier_id)
    if (!carrier) return { carrier_id, status: 'not_connected' }
    const own = ofCarrier(match, carrier, payload)
    const errors = findings(carrier, payload, own, today)
    if (errors.length > 0) return { carrier_id, status: 'invalid', errors }
    const write = familyWrite(carrier, known.members, payload, own.coverages)
    return write ? { carrier_id, status: 'valid', write } : { carrier_id, status: 'no_changes' }
  })
}

/** What of the comparison is about one carrier. */
interface Own {
  readonly coverages: readonly Placed[]
  readonly problems: Matched['problems']
  readonly omitted: Matched['omitted']
}

function ofCarrier({ pairings, problems, omitted }: Matched, carrier: CarrierKnown, payload: Payload): Own {
  const { id } = carrier.profile
  const { employment } = payload.employee
  return {
    coverages: pairings
      .filter(({ wanted }) => wanted.carrier_id === id)
      .map((pairing) => ({
        ...pairing,
        configuration: placementOf(pairing, carrier, employment),
        volume: volumeByRule(pairing, payload),
      })),
    problems: problems.filter(({ wanted }) => wanted.carrier_id === id),
    // Demographics alone say nothing about coverages.
    omitted: payload.coverages === undefined ? [] : omitted.filter(({ carrier_id }) => carrier_id === id),
  }
}

/** What the carrier will not take. The text on omitted coverages is the published one; the others are assumed. */
function findings(
  { profile }: CarrierKnown,
  payload: Payload,
  { coverages, problems, omitted }: Own,
  today: IsoDate,
): string[] {
  const errors = problems.map(({ problem }) => problem)
  const isNamed = coverages.length + problems.length > 0
  if (isNamed && profile.events_required && (payload.events ?? []).length === 0) {
    errors.push('Event is required for carrier')
  }
  if (profile.cobra === 'none' && coverages.some(({ wanted }) => wanted.coverage.cobra_details)) {
    errors.push(`${profile.display_name} does not support COBRA.`)
  }
  if (omitted.length > 0) {
    errors.push(
      `This snapshot is missing the following active coverages: ${omitted.map(inWords).join(', ')}. If you intend to terminate a coverage, please send a snapshot that includes a termination date before omitting it from future snapshots.`,
    )
  }
  errors.push(...coverages.flatMap((coverage) => volumeFindings(coverage, payload)))
  errors.push(...coverages.flatMap((coverage) => unbuilt(coverage, today)))
  return [...new Set(errors)]
}

/** What is documented and not built: refused here, since only the comparison shows it. */
function unbuilt(coverage: Placed, today: IsoDate): string[] {
  const { wanted, known } = coverage
  const { latest_change_effective_date: from } = wanted
  const at = inWords(wanted)
  const errors: string[] = []
  if (known?.cobra && !wanted.coverage.cobra_details?.cobra_enrolled) {
    errors.push(`Mock Noyo does not simulate the way back from COBRA yet (${at}). Send cobra_details.`)
  }
  if (known && from !== undefined && from > today && changesTerms(coverage)) {
    errors.push(
      `Mock Noyo does not simulate changes of a running coverage from a later day yet (${at}: latest_change_effective_date ${from}). Send the snapshot on that day.`,
    )
  }
  return errors
}

/** Who and what the carrier is to be told; undefined when it knows all of it. */
function familyWrite(
  carrier: CarrierKnown,
  members: FamilyKnown['members'],
  payload: Payload,
  coverages: readonly Placed[],
): FamilyWrite | undefined {
  const enrollments = coverages.filter(isNews).map(enrollmentWrite)
  const covered = new Set(enrollments.map(({ member }) => member))
  const { subscriber, ...family } = peopleWanted(carrier, members, payload)
  const dependents = family.dependents.filter(
    ({ key, carrier_member }) => carrier_member !== undefined || covered.has(key),
  )
  const isKnown = subscriber.carrier_member !== undefined
  const hasNewPerson = dependents.some(({ carrier_member }) => carrier_member === undefined)
  // Nobody is on a carrier's record without a coverage.
  if (!isKnown && covered.size === 0) return undefined
  const differs = [subscriber, ...dependents].some((told) => isPersonNews(carrier, told))
  if (enrollments.length === 0 && !hasNewPerson && !differs) return undefined
  return { subscriber, dependents, enrollments }
}

type Told = FamilyWrite['subscriber'] | FamilyWrite['dependents'][number]

/** Whether the carrier does not have the person as told. */
export function isPersonNews({ people }: CarrierKnown, { key, carrier_member: _id, ...told }: Told): boolean {
  const known = people.get(key)
  if (!known) return true
  return Object.entries(comparable(told)).some(
    ([name, value]) =>
      value !== undefined && !isDeepStrictEqual(value, comparable(known)[name as keyof CarrierMember]),
  )
}

/** That letters go to somebody's home says nothing new of a person whose carrier knows no other address. */
function comparable<M extends Pick<CarrierMember, 'person'>>(member: M): M {
  return { ...member, person: withBothAddresses(member.person) }
}
