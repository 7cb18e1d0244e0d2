import { carrierStandingChanged } from '../carriers/events.ts'
import { delayOf } from '../carriers/pace.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { createBreath } from '../kernel/breath.ts'
import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { endOf, nextAsk } from './answer.ts'
import { connectionStatusChanged, connectionStep } from './events.ts'
import { forgetFormerAccounts } from './forget-account.ts'
import { askCarrier } from './inquiry.ts'
import { isReadable, moved, reasonOf, startOf } from './model.ts'
import { pullGroup } from './pull.ts'
import { connections, type GroupConnection } from './records.ts'
import { awaitAnswer } from './request.ts'
import { endsByItself, isOutcome, TRANSITIONS } from './transitions.ts'

/** Noyo takes the request up. */
async function start(unit: Unit, connection: GroupConnection, carrier: CarrierProfile): Promise<void> {
  if (connection.status !== 'created') return
  unit.apply(moved(connection, { cause: startOf(carrier, connection).first }, unit.now))
  await awaitAnswer(unit, await unit.require(connections, connection.id), carrier)
}

/** Moves the connection to the carrier's answer. */
async function takeAnswer(unit: Unit, connection: GroupConnection, carrier: CarrierProfile): Promise<void> {
  const { answer } = await askCarrier(unit, connection, carrier)
  if (answer === undefined || TRANSITIONS[connection.status][answer.cause] === undefined) return
  unit.apply(moved(connection, answer, unit.now))
}

/**
 * When Noyo asks the carrier again by itself: while the carrier or Noyo must act, at its next round once the cause is gone.
 * Where nobody can tell when that will be, nothing is planned: whatever changes it leads here again.
 */
async function planNextAsk(unit: Unit, connection: GroupConnection): Promise<void> {
  const { id, status, modified, finding } = connection
  if (finding === undefined || !isOutcome(reasonOf(finding))) return
  if (!endsByItself(status)) return unit.unschedule(connectionStep.ref(id))
  const { answer, standing } = await askCarrier(unit, connection, carrierOf(connection))
  if (answer === undefined) return
  const isGone = TRANSITIONS[status][answer.cause] !== status
  const end = isGone ? unit.now : endOf(answer, standing, unit.now)
  if (end === undefined) return unit.unschedule(connectionStep.ref(id))
  const interval = delayOf(unit.setting, 'connection_retry', undefined, id)
  unit.schedule(connectionStep.at(nextAsk(modified, interval, end), id, { step: 'answer' }))
}

/** The connections that depend on how an employer, or every one, stands with a carrier. */
async function concerned(
  world: World,
  carrier_id: string,
  carrier_group_id: string | undefined,
): Promise<readonly GroupConnection[]> {
  if (carrier_group_id !== undefined) {
    return (await world.find(connections, 'carrier_group', `${carrier_id}/${carrier_group_id}`)).records
  }
  const { records } = await world.find(connections, 'organization', world.setting.organization_id)
  return records.filter((connection) => connection.carrier_id === carrier_id)
}

export const behaviour: Behaviour = {
  reactions: [
    on(connectionStatusChanged, async (event, unit) => {
      const connection = await unit.require(connections, event.subject.id)
      await forgetFormerAccounts(unit, connection, carrierOf(connection))
      await planNextAsk(unit, connection)
      if (isReadable(connection)) await pullGroup(unit, connection, carrierOf(connection))
    }),
    on(carrierStandingChanged, async ({ data }, unit) => {
      const breath = createBreath()
      for (const connection of await concerned(unit, data.carrier_id, data.carrier_group_id)) {
        await planNextAsk(unit, connection)
        await breath()
      }
    }),
  ],
  jobs: [
    doing(connectionStep, async ({ key, payload }, unit) => {
      const connection = await unit.get(connections, key)
      if (!connection) return
      const step = payload.step === 'answer' ? takeAnswer : start
      await step(unit, connection, carrierOf(connection))
    }),
  ],
}
