import type { Behaviour, Survival } from '../kernel/capability.ts'
import type { DomainEvent } from '../kernel/event.ts'
import { when } from '../kernel/eventually.ts'
import { doing } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { TOLD } from './event-types.ts'
import { attemptDue, giveUpDue } from './events.ts'
import { deliveries, webhooks } from './records.ts'

/*
 * What is done with webhooks is loaded with the first subscription: most worlds have none, and a start has no use for it.
 */

/** With nobody to tell, an event costs one look. */
function tell(event: DomainEvent, unit: Unit) {
  return when(unit.list(webhooks), ({ records }) =>
    records.length === 0
      ? undefined
      : import('./outbox.ts').then((outbox) => outbox.tell(event, unit, records)),
  )
}

/** Nobody has ever been told of anything. */
async function isUnused(world: World): Promise<boolean> {
  const one = { offset: 0, limit: 1 }
  return (await world.list(webhooks, one)).total + (await world.list(deliveries, one)).total === 0
}

const survival: Survival = {
  async remember(world) {
    const bring = (await isUnused(world)) ? undefined : await (await import('./survival.ts')).remember(world)
    return async (unit, succession) => {
      if (bring) return bring(unit, succession)
      if (!(await isUnused(unit))) await (await import('./survival.ts')).withoutFormer(unit, succession)
    }
  },
}

export const behaviour: Behaviour = {
  reactions: Object.keys(TOLD).map((type) => ({ type, react: tell })),
  jobs: [
    doing(attemptDue, async ({ key }, unit) => (await import('./attempt.ts')).takeOff(unit, key)),
    doing(giveUpDue, async ({ key }, unit) => (await import('./attempt.ts')).giveUp(unit, key)),
  ],
  survival,
}
