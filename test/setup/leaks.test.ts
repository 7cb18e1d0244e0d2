import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { searchForSsns } from '../../scripts/test/leaks.ts'

let folder: string
/** Never issued, and put together here so that this file does not hold what it searches for. */
const ssn = (separator: string) => ['912', '34', '5678'].join(separator)

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mock-noyo-leaks-'))
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
})

afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

test.each([
  ['with dashes', ssn('-')],
  ['without dashes', ssn('')],
  ['in JSON', `{"ssn":"${ssn('')}"}`],
  ['in a query', `GET /api/v1/members?ssn=${ssn('-')}&page_size=1`],
])('an SSN %s fails the run', async (_, text) => {
  await mkdir(path.join(folder, 'deeper'))
  await writeFile(path.join(folder, 'deeper', 'server.log'), `first line\n${text}\n`)
  expect(searchForSsns(folder)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test.each([
  ['a masked SSN', '***-**-5678'],
  ['a measurement', `took 0.${ssn('')} s`],
  ['a longer number', `1${ssn('')}`],
  ["a property test's seed", `{ seed: ${ssn('')}, path: "0" }`],
])('%s does not', async (_, text) => {
  await writeFile(path.join(folder, 'server.log'), text)
  expect(searchForSsns(folder)).toEqual({ passed: 1, failed: 0, skipped: 0 })
})
