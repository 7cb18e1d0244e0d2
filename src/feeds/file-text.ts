import { csvText } from '../carriers/csv.ts'
import type { FileField, FileSpec } from '../carriers/files/spec.ts'
import type { FiledRow } from './file-rows.ts'
import type { FileCounts } from './records.ts'

/** The rows as a file in the carrier's form: a line of headings, then one line a row, ended as RFC 4180 has it. */
export function fileText(spec: FileSpec, rows: readonly FiledRow[]): string {
  const header = spec.columns.map((column) => column.header)
  const lines = rows.map((row) =>
    spec.columns.map(({ field }) => {
      const value = row[field]
      return value === undefined ? '' : cellOf(spec, field, value)
    }),
  )
  return csvText([header, ...lines], { delimiter: spec.delimiter, newline: '\r\n' })
}

function cellOf(spec: FileSpec, field: FileField, value: string): string {
  switch (field) {
    case 'relationship':
    case 'line_of_coverage':
    case 'tier':
    case 'sex':
      return (spec.codes[field] as Readonly<Record<string, string>>)[value] ?? value
    case 'ssn':
    case 'employee_ssn':
      return spec.ssn === 'dashes' ? value.replace(/^(\d{3})(\d{2})(\d{4})$/, '$1-$2-$3') : value
    default:
      return field.endsWith('_date') || field === 'date_of_birth' ? dateCell(spec.date, value) : value
  }
}

function dateCell(form: FileSpec['date'], day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string]
  switch (form) {
    case 'YYYY-MM-DD':
      return day
    case 'YYYYMMDD':
      return `${year}${month}${date}`
    case 'MM/DD/YYYY':
      return `${month}/${date}/${year}`
  }
}

/** How many people, coverages and ended coverages a file has. */
export function countsOf(rows: readonly FiledRow[]): FileCounts {
  const people = new Map(
    rows.map(({ employee_number, person_number, relationship }) => [
      `${employee_number}/${person_number}`,
      relationship,
    ]),
  )
  const primaries = [...people.values()].filter((relationship) => relationship === 'employee').length
  return {
    primaries,
    dependents: people.size - primaries,
    members: people.size,
    enrollments: rows.length,
    terminations: rows.filter(({ end_date }) => end_date !== undefined).length,
  }
}
