import { habitFault, urlFault } from '../webhooks/subscription.ts'
import type { ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import type { Source } from './source.ts'

/** What of an address or of how long something is held back the schema cannot say. */
export function webhookFaults(source: Source, { webhooks = [] }: ScenarioDocument): ScenarioFault[] {
  return webhooks.flatMap(({ url, habits = [] }, index) => {
    const unusable = urlFault(url)
    const address = unusable === undefined ? [] : [source.fault(['webhooks', index, 'url'], unusable)]
    const times = habits.flatMap((habit, place) => {
      const why = habitFault(habit)
      return why === undefined ? [] : [source.fault(['webhooks', index, 'habits', place, 'by'], why)]
    })
    return [...address, ...times]
  })
}
