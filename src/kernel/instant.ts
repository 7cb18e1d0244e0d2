/** A moment as milliseconds since the Unix epoch, UTC. Records keep instants; views turn them into what the wire wants. */
export type Instant = number

/** A calendar day, `YYYY-MM-DD`. Compares correctly as text. */
export type IsoDate = string

/** What Noyo writes for "no end planned". Source: Noyo docs, members/using-snapshots/end-dates. */
export const OPEN_END: IsoDate = '9999-12-31'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const SHORT_UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND,
  m: MINUTE,
  min: MINUTE,
  h: HOUR,
  d: DAY,
  w: 7 * DAY,
}

/** Unix epoch seconds, the integer form of every `created`, `modified` and the like on the wire. */
export function epochSeconds(instant: Instant): number {
  return Math.floor(instant / SECOND)
}

/** Every read of a world asks which day it is there: the last answer is kept, as its text costs more than the rest of the read. */
const lastDay = { day: Number.NaN, text: '' }

export function isoDate(instant: Instant): IsoDate {
  const day = Math.floor(instant / DAY)
  if (day !== lastDay.day) {
    lastDay.text = new Date(instant).toISOString().slice(0, 10)
    lastDay.day = day
  }
  return lastDay.text
}

export function isoInstant(instant: Instant): string {
  return new Date(instant).toISOString()
}

/** Midnight UTC of a calendar day. */
export function startOfDay(date: IsoDate): Instant {
  return Date.parse(`${date}T00:00:00Z`)
}

/** A calendar day moved by whole days; the open end stays open. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return date === OPEN_END ? OPEN_END : isoDate(startOfDay(date) + days * DAY)
}

/** True for an existing calendar day written `YYYY-MM-DD` (2026-02-30 is none). */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const instant = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(instant) && isoDate(instant) === text
}

const ISO_INSTANT = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/

/** Reads an ISO 8601 date or date-time with an explicit zone; undefined when it is neither (a zoneless time would depend on the machine). */
export function parseInstant(text: string): Instant | undefined {
  const match = ISO_INSTANT.exec(text)
  if (!match || !isIsoDate(match[1] as string)) return undefined
  const instant = Date.parse(text)
  return Number.isNaN(instant) ? undefined : instant
}

const ISO_DURATION =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/**
 * The moment a duration after `from`: `3d`, `90s`, `2h`, `1w`, `6mo`, `1y`, or ISO 8601 (`PT3H`, `P1Y2M`).
 * Months and years follow the calendar (UTC; the day is clamped to the month's last). Undefined for anything else.
 */
export function addDuration(from: Instant, text: string): Instant | undefined {
  const short = /^(\d+(?:\.\d+)?)(ms|s|min|m|h|d|w|mo|y)$/.exec(text)
  if (short) {
    const amount = Number(short[1])
    const unit = short[2] as string
    if (unit === 'y' || unit === 'mo') return addMonths(from, unit === 'y' ? amount * 12 : amount)
    return inRange(from + amount * (SHORT_UNITS[unit] as number))
  }
  const iso = ISO_DURATION.exec(text)
  if (!iso) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = iso.slice(1).map((part) => Number(part ?? 0))
  const moved = addMonths(from, (years as number) * 12 + (months as number))
  if (moved === undefined) return undefined
  const rest =
    (weeks as number) * 7 * DAY +
    (days as number) * DAY +
    (hours as number) * HOUR +
    (minutes as number) * MINUTE +
    (seconds as number) * SECOND
  return inRange(moved + rest)
}

/** Whole months by the calendar (UTC), the day clamped to the month's last; negative ones go back. */
export function addMonths(from: Instant, months: number): Instant | undefined {
  if (!Number.isInteger(months)) return undefined
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return inRange(date.getTime())
}

/** The last moment whose year still has four digits: beyond it dates would stop comparing as text. */
export const LAST_INSTANT: Instant = Date.parse('9999-12-31T00:00:00Z')

function inRange(instant: number): Instant | undefined {
  return Number.isFinite(instant) && instant <= LAST_INSTANT ? Math.round(instant) : undefined
}
