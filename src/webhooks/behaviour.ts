import type { Behaviour } from '../kernel/capability.ts'
import { doing } from '../kernel/reaction.ts'
import { takeOff } from './attempt.ts'
import { TOLD } from './event-types.ts'
import { attemptDue, giveUpDue } from './events.ts'
import { givenUp } from './model.ts'
import { tell } from './outbox.ts'
import { deliveries, webhooks } from './records.ts'
import { survival } from './survival.ts'

export const behaviour: Behaviour = {
  reactions: Object.keys(TOLD).map((type) => ({ type, react: tell })),
  jobs: [
    doing(attemptDue, async ({ key }, unit) => takeOff(unit, key)),
    doing(giveUpDue, async ({ key }, unit) => {
      const webhook = await unit.get(webhooks, key)
      if (!webhook) return
      const open = await unit.find(deliveries, 'open', key)
      unit.apply(givenUp(webhook, open.records, unit.now))
    }),
  ],
  survival,
}
