import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { type StandingChange, type StandingFields, setStanding, standingOf } from '../carriers/standing.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import { isBrokerOnFile } from './answer.ts'
import { placed, reachableFrom, reasonOf, stepTo } from './model.ts'
import { type ConnectionStatus, connections, type Finding, type GroupConnection } from './records.ts'
import { awaitAnswer, awaitStart, refuseDuplicate } from './request.ts'
import { isOutcome, OUTCOMES, outcomeMeant } from './transitions.ts'

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
  const cause = stepTo(connection, carrier, status)
  if (cause === undefined && !force) throw impossible(connection, carrier, status)
  if (connection.status === 'unable_to_connect' && status !== 'unable_to_connect') {
    await refuseDuplicate(unit, carrier, carrier_group_id, connection)
  }
  const finding = cause === undefined ? forcedInto(status) : { cause }
  await agree(unit, connection, carrier, finding)
  unit.apply(placed(connection, status, finding, unit.now))
  const moved = await unit.require(connections, id)
  if (status === 'created') awaitStart(unit, moved, carrier)
  else if (!isOutcome(reasonOf(finding))) await awaitAnswer(unit, moved, carrier)
  return moved
}

function impossible(connection: GroupConnection, carrier: CarrierProfile, to: ConnectionStatus): Refusal {
  const { id, status: from } = connection
  const reachable = reachableFrom(connection, carrier)
  const possible = reachable.length === 0 ? 'nothing' : reachable.join(', ')
  return new Refusal('connection_step_impossible', { id, from, to, possible })
}

function forcedInto(status: ConnectionStatus): Finding {
  const found = outcomeMeant(status)
  return found === undefined ? { cause: 'forced' } : { cause: 'forced', found }
}

/** What the carrier says of the employer from now on. A request that is only taken up finds it as it is. */
async function agree(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
  finding: Finding,
): Promise<void> {
  const { carrier_group_id } = connection
  const reason = reasonOf(finding)
  if (!isOutcome(reason)) return
  const outcome = OUTCOMES[reason]
  const standing = await standingOf(unit, carrier, carrier_group_id)
  const change: StandingChange =
    outcome === 'completed'
      ? withoutCause(connection, carrier, standing, unit.now)
      : { outcome, refuse_until: null }
  await setStanding(unit, carrier, carrier_group_id, change)
}

/** The carrier is ready for this request. An outcome that holds for every employer is ended for this one by an end of its own. */
function withoutCause(
  connection: GroupConnection,
  carrier: CarrierProfile,
  standing: StandingFields,
  now: Instant,
): StandingChange {
  const isAhead = (moment: Instant | undefined) => moment !== undefined && moment > now
  const { broker_federal_ein = null, broker_tin = null } = connection
  return {
    ...(standing.outcome === undefined ? {} : { outcome: null, refuse_until: now }),
    ...(isAhead(standing.installed_on) ? { installed_on: now } : {}),
    ...(isAhead(standing.authorized_on) ? { authorized_on: now } : {}),
    ...(isBrokerOnFile({ connection, carrier, standing }) ? {} : { broker_federal_ein, broker_tin }),
  }
}
