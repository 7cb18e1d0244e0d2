import { addDays, type IsoDate } from './instant.ts'

/**
 * What a temporal record was before: these fields held up to the day before `until`. Source: Noyo docs, data/temporal-data
 * (group carrier configurations, group plans and individual enrollments are tracked so; people and employment are not).
 */
export interface Formerly<F extends object> {
  /** The first day on which it no longer was so. */
  readonly until: IsoDate
  readonly fields: F
}

/** A record whose fields `F` have a history. The record itself says how it is from its last change on. */
export interface Temporal<F extends object> {
  /** Oldest first, `until` rising. */
  readonly formerly?: readonly Formerly<F>[]
}

/** The record as it is, was or will be on a day. */
export function onDay<F extends object, R extends F & Temporal<F>>(record: R, day: IsoDate): R {
  const then = record.formerly?.find(({ until }) => day < until)
  return then ? { ...record, ...then.fields } : record
}

/**
 * What changes when a record is different from a day on: the new fields, and a history that knows what was before. Days
 * from which on something else was said to come are forgotten: the last word counts.
 */
export function changedFrom<F extends object, R extends F & Temporal<F>>(
  record: R,
  day: IsoDate,
  fields: F,
): F & Temporal<F> {
  const names = Object.keys(fields) as (keyof F)[]
  const before = onDay<F, R>(record, addDays(day, -1))
  const held = Object.fromEntries(names.map((name) => [name, before[name]])) as F
  const earlier = (record.formerly ?? []).filter(({ until }) => until < day)
  return { ...fields, formerly: [...earlier, { until: day, fields: held }] }
}
