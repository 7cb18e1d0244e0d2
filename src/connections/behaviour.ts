import { type CarrierProfile, isWellFormed } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { findCarrierGroup } from '../carriers/system.ts'
import type { Behaviour } from '../kernel/capability.ts'
import type { Cause } from '../kernel/event.ts'
import { doing, on } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import { connectionStatusChanged, connectionStep } from './events.ts'
import { answerTo, isReadable, moved, startOf } from './model.ts'
import { pullGroup } from './pull.ts'
import { connections, type GroupConnection } from './records.ts'
import { awaitAnswer } from './request.ts'
import { type OutcomeCause, TRANSITIONS } from './transitions.ts'

/** What a scenario says is connected was so before: it is no new connection, which in Noyo's own sandbox never completes. */
function isOfScenario(cause: Cause): boolean {
  return cause.by === 'scenario' || (cause.by === 'job' && isOfScenario(cause.first))
}

/** Asks the carrier about the group, as things stand now. */
async function askCarrier(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
): Promise<OutcomeCause | undefined> {
  const profile = isOfScenario(unit.cause) ? 'production' : unit.setting.profile
  const well_formed = isWellFormed(carrier, connection.carrier_group_id)
  const asksForReal = well_formed && profile === 'production'
  const known =
    asksForReal && (await findCarrierGroup(unit, carrier, connection.carrier_group_id)) !== undefined
  return answerTo({
    carrier,
    profile,
    carrier_group_id: connection.carrier_group_id,
    well_formed,
    known,
  })
}

/** Moves the connection to the carrier's answer. */
async function takeAnswer(unit: Unit, connection: GroupConnection, carrier: CarrierProfile): Promise<void> {
  const cause = await askCarrier(unit, connection, carrier)
  if (cause === undefined || TRANSITIONS[connection.status][cause] === undefined) return
  unit.apply(moved(connection, cause, unit.now))
}

export const behaviour: Behaviour = {
  reactions: [
    on(connectionStatusChanged, async (event, unit) => {
      const connection = await unit.require(connections, event.subject.id)
      const carrier = carrierOf(connection)
      if (isReadable(connection)) await pullGroup(unit, connection, carrier)
    }),
  ],
  jobs: [
    doing(connectionStep, async ({ key, payload }, unit) => {
      const connection = await unit.get(connections, key)
      if (!connection) return
      const carrier = carrierOf(connection)
      if (payload.step === 'answer') {
        await takeAnswer(unit, connection, carrier)
      } else if (connection.status === 'created') {
        unit.apply(moved(connection, startOf(carrier), unit.now))
        awaitAnswer(unit, connection, carrier)
      }
    }),
  ],
}
