import type { Stored } from '../kernel/record.ts'

/**
 * How a record looks on the wire: a pure function of this one record. What also depends on the day, the query or other
 * records is no view; answer it with `json`. The edge may keep the text of a view as long as the record exists.
 */
export interface View<R extends Stored, B> {
  readonly of: (record: R) => B
  /** The same as JSON, for records that hold most of it as text already. */
  readonly text?: (record: R) => string
}

export function defineView<R extends Stored, B>(
  of: (record: R) => B,
  text?: (record: R) => string,
): View<R, B> {
  return { of, ...(text && { text }) }
}

/** What is sent of a record. */
export function textThrough<R extends Stored>({ of, text }: View<R, unknown>, record: R): string {
  return text ? text(record) : JSON.stringify(of(record))
}
