import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { addDuration, type Instant, parseInstant } from '../kernel/instant.ts'
import { requireCarrier, shownAccount, unknownGroup } from './record-operations.ts'
import { type StandingChange, setStanding, standingOf } from './standing.ts'
import { lookAtCarrierGroup } from './system.ts'

/** Operations of our own API on how an employer stands with a carrier. */
export const standingOperations = {
  editCarrierGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const carrier = requireCarrier(params.carrier)
      const { carrier_group_id } = params
      const account = await lookAtCarrierGroup(unit, carrier, carrier_group_id)
      if (!account) throw unknownGroup(carrier, carrier_group_id)
      const change: StandingChange = {
        ...given(body, 'outcome', 'broker_federal_ein', 'broker_tin'),
        installed_on: moment(body.installed_on, 'installed_on'),
        authorized_on: moment(body.authorized_on, 'authorized_on'),
        refuse_until: moment(body.refuse_until, 'refuse_until'),
        delay: milliseconds(body.delay),
      }
      await setStanding(unit, carrier, carrier_group_id, change)
      return ok(json(shownAccount(account, await standingOf(unit, carrier, carrier_group_id))))
    },
  },
} satisfies Partial<OperationsOf<'control'>>

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
function milliseconds(text: Said<string>): Said<number> {
  if (text === null || text === undefined) return text
  const duration = addDuration(0, text)
  if (duration === undefined)
    throw new Refusal('duration_unreadable', { given: text.slice(0, 60), field: '/delay' })
  return duration
}
