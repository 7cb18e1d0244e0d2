import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import type { HeldStatus } from '../carriers/records.ts'
import { type StandingChange, type StandingFields, setStanding, standingOf } from '../carriers/standing.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import { causeOfStatus } from './answer.ts'
import { connectionStep } from './events.ts'
import { placed, reachableFrom, startOf } from './model.ts'
import { type ConnectionStatus, connections, type Finding, type GroupConnection } from './records.ts'
import { awaitAnswer, awaitStart, refuseDuplicate } from './request.ts'

/**
 * Brings a connection into a status, as Noyo's staff or the carrier would; `force` also where its life has no such step. The
 * world is made to agree, so that nothing takes it back: what is completed is installed, authorised and no longer refused at
 * the carrier, and what is held is held until somebody says otherwise. In whatever profile.
 * @throws 409 naming what is possible, or when another connection has taken the carrier's group meanwhile
 */
export async function bringInto(
  unit: Unit,
  connection: GroupConnection,
  status: ConnectionStatus,
  force: boolean,
): Promise<GroupConnection> {
  const carrier = carrierOf(connection)
  const { id, carrier_group_id } = connection
  if (!force) refuseImpossible(connection, carrier, status)
  if (connection.status === 'unable_to_connect' && status !== 'unable_to_connect') {
    await refuseDuplicate(unit, carrier, carrier_group_id, connection)
  }
  await agree(unit, connection, carrier, status)
  unit.unschedule(connectionStep.ref(id))
  unit.apply(placed(connection, status, findingOf(connection, carrier, status), unit.now))
  const moved = await unit.require(connections, id)
  if (status === 'created') awaitStart(unit, moved, carrier)
  if (status === 'processing') await awaitAnswer(unit, moved, carrier)
  return moved
}

function refuseImpossible(connection: GroupConnection, carrier: CarrierProfile, to: ConnectionStatus): void {
  const reachable = reachableFrom(connection, carrier)
  if (reachable.has(to)) return
  throw new Refusal('connection_step_impossible', {
    id: connection.id,
    from: connection.status,
    to,
    possible: reachable.size === 0 ? 'nothing' : [...reachable].sort().join(', '),
  })
}

function findingOf(connection: GroupConnection, carrier: CarrierProfile, status: ConnectionStatus): Finding {
  const cause = causeOfStatus(status)
  if (cause !== undefined) return { cause }
  const { first, again } = startOf(carrier, connection)
  return { cause: connection.status === 'created' ? first : again }
}

/** What the carrier says of the employer from now on. */
async function agree(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
  status: ConnectionStatus,
): Promise<void> {
  const { carrier_group_id } = connection
  if (status === 'created' || status === 'processing') return
  const standing = await standingOf(unit, carrier, carrier_group_id)
  const change: StandingChange =
    status === 'completed'
      ? withoutCause(connection, standing, unit.now)
      : { outcome: status satisfies HeldStatus, refuse_until: null }
  await setStanding(unit, carrier, carrier_group_id, change)
}

/** The carrier is ready for this request. An outcome that holds for every employer is ended for this one by an end of its own. */
function withoutCause(
  { broker_federal_ein, broker_tin }: GroupConnection,
  standing: StandingFields,
  now: Instant,
): StandingChange {
  const isAhead = (moment: Instant | undefined) => moment !== undefined && moment > now
  const hasBroker = standing.broker_federal_ein !== undefined || standing.broker_tin !== undefined
  return {
    ...(standing.outcome === undefined ? {} : { outcome: null, refuse_until: now }),
    ...(isAhead(standing.installed_on) ? { installed_on: now } : {}),
    ...(isAhead(standing.authorized_on) ? { authorized_on: now } : {}),
    ...(hasBroker ? { broker_federal_ein: broker_federal_ein ?? null, broker_tin: broker_tin ?? null } : {}),
  }
}
