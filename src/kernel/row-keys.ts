import { type Index, type Kind, newestFirst, type Stored } from './record.ts'
import { type Find, type RowKey, WHOLE } from './store.ts'

/** Every index entry of a record. */
export function rowKeys(kind: Kind<Stored, string>, record: Stored): RowKey[] {
  const usual = newestFirst(record)
  const keys: RowKey[] = [{ index: WHOLE, key: '', sort: kind.sort ? kind.sort(record) : usual }]
  for (const name in kind.indexes) {
    const index = kind.indexes[name] as Index<Stored>
    const found = index.keys(record)
    if (found.length === 0) continue
    // One text for all, not one each: large commits are mostly such texts.
    const sort = index.sort ? index.sort(record) : usual
    for (const key of found) keys.push({ index: name, key, sort })
  }
  return keys
}

/** The keys of a record in one index. */
export function keysAt(kind: Kind<Stored, string>, index: string, record: Stored): readonly string[] {
  return index === WHOLE ? [''] : (kind.indexes[index]?.keys(record) ?? [])
}

/** What a record is ordered by among those of one key of an index. */
export function sortAt(kind: Kind<Stored, string>, { index }: Pick<Find, 'index'>, record: Stored): string {
  const sort = index === WHOLE ? kind.sort : kind.indexes[index]?.sort
  return (sort ?? newestFirst)(record)
}
