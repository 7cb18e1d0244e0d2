import type { Instant } from '../kernel/instant.ts'
import type { Cadence } from './records.ts'

/**
 * The first moment after another at which a file is due, by the clocks of the zone: 06:00 stays 06:00 when they are put
 * forward or back. Undefined when there is none left.
 */
export async function nextOccurrence(cadence: Cadence, after: Instant): Promise<Instant | undefined> {
  const { RRuleTemporal, Temporal } = await library()
  const { rrule, start_date, end_date, time_of_day, zone_info } = cadence
  const start = Temporal.PlainDate.from(start_date).toZonedDateTime({
    timeZone: zone_info,
    plainTime: clockTime(time_of_day),
  })
  const rule = new RRuleTemporal({ rruleString: withPrefix(rrule), dtstart: start, temporal: Temporal })
  const from = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone_info)
  const next = rule.next(from)
  if (!next) return undefined
  const local = Temporal.Instant.fromEpochMilliseconds(next.epochMilliseconds).toZonedDateTimeISO(zone_info)
  return local.toPlainDate().toString() <= end_date ? next.epochMilliseconds : undefined
}

/** Loaded with the first feed: a start without one has no use for it. */
async function library() {
  const [{ RRuleTemporal }, { Temporal }] = await Promise.all([
    import('rrule-temporal'),
    import('temporal-polyfill'),
  ])
  return { RRuleTemporal, Temporal }
}

function withPrefix(rrule: string): string {
  return rrule.startsWith('RRULE:') ? rrule : `RRULE:${rrule}`
}

/** The published pattern allows one digit for the hour. */
function clockTime(time: string): string {
  return time.padStart(5, '0')
}
