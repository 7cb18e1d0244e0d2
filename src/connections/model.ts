import type { CarrierProfile } from '../carriers/profile.ts'
import { type FieldError, Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import { connectionCompleted, connectionStatusChanged } from './events.ts'
import { type ConnectionStatus, connections, type Finding, type GroupConnection } from './records.ts'
import { type ConnectionCause, isOutcome, outcomeMeant, TRANSITIONS } from './transitions.ts'

/** The connection after a cause; nothing when status and cause stay. @throws 400 when the cause cannot apply to its status */
export function moved(
  connection: GroupConnection,
  finding: Finding,
  now: Instant,
  amended: Amendment = {},
): Changes {
  const { status, finding: before } = connection
  const to = TRANSITIONS[status][finding.cause]
  if (to === undefined) throw new Refusal('connection_not_retryable', { id: connection.id, status })
  const isSame = to === status && before?.cause === finding.cause && before?.found === finding.found
  return isSame && isOutcome(finding.cause) ? {} : placed({ ...connection, ...amended }, to, finding, now)
}

/** The connection in a status, whether or not its life has such a step. */
export function placed(
  connection: GroupConnection,
  to: ConnectionStatus,
  finding: Finding,
  now: Instant,
): Changes {
  const { completed: _, ...open } = connection
  const { status: from, group_id, carrier_id } = connection
  const completion = to === 'completed' ? { completed: now } : {}
  const record = changedRecord<GroupConnection>(open, { ...completion, finding, status: to }, now)
  const { cause, found } = finding
  const facts = { group_id, carrier_id, from, to, cause, ...(found === undefined ? {} : { found }) }
  const events = [
    connectionStatusChanged.of(connections, record, facts),
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

/** How a request goes on from `created`, and how after a retry: at a carrier that tells Noyo by itself, by waiting for it. */
export function startOf(
  carrier: Pick<CarrierProfile, 'authorization'>,
  { tier }: Pick<GroupConnection, 'tier'>,
) {
  const isNotified = carrier.authorization === 'notification' && tier === 'premier'
  return isNotified
    ? ({ first: 'notification_awaited', again: 'notification_awaited_again' } as const)
    : ({ first: 'started', again: 'retried' } as const)
}

/** The cause that counts: what lies behind it, where the carrier or the hand that forced it has no other name for that. */
export function reasonOf({ cause, found }: Finding): ConnectionCause {
  return found ?? cause
}

/** Why a connection would come into a state by a step of its life; undefined when there is no such step from where it is. */
export function stepTo(
  connection: Pick<GroupConnection, 'status' | 'tier'>,
  carrier: Pick<CarrierProfile, 'authorization'>,
  to: ConnectionStatus,
): ConnectionCause | undefined {
  const edges = TRANSITIONS[connection.status]
  const { first, again } = startOf(carrier, connection)
  const causes = [outcomeMeant(to), first, again]
  return causes.find((cause) => cause !== undefined && edges[cause] === to)
}

/** The states that a connection may come into from where it is. */
export function reachableFrom(
  connection: Pick<GroupConnection, 'status' | 'tier'>,
  carrier: Pick<CarrierProfile, 'authorization'>,
): readonly ConnectionStatus[] {
  const states = Object.keys(TRANSITIONS) as ConnectionStatus[]
  return states.filter((to) => stepTo(connection, carrier, to) !== undefined)
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
