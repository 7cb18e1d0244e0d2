import { nearestName } from '../../kernel/nearest.ts'

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']

/** Each part of a rule, the whole of its value, and what it may be in words. Source: RFC 5545, 3.3.10. */
const PARTS: Readonly<Record<string, readonly [value: RegExp, words: string]>> = {
  FREQ: [new RegExp(`^(${FREQUENCIES.join('|')})$`), `one of ${FREQUENCIES.join(', ')}`],
  INTERVAL: [/^[1-9]\d{0,3}$/, 'a whole number from 1'],
  COUNT: [/^[1-9]\d{0,5}$/, 'a whole number from 1'],
  UNTIL: [/^\d{8}(T\d{6}Z?)?$/, 'a day such as 20261231, or a time such as 20261231T110000Z'],
  BYDAY: [listed('([+-]?[1-9]\\d?)?(MO|TU|WE|TH|FR|SA|SU)'), 'days such as MO,TH or 1MO'],
  BYHOUR: [listed('([01]?\\d|2[0-3])'), 'hours from 0 to 23'],
  BYMINUTE: [listed('[0-5]?\\d'), 'minutes from 0 to 59'],
  BYSECOND: [listed('[0-5]?\\d'), 'seconds from 0 to 59'],
  BYMONTHDAY: [listed('[+-]?([1-9]|[12]\\d|3[01])'), 'days of the month from 1 to 31, or back from -1'],
  BYMONTH: [listed('([1-9]|1[0-2])'), 'months from 1 to 12'],
  BYYEARDAY: [listed('[+-]?[1-9]\\d{0,2}'), 'days of the year'],
  BYWEEKNO: [listed('[+-]?[1-9]\\d?'), 'weeks of the year'],
  BYSETPOS: [listed('[+-]?[1-9]\\d{0,2}'), 'places in the list of a period'],
  WKST: [/^(MO|TU|WE|TH|FR|SA|SU)$/, 'a day such as MO'],
}

function listed(item: string): RegExp {
  return new RegExp(`^${item}(,${item})*$`)
}

/** What is wrong with a recurrence rule, in words; undefined when files can follow it. */
export async function ruleFault(rrule: string): Promise<string | undefined> {
  return partFault(rrule) ?? (await neverFault(rrule))
}

/** The library lets unknown parts and values out of range pass. */
function partFault(rrule: string): string | undefined {
  const seen = new Set<string>()
  for (const part of rrule.replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = '', ...more] = part.split('=')
    const known = PARTS[name]
    if (!known || more.length > 0) {
      const nearest = nearestName(name, Object.keys(PARTS))
      const hint =
        nearest === undefined ? `it has ${Object.keys(PARTS).join(', ')}` : `the nearest is ${nearest}`
      return `${JSON.stringify(part)} is no part of a rule; ${hint}`
    }
    if (!known[0].test(value)) return `${name} is ${known[1]}, not ${JSON.stringify(value)}`
    if (seen.has(name)) return `${name} stands in it twice`
    seen.add(name)
  }
  return seen.has('FREQ') ? undefined : 'FREQ is missing'
}

/** A rule that no day follows, such as 30 February, and what else the library has against it. */
async function neverFault(rrule: string): Promise<string | undefined> {
  const [{ RRuleTemporal }, { Temporal }] = await Promise.all([
    import('rrule-temporal'),
    import('temporal-polyfill'),
  ])
  const dtstart = Temporal.ZonedDateTime.from('2026-01-05T06:00:00[Etc/UTC]')
  const rruleString = rrule.startsWith('RRULE:') ? rrule : `RRULE:${rrule}`
  try {
    new RRuleTemporal({ rruleString, dtstart, temporal: Temporal }).next(dtstart)
    return undefined
  } catch (error) {
    const { message } = error as Error
    return message.startsWith('Maximum iterations') ? 'no day follows it' : message
  }
}
