import { describe, expect, test } from 'vitest'
import { brokenImportRules } from './import-rules.ts'
import { parseSource, readSources } from './sources.ts'

const sources = readSources('src')

/** Names that say nothing about what is inside. */
const EMPTY_NAMES = /(^|[/-])(utils?|helpers?|managers?|misc|common)(?=[./-])/

describe('import rules', () => {
  test('hold in every source', () => {
    expect(sources.length).toBeGreaterThan(10)
    expect(brokenImportRules(sources)).toEqual([])
  })

  test.each([
    ['src/kernel/clock.ts', "import { list } from '../groups/model.ts'"],
    ['src/kernel/clock.ts', "import type { Group } from '../groups/model.ts'"],
    ['src/kernel/clock.ts', "import { v4 } from 'uuid'"],
    ['src/api/router.ts', "import { createSimulator } from '../simulator.ts'"],
    ['src/groups/operations.ts', "import { memoryStore } from '../stores/memory.ts'"],
    ['src/control/clock.ts', "import { serve } from '../hosts/node.ts'"],
    ['src/groups/operations.ts', "import { start } from '../cli/start.ts'"],
    ['src/groups/operations.ts', "import { plans } from '../plans/operations.ts'"],
    ['src/groups/model.ts', "import { plan } from '../plans/model.ts'"],
    ['src/groups/model.ts', "import { type Plan, plan } from '../plans/model.ts'"],
    ['src/groups/model.ts', "import { readFileSync } from 'node:fs'"],
    ['src/groups/model.ts', "export { plan } from '../plans/model.ts'"],
    ['src/groups/model.ts', "const plan = await import('../plans/model.ts')"],
  ])('%s: %s is refused', (path, text) => {
    expect(brokenImportRules([parseSource(path, text)])).toHaveLength(1)
  })

  test.each([
    ['src/kernel/identity.ts', "import { createHash } from 'node:crypto'"],
    ['src/groups/model.ts', "import { isoDate } from '../kernel/instant.ts'"],
    ['src/groups/model.ts', "import type { Plan } from '../plans/model.ts'"],
    ['src/groups/model.ts', "import { type Plan } from '../plans/model.ts'"],
    ['src/capabilities.ts', "import { groups } from './groups/operations.ts'"],
    ['src/simulator.ts', "import { memoryStore } from './stores/memory.ts'"],
    ['src/cli/start.ts', "import { serve } from '../hosts/node.ts'"],
  ])('%s: %s is allowed', (path, text) => {
    expect(brokenImportRules([parseSource(path, text)])).toEqual([])
  })

  test('a file the rules use is held to them too', () => {
    const broken = brokenImportRules([
      parseSource('src/groups/model.ts', "import { size } from './size.ts'"),
      parseSource('src/groups/size.ts', "import { plan } from '../plans/model.ts'"),
    ])
    expect(broken).toEqual([expect.stringContaining('src/groups/size.ts:1 imports src/plans/model.ts')])
  })
})

describe('files', () => {
  const all = readSources('src', 'scripts', 'test', 'bench', 'examples')

  test('are named for what is inside', () => {
    expect(all.map((source) => source.path).filter((path) => EMPTY_NAMES.test(path))).toEqual([])
    expect('src/groups/date-utils.ts').toMatch(EMPTY_NAMES)
    expect('src/helpers/dates.ts').toMatch(EMPTY_NAMES)
    expect('src/plans/commonwealth.ts').not.toMatch(EMPTY_NAMES)
  })
})
