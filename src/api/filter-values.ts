import { invalidField } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import { type Instant, type IsoDate, isIsoDate, isoDate } from '../kernel/instant.ts'
import { fieldMessages } from './field-messages.ts'
import { booleanOf, commaParts } from './query.ts'

/** The values of a filter that may hold several with commas between: any of them will do. */
export function commaList(value: string): string[] {
  return commaParts(value).filter((part) => part !== '')
}

/** @throws 422 naming the filter when one of the values is none of those there are. */
export function oneOfList(name: string, value: string, known: readonly string[]): string[] {
  const values = commaList(value)
  if (values.length > 0 && values.every((one) => known.includes(one))) return values
  throw invalidField([name], fieldMessages.oneOf(known))
}

/** @throws 422 naming the filter when one of the values is no UUID. */
export function uuidList(name: string, value: string): string[] {
  const ids = commaList(value)
  if (ids.length === 0 || !ids.every(isUuid)) throw invalidField([name], fieldMessages.uuid)
  return ids.map((id) => id.toLowerCase())
}

/** @throws 422 naming the filter when it is no calendar day. */
export function dateFilter(name: string, value: string): IsoDate {
  if (!isIsoDate(value)) throw invalidField([name], fieldMessages.date)
  return value
}

/** A boolean that is published as a string, spelled as any other boolean may be. @throws 422 naming the filter when it is none */
export function booleanFilter(name: string, value: string): boolean {
  const meant = booleanOf(value)
  if (meant === undefined) throw invalidField([name], fieldMessages.boolean)
  return meant
}

/** The day a temporal record is looked at: `effective_date`, else the virtual day. */
export function asOfDay(effectiveDate: string | undefined, world: { readonly today: IsoDate }): IsoDate {
  return effectiveDate === undefined ? world.today : dateFilter('effective_date', effectiveDate)
}

/**
 * Whether a temporal record has a version on a day: from its start on, or from the day Noyo learned of it when that was
 * earlier. Assumed: the public documents say that `effective_date` defaults to today, and that pending records are shown.
 */
export function hasVersionOn(
  record: { readonly created: Instant; readonly effective_start_date: IsoDate },
  day: IsoDate,
): boolean {
  return day >= record.effective_start_date || day >= isoDate(record.created)
}
