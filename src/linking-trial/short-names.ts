import { NICKNAMES } from '../linking/nickname-table.ts'

let table: ReadonlyMap<string, readonly string[]> | undefined

/** What people of a first name are called, as they write it: Jim and Jimmy for James. */
export function shortNames(name: string): readonly string[] {
  table ??= new Map(
    NICKNAMES.split(';').map((entry) => {
      const [formal = '', short = ''] = entry.split(':')
      return [formal.trim(), short.trim().split(/\s+/).map(capital)]
    }),
  )
  return table.get(name.toLowerCase()) ?? []
}

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
