import type { ErrorReportDialect } from '../error-reports/dialect.ts'
import type { Finding, IssueCategory } from '../findings.ts'
import type { Wrong } from './check.ts'
import type { FileField, FileSpec, FindingKind } from './spec.ts'

/** What an issue of each kind is about. Source of the names: published OpenAPI, PublicIssueResult; which is which is assumed. */
const CATEGORIES: Readonly<Record<FindingKind, IssueCategory>> = {
  row_unreadable: 'invalid_demographic_info',
  missing_ssn: 'missing_ssn',
  invalid_ssn: 'invalid_ssn',
  missing_address: 'invalid_address',
  invalid_date_of_birth: 'invalid_demographic_info',
  unknown_code: 'invalid_demographic_info',
  duplicate_member: 'duplicate_member',
  dependent_without_employee: 'missing_employee',
  overage_dependent: 'overage_dependent',
  unknown_plan: 'invalid_coverage',
  unknown_class: 'invalid_carrier_config',
  coverage_before_hire: 'coverage_date_conflict',
  coverage_before_birth: 'coverage_date_conflict',
  coverage_outside_plan: 'coverage_date_conflict',
  invalid_volume: 'invalid_volume',
}

/** How a carrier tells: the words and columns of its files, the codes of its error reports. */
export interface Telling extends Pick<FileSpec, 'words' | 'columns'> {
  readonly codes: ErrorReportDialect['codes']
}

/** What is wrong, as the carrier tells it: in its own code and words, about a person as the file names them. */
export function findingOf(telling: Telling, wrong: Wrong): Finding {
  const { kind, person, line, field, line_of_coverage } = wrong
  const { first_name, last_name, date_of_birth, ssn } = person.fields
  const named = { first_name, last_name, date_of_birth, ssn }
  const told = Object.entries(named).filter((entry) => entry[1] !== undefined)
  const header = field && headerOf(telling, field)
  return {
    ...inWords(telling, kind),
    person: Object.fromEntries(told) as Finding['person'],
    line,
    ...(header === undefined ? {} : { field: header }),
    ...(line_of_coverage === undefined ? {} : { line_of_coverage }),
  }
}

/** A line that does not follow the layout: nobody can tell whom it is about. */
export function unreadableLine(telling: Telling, line: number): Finding {
  return { ...inWords(telling, 'row_unreadable'), person: {}, line }
}

function inWords({ words, codes }: Telling, kind: FindingKind) {
  const category = CATEGORIES[kind]
  return { category, code: codes[category].code, message: words[kind] }
}

function headerOf({ columns }: Telling, field: FileField): string | undefined {
  return columns.find((column) => column.field === field)?.header
}
