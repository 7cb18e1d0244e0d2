import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import { carrierActivation, carrierRequested } from './events.ts'
import { activated } from './model.ts'
import { delayOf } from './pace.ts'
import { organizationCarriers } from './records.ts'

export const behaviour: Behaviour = {
  reactions: [
    on(carrierRequested, async ({ subject }, unit) => {
      const delay = delayOf(unit.setting, 'organization_carrier', undefined, subject.id)
      unit.schedule(carrierActivation.at(unit.now + delay, subject.id, {}))
    }),
  ],
  jobs: [
    doing(carrierActivation, async ({ key }, unit) => {
      const link = await unit.get(organizationCarriers, key)
      if (link) unit.apply(activated(link, unit.now))
    }),
  ],
}
