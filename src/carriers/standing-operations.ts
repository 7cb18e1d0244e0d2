import { json, ok } from '../api/answer.ts'
import type { components } from '../api/generated/types/control.js'
import type { OperationsOf } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { addDuration, type Instant, parseInstant } from '../kernel/instant.ts'
import { ruleFault } from './files/rule-fault.ts'
import { type CadenceText, type StatedCadence, statedCadence } from './files/stated-cadence.ts'
import { requireCarrier, shownAccount, unknownGroup } from './record-operations.ts'
import { type StandingChange, setStanding, shownStanding, standingOf, standingOfAll } from './standing.ts'
import { lookAtCarrierGroup } from './system.ts'

/** Operations of our own API on how an employer, or every one, stands with a carrier. */
export const standingOperations = {
  editCarrierGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const carrier = requireCarrier(params.carrier)
      const { carrier_group_id } = params
      const account = await lookAtCarrierGroup(unit, carrier, carrier_group_id)
      if (!account) throw unknownGroup(carrier, carrier_group_id)
      await setStanding(unit, carrier, carrier_group_id, await changeOf(body))
      return ok(json(shownAccount(account, await standingOf(unit, carrier, carrier_group_id))))
    },
  },

  editCarrier: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const carrier = requireCarrier(params.carrier)
      await setStanding(unit, carrier, undefined, await changeOf(body))
      const { id: carrier_id, slug: carrier_name } = carrier
      return ok(
        json({
          carrier_id,
          carrier: carrier_name,
          standing: shownStanding(await standingOfAll(unit, carrier)),
        }),
      )
    },
  },
} satisfies Partial<OperationsOf<'control'>>

/** @throws 422 for what cannot be read */
async function changeOf(body: components['schemas']['CarrierStandingEdit']): Promise<StandingChange> {
  return {
    ...given(body, 'outcome', 'broker_federal_ein', 'broker_tin'),
    installed_on: moment(body.installed_on, 'installed_on'),
    authorized_on: moment(body.authorized_on, 'authorized_on'),
    refuse_until: moment(body.refuse_until, 'refuse_until'),
    delay: milliseconds(body.delay, 'delay'),
    cadence: await cadenceIn(body.cadence),
    report_after: milliseconds(body.report_after, 'report_after'),
    approve_after: milliseconds(body.approve_after, 'approve_after'),
  }
}

/** @throws 422 for a rule that is none */
async function cadenceIn(said: Said<CadenceText>): Promise<Said<StatedCadence>> {
  if (said === null || said === undefined) return said
  const cadence = statedCadence(said)
  const { rrule } = cadence
  const problem = rrule === undefined ? undefined : await ruleFault(rrule)
  if (rrule === undefined || problem === undefined) return cadence
  const field = typeof said === 'string' ? '/cadence' : '/cadence/rrule'
  throw new Refusal('feed_rule_unreadable', { given: rrule.slice(0, 100), problem, field })
}

type Said<T> = T | null | undefined

/** @throws 422 for what is no date and no time with its zone */
function moment(text: Said<string>, field: string): Said<Instant> {
  if (text === null || text === undefined) return text
  const instant = parseInstant(text)
  if (instant === undefined)
    throw new Refusal('instant_unreadable', { given: text.slice(0, 60), field: `/${field}` })
  return instant
}

/** @throws 422 for what is no duration */
function milliseconds(text: Said<string>, field: string): Said<number> {
  if (text === null || text === undefined) return text
  const duration = addDuration(0, text)
  if (duration === undefined)
    throw new Refusal('duration_unreadable', { given: text.slice(0, 60), field: `/${field}` })
  return duration
}
