import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { sized } from '../size.ts'
import { bodyMistakes, type Mistake, type SchemaPart, singleMistakes, wrongReferences } from './mistakes.ts'
import { opened, scenarioFile } from './opened.ts'

const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../openapi/scenario.schema.json'), 'utf8'),
) as SchemaPart

/** Of all the mistakes of a scenario, some. */
const EVERY = sized({ landing: 60, full: 5 })

test('a reset to a scenario with one mistake is refused with its place, and the world is the same to its last record', async () => {
  const { api } = await opened({ scenario: 'error-report-then-fixed' })
  await api.post('/_sim/clock/advance', { by: '2d' })
  const before = (await api.get('/_sim/state')).body
  const file = scenarioFile('title: x\n')
  const mistakes = shippedScenarios().flatMap((name): Mistake[] => {
    const { text } = findScenario(name)
    return [...singleMistakes(text, schema), ...wrongReferences(text), ...bodyMistakes(text)]
  })
  const some = mistakes.filter((_, index) => index % EVERY === 0)
  expect(some.length).toBeGreaterThan(50)
  for (const { text, line, column } of some) {
    writeFileSync(file, text)
    const { status, body } = await api.post('/_sim/reset', { scenario: file })
    expect([status, body.error?.code]).toEqual([422, 'scenario_unusable'])
    expect(body.error.message).toContain(`world.yaml:${line}:${column}: `)
  }
  const after = (await api.get('/_sim/state')).body
  expect({ ...after, requests: before.requests }).toEqual(before)
})
