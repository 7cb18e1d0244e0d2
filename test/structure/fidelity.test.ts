import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../../scripts/generate/documents.ts'
import { readFidelity } from '../../scripts/generate/fidelity.ts'
import { coverage } from '../../src/capabilities.ts'

const rows = readFidelity()

/** Known once: hundreds of rows name a few dozen files. */
const texts = new Map<string, string>()

function textOf(file: string): string | undefined {
  if (!texts.has(file)) {
    const path = join(root, file)
    if (!existsSync(path)) return undefined
    texts.set(file, readFileSync(path, 'utf8'))
  }
  return texts.get(file)
}

/** A test is named by its title as it stands in the file; titles may be made of rows (`%s`, `$name`), so the row's text counts too. */
function missing(reference: string): string | undefined {
  const [file, ...names] = reference.split(' > ')
  const text = textOf(file as string)
  if (text === undefined) return `${reference}: there is no such file`
  if (names.length === 0) return `${reference}: names no test`
  const absent = names.find((name) => !text.replaceAll("\\'", "'").includes(name))
  return absent === undefined ? undefined : `${reference}: "${absent}" does not stand in the file`
}

describe('docs/fidelity.yaml', () => {
  test('names each behaviour once', () => {
    const ids = rows.map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => !/^[a-z-]+\.[a-z0-9-]+$/.test(id))).toEqual([])
  })

  test('says of each behaviour where it is known from, or that it is assumed', () => {
    expect(
      rows.filter(({ source, assumed }) => source === undefined && assumed !== true).map(({ id }) => id),
    ).toEqual([])
    expect(rows.filter(({ says }) => !says?.trim()).map(({ id }) => id)).toEqual([])
  })

  test('names for each behaviour a test that exists', () => {
    expect(rows.filter(({ tests }) => !tests?.length).map(({ id }) => id)).toEqual([])
    expect(
      rows
        .flatMap(({ tests }) => tests)
        .map(missing)
        .filter(Boolean),
    ).toEqual([])
  })

  test('has a row for every operation that is built, and names no other', () => {
    const built = Object.entries(coverage)
      .filter(([api]) => api !== 'control')
      .flatMap(([, levels]) => Object.keys(levels))
    const named = new Set(rows.flatMap(({ operations = [] }) => operations))
    expect(built.filter((id) => !named.has(id))).toEqual([])
  })
})
