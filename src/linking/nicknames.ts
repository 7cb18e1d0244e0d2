import { GIVEN_NAMES } from './given-name-table.ts'
import { NICKNAMES } from './nickname-table.ts'

interface Names {
  /** The names each nickname is short for. */
  readonly formal: ReadonlyMap<string, ReadonlySet<string>>
  readonly known: ReadonlySet<string>
}

let table: Names | undefined

/** Read on first use, since most starts never link anybody. */
function names(): Names {
  table ??= readTables()
  return table
}

const NONE: ReadonlySet<string> = new Set()

function readTables(): Names {
  const formal = new Map<string, Set<string>>()
  const all = new Set(GIVEN_NAMES.trim().split(/\s+/))
  for (const entry of NICKNAMES.split(';')) {
    const [given = '', nicknames = ''] = entry.split(':')
    all.add(given.trim())
    for (const nickname of nicknames.trim().split(/\s+/)) {
      all.add(nickname)
      const there = formal.get(nickname)
      if (there) there.add(given.trim())
      else formal.set(nickname, new Set([given.trim()]))
    }
  }
  return { formal, known: all }
}

/** Whether one normalised first name is short for the other, or both are for a third: Jimmy is James, and Jim. */
export function areNicknames(one: string, other: string): boolean {
  const { formal } = names()
  const full = formal.get(one) ?? NONE
  const otherFull = formal.get(other) ?? NONE
  if (full.has(other) || otherFull.has(one)) return true
  for (const name of full) if (otherFull.has(name)) return true
  return false
}

/** Whether somebody is called that: a mistyped name seldom is a name. */
export function isGivenName(name: string): boolean {
  return names().known.has(name)
}
