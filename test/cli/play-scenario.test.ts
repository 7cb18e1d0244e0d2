import { expect, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { scenarioFile } from '../scenario/opened.ts'

async function called(...words: string[]) {
  const out: string[] = []
  const error: string[] = []
  const environment = {}
  const code = await run(['run', ...words], {
    environment,
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

test('mock-noyo run prints what happened, what was expected, and no number of anybody', async () => {
  const { code, out } = await called('error-report-then-fixed')
  expect(out).toMatch(/^day +time \(UTC\) +who +what$/m)
  expect(out).toMatch(/^day 1 +2026-01-06 09:00:00 +Orchard Tools, E-2 +a snapshot is sent$/m)
  expect(out).toMatch(/^day 6 .*connection: action required -> completed$/m)
  expect(out).toMatch(/^ok +\S*error-report-then-fixed\.yaml:\d+ +Orchard Tools +issues missing_ssn +1$/m)
  expect(out).toMatch(/Everything is as expected: 9 steps, 13 expectations\.$/)
  expect(out).not.toMatch(/97801|\d{3}-\d{2}-\d{4}|Marchbanks/)
  expect(code).toBe(0)
})

const MISSED = `
title: A bakery
groups:
  - name: Bakery
    carriers: [{ carrier: guardian, carrier_group_id: "00410125", employees: 2 }]
timeline:
  - at: +1d
    transition: { status: completed }
expect:
  - connection: completed
`

test('mock-noyo run ends with 1 and says file and line of what was missed or refused', async () => {
  const file = scenarioFile(MISSED)
  const { code, out } = await called(file, '--start', '2026-03-02')
  expect(code).toBe(1)
  expect(out).toContain(
    `${file}:7: transition: refused: No connection of the group with the carrier was requested.`,
  )
  expect(out).toMatch(/^MISSED +\S+world\.yaml:10 +Bakery +connection +expected completed, found none$/m)
  expect(out).toMatch(/1 of 1 expectations missed, 1 of 1 steps not played\.$/)
})

test('mock-noyo run --json gives the same as data', async () => {
  const { code, out } = await called(scenarioFile(MISSED), '--json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    steps: [{ line: 7, status: 'refused' }],
    expectations: [{ line: 10, who: 'Bakery', expected: 'completed', found: 'none', met: false }],
  })
})

test('mock-noyo run says what it takes', async () => {
  expect(await called()).toMatchObject({
    code: 2,
    error: expect.stringContaining('a scenario name or a file'),
  })
  expect(await called('demo', 'refused')).toMatchObject({
    code: 2,
    error: expect.stringContaining('"refused"'),
  })
  expect(await called('dmo')).toMatchObject({ code: 1, error: expect.stringContaining('Nearest: "demo"') })
  const help = await called('--help')
  expect(help).toMatchObject({
    code: 0,
    out: expect.stringContaining('mock-noyo run error-report-then-fixed'),
  })
})
