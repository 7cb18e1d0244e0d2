import { NICKNAMES } from './nickname-table.ts'

let table: ReadonlyMap<string, ReadonlySet<string>> | undefined

/** The names each nickname is short for; read on first use, since most starts never link anybody. */
function namesOf(name: string): ReadonlySet<string> {
  table ??= readTable()
  return table.get(name) ?? NONE
}

const NONE: ReadonlySet<string> = new Set()

function readTable(): ReadonlyMap<string, ReadonlySet<string>> {
  const formal = new Map<string, Set<string>>()
  for (const entry of NICKNAMES.split(';')) {
    const [name = '', nicknames = ''] = entry.split(':')
    for (const nickname of nicknames.trim().split(/\s+/)) {
      const known = formal.get(nickname)
      if (known) known.add(name.trim())
      else formal.set(nickname, new Set([name.trim()]))
    }
  }
  return formal
}

/** Whether one normalised first name is short for the other, or both are for a third: Jimmy is James, and Jim. */
export function areNicknames(one: string, other: string): boolean {
  const names = namesOf(one)
  const otherNames = namesOf(other)
  return names.has(other) || otherNames.has(one) || [...names].some((name) => otherNames.has(name))
}
