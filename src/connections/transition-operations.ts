import { ok, one } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { bringInto } from './by-hand.ts'
import { ownConnection } from './own-connection.ts'
import { connectionView } from './views.ts'

/** Operations of our own API on connections: the hand of Noyo's staff or the carrier. */
export const transitionOperations = {
  transitionGroupConnection: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const connection = await ownConnection(unit, params.id)
      const moved = await bringInto(unit, connection, body.status, body.force === true)
      return ok(one(connectionView, moved))
    },
  },
} satisfies Partial<OperationsOf<'control'>>
