import type { CarrierProfile } from '../carriers/profile.ts'
import { type FieldError, Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import type { Setting } from '../kernel/world.ts'
import { connectionCompleted, connectionStatusChanged } from './events.ts'
import { connections, type GroupConnection } from './records.ts'
import { type ConnectionCause, type OutcomeCause, TRANSITIONS } from './transitions.ts'

/** The connection after a cause; nothing when its status stays. @throws 400 when the cause cannot apply to its status */
export function moved(
  connection: GroupConnection,
  cause: ConnectionCause,
  now: Instant,
  amended: Amendment = {},
): Changes {
  const { status: from, group_id, carrier_id } = connection
  const to = TRANSITIONS[from][cause]
  if (to === undefined) throw new Refusal('connection_not_retryable', { id: connection.id, status: from })
  if (to === from && cause !== 'retried') return {}
  const completion = to === 'completed' ? { completed: now } : {}
  const record = changedRecord(connection, { ...amended, ...completion, status: to }, now)
  const events = [
    connectionStatusChanged.of(connections, record, { group_id, carrier_id, from, to, cause }),
    ...(to === 'completed' ? [connectionCompleted.of(connections, record, { group_id, carrier_id })] : []),
  ]
  return { put: [putting(connections, record)], events }
}

/** What a retry may amend; what it leaves out stays. Source: published OpenAPI, GroupSetupRequestPublicAPIRetryRequest. */
export type Amendment = Partial<
  Pick<
    GroupConnection,
    'carrier_group_id' | 'broker_federal_ein' | 'broker_tin' | 'employer_email_address' | 'federal_ein'
  >
>

/** What there is to know when a carrier is asked about a group. */
export interface Inquiry {
  readonly carrier: Pick<CarrierProfile, 'tier' | 'magic_ids'>
  readonly profile: Setting['profile']
  readonly carrier_group_id: string
  /** The carrier could have issued the identifier. */
  readonly well_formed: boolean
  /** The carrier has an employer under the identifier. */
  readonly known: boolean
}

const CAUSE_OF_MAGIC: Readonly<Record<string, OutcomeCause>> = {
  noyo_review: 'held_by_noyo',
  waiting_on_carrier: 'group_not_installed',
  action_required: 'data_needed',
  unable_to_connect: 'refused_by_carrier',
  carrier_authorization: 'authorization_pending',
}

/**
 * What the carrier's answer is; undefined when none will ever come. In Noyo's own sandbox new connections never complete, and
 * three characters of the identifier select a status (Noyo docs, carriers/<name>); in production those identifiers are like
 * any other.
 */
export function answerTo(inquiry: Inquiry): OutcomeCause | undefined {
  if (inquiry.profile === 'noyo-sandbox') return magicCause(inquiry)
  if (!inquiry.well_formed) return 'identifier_malformed'
  if (!inquiry.known) return 'data_needed'
  // Send carriers: agreeing on a file with the carrier is not simulated yet, so the request stays in action_required.
  return inquiry.carrier.tier === 'premier' ? 'confirmed' : 'file_setup_pending'
}

function magicCause({ carrier: { magic_ids }, carrier_group_id }: Inquiry): OutcomeCause | undefined {
  const status = magic_ids?.statuses[carrier_group_id.slice(magic_ids.at, magic_ids.at + 3)]
  return status === undefined ? undefined : CAUSE_OF_MAGIC[status]
}

/** Carriers that tell Noyo by themselves once a group is authorised. Source: Noyo docs, carriers/united-healthcare. */
const AUTHORISES_BY_NOTIFICATION: ReadonlySet<string> = new Set(['united-healthcare'])

/** How a request goes on from `created`. */
export function startOf(carrier: Pick<CarrierProfile, 'slug'>): 'started' | 'authorization_pending' {
  return AUTHORISES_BY_NOTIFICATION.has(carrier.slug) ? 'authorization_pending' : 'started'
}

/** Data of the group is readable: everything from a Sync carrier, account structure and plans from a Send carrier. */
export function isReadable({ status, tier }: Pick<GroupConnection, 'status' | 'tier'>): boolean {
  return status === 'completed' || (tier !== 'premier' && status === 'action_required')
}

/**
 * What the carrier demands of a request beside its own identifier and is not there. Source: Noyo docs, carriers/<name>; that
 * blanks are as good as nothing is assumed.
 */
export function missingIdentifiers(
  carrier: Pick<CarrierProfile, 'broker_identifier' | 'display_name'>,
  given: Pick<Amendment, 'broker_federal_ein' | 'broker_tin'>,
): FieldError[] {
  const missing = (message: string) => [{ path: ['broker_federal_ein'], message }]
  switch (carrier.broker_identifier) {
    case 'broker_federal_ein':
      return !isBlank(given.broker_federal_ein)
        ? []
        : missing(`Missing data for required field. ${carrier.display_name} needs the broker's EIN.`)
    case 'broker_tin_or_federal_ein':
      return !isBlank(given.broker_federal_ein) || !isBlank(given.broker_tin)
        ? []
        : missing(
            `Missing data for required field. ${carrier.display_name} needs broker_federal_ein or broker_tin.`,
          )
    default:
      return []
  }
}

export const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === ''

/**
 * The connection that already stands for the carrier's group; one that is unable to connect does not count.
 * Source: Noyo docs, carriers/<name> (unique per carrier_id and carrier_group_id); the exception is assumed.
 */
export function occupantOf(
  connectionsThere: readonly GroupConnection[],
  own?: GroupConnection,
): GroupConnection | undefined {
  return connectionsThere.find(({ id, status }) => id !== own?.id && status !== 'unable_to_connect')
}
