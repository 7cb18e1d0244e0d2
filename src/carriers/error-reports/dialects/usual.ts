import { LINES_OF_COVERAGE } from '../../profile.ts'
import { ISSUE_CATEGORIES, numberedCodes } from '../codes.ts'
import type { ErrorReportDialect } from '../dialect.ts'

/** The dialect of every carrier that has none of its own: plain headings, whole names, the platform's id. */
export const usualReport: ErrorReportDialect = {
  file_name: 'error_report_{group}.csv',
  delimiter: ',',
  newline: '\n',
  byte_order_mark: false,
  capitals: false,
  title: [],
  columns: [
    { heading: 'Group ID', holds: 'carrier_group_id' },
    { heading: 'Employee ID', holds: 'custom_individual_id' },
    { heading: 'First Name', holds: 'first_name' },
    { heading: 'Last Name', holds: 'last_name' },
    { heading: 'Date of Birth', holds: 'date_of_birth' },
    { heading: 'SSN', holds: 'ssn' },
    { heading: 'Line of Coverage', holds: 'line_of_coverage' },
    { heading: 'Field', holds: 'field' },
    { heading: 'Error Code', holds: 'code' },
    { heading: 'Error', holds: 'message' },
    { heading: 'Line', holds: 'file_line' },
  ],
  date: 'YYYY-MM-DD',
  ssn: 'XXX-XX-####',
  lines: Object.fromEntries(LINES_OF_COVERAGE.map((line) => [line, line])),
  codes: numberedCodes(
    { prefix: 'ERR', first: 101 },
    Object.fromEntries(
      ISSUE_CATEGORIES.map((category) => [category, category.replaceAll('_', ' ')]),
    ) as Record<(typeof ISSUE_CATEGORIES)[number], string>,
  ),
  other_code: 'ERR199',
}
