import type { RuleEvaluation } from '../carriers/eligibility.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import type { HeldStatus } from '../carriers/records.ts'
import { isHeld, type StandingFields } from '../carriers/standing.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Setting } from '../kernel/world.ts'
import type { Finding, GroupConnection } from './records.ts'
import { type OutcomeCause, outcomeMeant } from './transitions.ts'

/** What there is to know when a carrier is asked about a group. */
export interface Inquiry {
  readonly connection: Pick<
    GroupConnection,
    'carrier_group_id' | 'tier' | 'broker_federal_ein' | 'broker_tin' | 'skips_eligibility'
  >
  readonly carrier: Pick<CarrierProfile, 'authorization' | 'broker_identifier' | 'magic_ids'>
  readonly profile: Setting['profile']
  readonly now: Instant
  readonly standing: StandingFields
  /** The carrier could have issued the identifier. */
  readonly well_formed: boolean
  /** The carrier has an employer under the identifier. */
  readonly known: boolean
  /** Connections by file are completed before the census, as older documents have it. */
  readonly census_later: boolean
  /** The rules of eligibility that the group fails. */
  readonly failed_rules: readonly RuleEvaluation[]
}

/** An outcome, and what lies behind it. */
export interface Found extends Finding {
  readonly cause: OutcomeCause
}

/**
 * What the carrier's answer is; undefined when none will ever come. What is said to come of every request comes first. In
 * Noyo's own sandbox new connections never complete, and three characters of the identifier select a status (Noyo docs,
 * carriers/<name>); in production those identifiers are like any other.
 */
export function answerTo(inquiry: Inquiry): Found | undefined {
  const { standing, now, profile, carrier, connection } = inquiry
  if (isHeld(standing, now)) return { cause: outcomeMeant(standing.outcome as HeldStatus) as OutcomeCause }
  if (profile === 'noyo-sandbox') return magicAnswer(inquiry)
  if (carrier.authorization === 'notification' && connection.tier === 'premier') return notified(inquiry)
  return asked(inquiry)
}

/** The order of the checks is assumed: first what the identifier is worth, then what the carrier lacks, then who asks. */
function asked(inquiry: Inquiry): Found {
  const { connection, standing, now, failed_rules } = inquiry
  if (!inquiry.well_formed) return { cause: 'identifier_malformed' }
  if (!inquiry.known) return { cause: 'group_unknown' }
  if (isAhead(standing.installed_on, now)) return { cause: 'group_not_installed' }
  if (isAhead(standing.authorized_on, now)) return { cause: 'authorization_pending' }
  if (!isBrokerOnFile(inquiry)) return { cause: 'broker_not_on_file' }
  if (failed_rules.length > 0 && connection.skips_eligibility !== true) {
    return { cause: 'not_eligible', failed_rules }
  }
  // By file: the census comes first, and then the carrier's approval of a file of it.
  return { cause: connection.tier === 'premier' || inquiry.census_later ? 'confirmed' : 'file_setup_pending' }
}

/**
 * The carrier says nothing before it is authorised; then the request completes, or Noyo looks at what is wrong.
 * Source: Noyo docs, carriers/united-healthcare.
 */
function notified(inquiry: Inquiry): Found {
  const { standing, now } = inquiry
  if (isAhead(standing.authorized_on, now)) return { cause: 'authorization_pending' }
  const { cause: found, ...more } = asked(inquiry)
  return found === 'confirmed' ? { cause: found } : { cause: 'held_by_noyo', found, ...more }
}

function magicAnswer({ carrier: { magic_ids }, connection }: Inquiry): Found | undefined {
  const status = magic_ids?.statuses[connection.carrier_group_id.slice(magic_ids.at, magic_ids.at + 3)]
  const cause = outcomeMeant(status as HeldStatus)
  return cause && { cause }
}

function isAhead(moment: Instant | undefined, now: Instant): boolean {
  return moment !== undefined && now < moment
}

/**
 * The broker of a request is the carrier's broker of record, as far as the carrier checks it and has one on file.
 * Source: Noyo docs, carriers/principal (the EIN), carriers/anthem (EIN or TIN).
 */
export function isBrokerOnFile({
  connection,
  carrier: { broker_identifier },
  standing,
}: Pick<Inquiry, 'connection' | 'carrier' | 'standing'>): boolean {
  if (broker_identifier === undefined) return true
  const checked = [
    'broker_federal_ein' as const,
    ...(broker_identifier === 'broker_federal_ein' ? [] : ['broker_tin' as const]),
  ]
  const onFile = checked.filter((name) => standing[name] !== undefined)
  return onFile.length === 0 || onFile.some((name) => bare(connection[name]) === bare(standing[name]))
}

/** Without the separators and blanks that people write between the digits. */
function bare(identifier: string | undefined): string | undefined {
  return identifier?.replace(/[-.\s]/g, '').toLowerCase()
}

/** When the cause of an answer ends by what is known today; undefined when nobody can tell. */
export function endOf(answer: Found, standing: StandingFields, now: Instant): Instant | undefined {
  if (isHeld(standing, now)) return standing.refuse_until
  const cause = answer.found ?? answer.cause
  if (cause === 'group_not_installed') return standing.installed_on
  return cause === 'authorization_pending' ? standing.authorized_on : undefined
}

/** Noyo asks again at fixed distances from when the connection came into its status: the first such moment at or after `end`. */
export function nextAsk(since: Instant, interval: number, end: Instant): Instant {
  return since + Math.max(1, Math.ceil((end - since) / interval)) * interval
}
