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

type Words = Pick<FileSpec, 'words' | 'columns'>

/** What is wrong, as the carrier tells it: in its own code and words, about a person as the file names them. */
export function findingOf(spec: Words, wrong: Wrong): Finding {
  const { kind, person, line, field, line_of_coverage } = wrong
  const { first_name, last_name, date_of_birth, ssn } = person.fields
  const named = { first_name, last_name, date_of_birth, ssn }
  const told = Object.entries(named).filter((entry) => entry[1] !== undefined)
  const header = field && headerOf(spec, field)
  return {
    ...inWords(spec, kind),
    person: Object.fromEntries(told) as Finding['person'],
    line,
    ...(header === undefined ? {} : { field: header }),
    ...(line_of_coverage === undefined ? {} : { line_of_coverage }),
  }
}

/** A line that does not follow the layout: nobody can tell whom it is about. */
export function unreadableLine(spec: Words, line: number): Finding {
  return { ...inWords(spec, 'row_unreadable'), person: {}, line }
}

function inWords({ words }: Words, kind: FindingKind) {
  const { code, text } = words[kind]
  return { category: CATEGORIES[kind], code, message: text }
}

function headerOf({ columns }: Words, field: FileField): string | undefined {
  return columns.find((column) => column.field === field)?.header
}
