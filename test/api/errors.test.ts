import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { edgeRefusals } from '../../src/api/error-catalogue.ts'
import { joinCatalogues } from '../../src/api/refusal-catalogue.ts'
import { catalogue } from '../../src/capabilities.ts'

/** The rows of the table of codes: code, status, shape, when. */
function documented(): (readonly [string, string, string, string])[] {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  return [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \| (\w+) \| (.+) \|$/gm)].map(
    ([, code = '', status = '', shape = '', when = '']) => [code, status, shape, when] as const,
  )
}

describe('docs/errors.md', () => {
  test('lists every refusal of the catalogue with its status and shape, and no other', () => {
    const listed = documented().map(([code, status, shape]) => `${code} ${status} ${shape}`)
    const known = Object.entries(catalogue).map(([code, { status, shape }]) => `${code} ${status} ${shape}`)
    expect(listed.sort()).toEqual(known.sort())
  })

  test('says when each is answered', () => {
    expect(documented().filter(([, , , when]) => !/\w.*\.$/.test(when))).toEqual([])
  })
})

describe('the catalogue', () => {
  test('has words for every code, also when facts are missing', () => {
    for (const { text } of Object.values(catalogue)) expect(text({}).length).toBeGreaterThan(0)
  })

  test('has no code twice', () => {
    expect(() => joinCatalogues(edgeRefusals, edgeRefusals)).toThrow('declared twice')
  })
})
