import { expect } from 'vitest'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { readScenario } from '../../src/scenario/read.ts'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT } from '../snapshots/families.ts'

for (const scenario of shippedScenarios()) {
  const { document } = await readScenario(findScenario(scenario))
  if (document.timeline === undefined) continue
  inEveryMode(
    `the shipped scenario ${scenario}`,
    ({ test }) => {
      test('is as its timeline expects, and what it came to is read through the API', async ({
        api,
        simulator,
      }) => {
        const { ok, expectations, steps } = await simulator.playTimeline()
        const wrong = [
          ...expectations.filter(({ met }) => !met),
          ...steps.filter(({ status }) => status !== 'done'),
        ]
        expect(wrong).toEqual([])
        expect(ok).toBe(true)
        const { body } = await api.get(`${FULFILLMENT}/group_connections`)
        const statuses = body.response.map(({ status }: { status: string }) => status)
        expect(new Set(statuses)).toEqual(new Set(['completed']))
        const { body: played } = await api.get('/_sim/events?type=timeline.step_done&limit=1000')
        expect(played.events).toHaveLength(steps.length)
      })
    },
    { scenario },
  )
}
