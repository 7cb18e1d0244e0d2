import { expect, test } from 'vitest'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { readScenario } from '../../src/scenario/read.ts'
import type { Simulator } from '../../src/simulator.ts'
import { opened } from '../scenario/opened.ts'

const HOUR = 3_600_000

/** How far the world of a scenario goes, and in how many steps. */
const SPAN = 30 * 24 * HOUR
const STEPS = 1000

async function stateAfter(scenario: string, go: (simulator: Simulator) => Promise<void>) {
  const { api, simulator } = await opened({ scenario, clock: 'frozen', start: '2026-01-05T09:00:00Z' })
  await go(simulator)
  const { status, body } = await api.get('/_sim/state')
  expect(status).toBe(200)
  return body
}

const withTimeline = await Promise.all(
  shippedScenarios().map(async (name) => {
    const { document } = await readScenario(findScenario(name))
    return document.timeline === undefined ? [] : [name]
  }),
)

test.each(withTimeline.flat())(
  'the world of %s is the same to its last record after one leap and after many steps',
  async (scenario) => {
    const once = await stateAfter(scenario, async ({ clock }) => {
      await clock.advance(`${SPAN}ms`)
    })
    const stepped = await stateAfter(scenario, async ({ clock }) => {
      for (let step = 0; step < STEPS; step += 1) await clock.advance(`${SPAN / STEPS}ms`)
    })
    expect(Object.keys(once.records).length).toBeGreaterThan(10)
    expect(stepped).toEqual(once)
  },
)
