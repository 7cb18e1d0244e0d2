import {
  addDuration,
  addMonths,
  type Instant,
  type IsoDate,
  isoDate,
  parseInstant,
} from '../kernel/instant.ts'

/*
 * Times in a scenario file: a day, a moment, or either told from the start (`+10d`, `-6mo`). The schema has checked their form;
 * what a form cannot say (30 February, a time beyond all years) is undefined here.
 */

/** Dates keep their four digits and mean what they say today: nothing before 1800. */
const FIRST = Date.UTC(1800, 0, 1)

/** The moment a text means in a world that starts then; a day is its midnight UTC. */
export function momentOf(text: string, start: Instant): Instant | undefined {
  const moment = text.startsWith('+') || text.startsWith('-') ? shifted(start, text) : parseInstant(text)
  return moment !== undefined && moment >= FIRST ? moment : undefined
}

/** The day a text means in a world that starts then. */
export function dayOf(text: string, start: Instant): IsoDate | undefined {
  const moment = momentOf(text, start)
  return moment === undefined ? undefined : isoDate(moment)
}

/** Milliseconds; months and years are those from 1970 on. */
export function durationOf(text: string): number | undefined {
  return addDuration(0, text)
}

function shifted(start: Instant, text: string): Instant | undefined {
  const duration = text.slice(1)
  return text.startsWith('+') ? addDuration(start, duration) : before(start, duration)
}

/** Months and years go back by the calendar first, as they go forward first. */
function before(start: Instant, duration: string): Instant | undefined {
  const [, years = '0', months = '0', rest = ''] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(.*)$/.exec(duration) ??
    /^(?:(\d+)y)$/.exec(duration) ??
    /^()(\d+)mo$/.exec(duration) ??
    (['', undefined, undefined, duration] as const)
  const moved = addMonths(start, -(Number(years) * 12 + Number(months)))
  const time = rest === '' ? 0 : addDuration(0, duration.startsWith('P') ? `P${rest}` : rest)
  return moved === undefined || time === undefined ? undefined : moved - time
}
