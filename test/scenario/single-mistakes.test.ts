import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { findScenario, shippedScenarios } from '../../src/scenario/catalogue.ts'
import { faultText } from '../../src/scenario/fault.ts'
import { sized } from '../size.ts'
import { bodyMistakes, type Mistake, type SchemaPart, singleMistakes, wrongReferences } from './mistakes.ts'
import { faultsOf } from './read-text.ts'

const root = path.resolve(import.meta.dirname, '../..')
const schema = JSON.parse(readFileSync(path.join(root, 'openapi/scenario.schema.json'), 'utf8')) as SchemaPart

/** Something to do about it: a nearest name, or words that say what to write. */
const REMEDY =
  /For example: |Put it in quotes|without quotes: |at least |at most |Its keywords are: |leave the keyword out|Must be one of: |Remove one|A space belongs| is none of /

const own = path.join(import.meta.dirname, 'every-keyword.yaml')
const scenarios = [...shippedScenarios(), own].map(findScenario)

/** What is wrong with how a mistake is told; nothing when it is told as it should be. */
async function toldBadly(mistake: Mistake, file: string): Promise<string[]> {
  const faults = await faultsOf(mistake.text, file)
  const [fault] = faults
  const told = faults.map(faultText).join('\n')
  if (!fault || faults.length > 1) return [`${mistake.what}: ${faults.length} faults instead of one\n${told}`]
  const wrong: string[] = []
  if (fault.line !== mistake.line || fault.column !== mistake.column) {
    wrong.push(`${mistake.what}: expected at ${mistake.line}:${mistake.column}\n${told}`)
  }
  if (mistake.meant !== undefined && fault.nearest !== mistake.meant) {
    wrong.push(`${mistake.what}: does not name ${mistake.meant}\n${told}`)
  }
  if (fault.nearest === undefined && !REMEDY.test(fault.message)) {
    wrong.push(`${mistake.what}: no remedy\n${told}`)
  }
  return wrong
}

/** At full size, on a busy machine. */
const LONG = sized({ landing: 60_000, full: 600_000 })

describe.each(scenarios)('every single mistake in $name', ({ text, file }) => {
  const told = async (mistakes: readonly Mistake[]) => {
    const badly: string[] = []
    for (const mistake of mistakes) badly.push(...(await toldBadly(mistake, file)))
    return badly
  }

  test('the text itself has none', async () => {
    expect(await faultsOf(text, file)).toEqual([])
  })

  test(
    'is told once, at its line and column, with what would be right',
    async () => {
      const all = singleMistakes(text, schema)
      // A text with every keyword there is has thousands.
      const every = all.length > 1500 ? sized({ landing: 5, full: 1 }) : 1
      const mistakes = all.filter((_, index) => index % every === 0)
      expect(mistakes.length).toBeGreaterThan(100)
      expect(await told(mistakes)).toEqual([])
    },
    LONG,
  )

  test('is told once when a name leads nowhere', async () => {
    const mistakes = wrongReferences(text)
    expect(mistakes.length).toBeGreaterThan(1)
    expect(await told(mistakes)).toEqual([])
  })

  test('is told once when it is in what a step sends', async () => {
    const every = sized({ landing: 7, full: 1 })
    const mistakes = bodyMistakes(text).filter((_, index) => index % every === 0)
    expect(mistakes.length > 0).toBe(/^ {4,}snapshot:\n/m.test(text))
    expect(await told(mistakes)).toEqual([])
  })

  test(
    'is told once on CRLF lines too',
    async () => {
      const every = sized({ landing: 20, full: 1 })
      const some = singleMistakes(text, schema).filter((_, index) => index % every === 0)
      const crlf = [...some, ...wrongReferences(text)].map((mistake) => ({
        ...mistake,
        text: mistake.text.replaceAll('\n', '\r\n'),
      }))
      expect(await told(crlf)).toEqual([])
    },
    LONG,
  )
})
