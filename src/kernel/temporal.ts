import { addDays, type IsoDate } from './instant.ts'

/**
 * What a temporal record was before: these fields held up to the day before `until`. Source: Noyo docs, data/temporal-data
 * (group carrier configurations, group plans and individual enrollments are tracked so; people and employment are not).
 */
export interface Formerly<F extends object> {
  /** The first day on which it no longer was so. */
  readonly until: IsoDate
  /** What differed from the record as it is now; what is not here was the same. */
  readonly fields: F
  /** Fields that had no value then. */
  readonly absent?: readonly (keyof F)[]
}

/** A record whose fields `F` have a history. The record itself says how it is from its last change on. */
export interface Temporal<F extends object> {
  /** Oldest first, `until` rising. */
  readonly formerly?: readonly Formerly<F>[]
}

/** The record as it is, was or will be on a day. */
export function onDay<F extends object, R extends F & Temporal<F>>(record: R, day: IsoDate): R {
  const then = record.formerly?.find(({ until }) => day < until)
  if (!then) return record
  const shown = { ...record, ...then.fields } as Record<PropertyKey, unknown>
  for (const name of then.absent ?? []) delete shown[name]
  return shown as unknown as R
}

/**
 * The record when it is different from a day on: what is given changes, and its history knows what was before. `names` are
 * all fields that have a history; of them, one that is given as undefined has no value from then on. Days from which on
 * something else was said to come are forgotten: the last word counts.
 */
export function changedFrom<F extends object, R extends F & Temporal<F>>(
  record: R,
  day: IsoDate,
  names: readonly (keyof F)[],
  given: { readonly [N in keyof F]?: F[N] | undefined },
): R {
  const before = onDay<F, R>(record, addDays(day, -1))
  const changed: Record<PropertyKey, unknown> = { ...onDay<F, R>(record, day), ...given }
  for (const name of names) if (changed[name] === undefined) delete changed[name]
  const earlier = (record.formerly ?? []).filter(({ until }) => until < day)
  // What an earlier entry does not mention is as in the record, which is about to change.
  const complete = earlier.map(({ until }) =>
    formerly<F, R>(until, onDay<F, R>(record, addDays(until, -1)), names),
  )
  return { ...changed, formerly: [...complete, formerly<F, R>(day, before, names)] } as R
}

function formerly<F extends object, R extends F>(
  until: IsoDate,
  was: R,
  names: readonly (keyof F)[],
): Formerly<F> {
  const held = names.filter((name) => was[name] !== undefined)
  const absent = names.filter((name) => was[name] === undefined)
  const fields = Object.fromEntries(held.map((name) => [name, was[name]])) as F
  return absent.length === 0 ? { until, fields } : { until, fields, absent }
}
