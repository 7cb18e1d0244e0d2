import { isDeepStrictEqual } from 'node:util'
import { changedRecord, freshRecord, type Kind, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'

/** What reading a record from a carrier did to Noyo's own. */
export interface Upserted<R> {
  readonly record: R
  readonly changed: boolean
}

/**
 * Noyo's record of something read from a carrier: new, changed to what was read, or left as it is, version included. The id
 * is derived from the carrier's record, so that reading twice finds it again.
 */
export async function upsert<R extends Stored>(
  unit: Unit,
  kind: Kind<R, string>,
  id: string,
  fields: Omit<R, keyof Stored>,
): Promise<Upserted<R>> {
  const there = await unit.get(kind, id)
  if (!there) {
    return { record: unit.put(kind, freshRecord(id, unit.now, fields) as unknown as R), changed: true }
  }
  const { version, created, modified } = there
  const read = { ...fields, id, version, created, modified } as unknown as R
  if (isDeepStrictEqual(read, there)) return { record: there, changed: false }
  return { record: unit.put(kind, changedRecord(read, {}, unit.now)), changed: true }
}
