import type { ErrorReportDialect } from '../carriers/error-reports/dialect.ts'
import { LINES_OF_COVERAGE, type LineOfCoverage } from '../carriers/profile.ts'
import { type IsoDate, isIsoDate } from '../kernel/instant.ts'

/** A day in the carrier's form, slashes and leading zeros at its pleasure; undefined when there is no such day. */
export function dateOf(form: ErrorReportDialect['date'], text: string): IsoDate | undefined {
  const parts =
    form === 'MM/DD/YYYY'
      ? /^(?<month>\d{1,2})[/-](?<day>\d{1,2})[/-](?<year>\d{4})$/.exec(text)
      : /^(?<year>\d{4})-?(?<month>\d{2})-?(?<day>\d{2})$/.exec(text)
  const { year = '', month = '', day = '' } = parts?.groups ?? {}
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isIsoDate(date) ? date : undefined
}

/** Nine digits, or the last four of a masked number; a leading zero that a spreadsheet took is put back. */
export function ssnOf(text: string): string | undefined {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length === 9) return digits
  return digits.length > 0 && digits.length <= 4 ? digits.padStart(4, '0') : undefined
}

/** The line that the carrier calls so, or that Noyo does. */
export function lineOfCoverageOf(
  lines: ErrorReportDialect['lines'],
  text: string,
): LineOfCoverage | undefined {
  const said = text.toLowerCase()
  const own = LINES_OF_COVERAGE.find((line) => lines[line]?.toLowerCase() === said)
  return own ?? LINES_OF_COVERAGE.find((line) => line === said)
}
