import { nearestName } from '../kernel/nearest.ts'
import { readTable, type Table } from './csv-table.ts'
import { ScenarioError, type ScenarioFault } from './fault.ts'
import { EMPLOYMENT_DAYS } from './people-document.ts'
import type { Path, Source } from './source.ts'

const WHO = ['first_name', 'middle_name', 'last_name', 'suffix', 'maiden_name', 'date_of_birth', 'ssn', 'sex']
const ADDRESS = ['street_one', 'street_two', 'city', 'state', 'zip_code', 'county']
const CONTACT = ['email_address', 'email_address_type', 'home_phone', 'work_phone']

/** Columns of a CSV file of people: the keywords of a person, a dot before what stands within another. */
export const PEOPLE_COLUMNS: readonly string[] = [
  'family',
  'relationship',
  ...WHO,
  'marital_status',
  ...ADDRESS.map((name) => `home_address.${name}`),
  ...ADDRESS.map((name) => `mailing_address.${name}`),
  ...CONTACT.map((name) => `contact.${name}`),
  ...EMPLOYMENT_DAYS,
  'employment_status',
  'hours_worked',
  'occupation',
  'salary',
  'salary.amount',
  'salary.unit',
  'salary.type',
  'enrollments',
  'waived',
]

const NUMBERS: ReadonlySet<string> = new Set(['hours_worked', 'salary', 'salary.amount'])

type Line = Record<string, unknown> & { dependents?: Line[] }

/**
 * A CSV file of people as the list that would stand in line, whose faults name the file's own lines and columns. One row a
 * person; rows with the same `family` belong together, `relationship` is empty (or `employee`, `self`) for the employee. An empty cell
 * says nothing. `enrollments` and `waived` list lines of coverage; `none` is an empty list, and no number under `ssn`.
 * @throws {ScenarioError} for a text that is no such table
 */
export function readPeople(file: string, text: string): Source {
  const table = withKeywords(readTable(file, text))
  const rowOf = new Map<unknown, number>()
  const at = (row: number, column: number) => table.positionOf(row, column)
  const fault = (row: number, column: number, message: string, nearest?: string): ScenarioFault => {
    const place = row < 0 ? '' : (table.header[column] ?? '')
    return { file, ...at(row, column), place, message, ...(nearest === undefined ? {} : { nearest }) }
  }
  const wrong = headerFaults(table, fault)
  if (wrong.length > 0) throw new ScenarioError(wrong)
  const lines = table.rows.map((_, row) => lineOf(table, row))
  for (const [row, line] of lines.entries()) rowOf.set(line, row)
  const faults: ScenarioFault[] = []
  const data = families(table, lines, (row, column, message) => faults.push(fault(row, column, message)))
  if (faults.length > 0) throw new ScenarioError(faults)
  const cell = (path: Path) => cellOf(table, data, rowOf, path)
  return {
    file,
    data,
    positionOf(path) {
      const { row, column } = cell(path)
      return at(row, column)
    },
    writtenAt(path) {
      const { row, column } = cell(path)
      return table.rows[row]?.[column]
    },
    fault(path, message, more = {}) {
      const { row, column } = cell(path)
      return fault(row, column, message, more.nearest)
    },
  }
}

/** The header in keywords: `Date of Birth`, as a spreadsheet has it, is `date_of_birth`. */
function withKeywords(table: Table): Table {
  const header = table.header.map((name) => {
    const keyword = name.toLowerCase().replaceAll(/[\s-]+/g, '_')
    return PEOPLE_COLUMNS.includes(keyword) ? keyword : name
  })
  return { ...table, header }
}

function headerFaults(
  { header }: Table,
  fault: (row: number, column: number, message: string, nearest?: string) => ScenarioFault,
): ScenarioFault[] {
  if (header.length === 0) {
    return [
      fault(-1, 0, 'The file is empty. Its first row names the columns. For example: first_name,last_name'),
    ]
  }
  return header.flatMap((name, column) => {
    if (name === '') return [fault(-1, column, 'This column has no name. Name it, or remove it.')]
    if (!PEOPLE_COLUMNS.includes(name)) {
      const known = `Known here: ${PEOPLE_COLUMNS.join(', ')}.`
      const message = `Unknown column ${JSON.stringify(name.slice(0, 60))}. ${known}`
      return [fault(-1, column, message, nearestName(name, PEOPLE_COLUMNS))]
    }
    if (header.indexOf(name) === column) return []
    return [fault(-1, column, `The column "${name}" stands here twice. Keep one.`)]
  })
}

/** What a row says, without whose it is. */
function lineOf({ header, rows }: Table, row: number): Line {
  const line: Line = {}
  const lists: Partial<Record<string, string>> = {}
  for (const [column, name] of header.entries()) {
    const text = rows[row]?.[column] ?? ''
    if (text === '' || name === 'family') continue
    if (name === 'enrollments' || name === 'waived') lists[name] = text
    else if (name === 'ssn') line[name] = text.toLowerCase() === 'none' ? null : text
    else if (name !== 'relationship' || !isEmployee(text)) put(line, name, cellValue(name, text))
  }
  const { enrollments, waived } = lists
  if (enrollments !== undefined || waived !== undefined) {
    line['enrollments'] = [...listed(enrollments, {}), ...listed(waived, { waived: true })]
  }
  return line
}

const isEmployee = (relationship: string) => /^(?:employee|self)$/i.test(relationship)

function put(line: Line, name: string, value: unknown): void {
  const [outer = '', inner] = name.split('.')
  if (inner === undefined) line[outer] = value
  else line[outer] = { ...(line[outer] as object | undefined), [inner]: value }
}

function cellValue(name: string, text: string): unknown {
  return NUMBERS.has(name) && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text
}

/** Lines of coverage, separated by whatever is none of their letters. */
function listed(text: string | undefined, more: object): object[] {
  if (text === undefined || text.toLowerCase() === 'none') return []
  return text
    .split(/[\s;,|]+/)
    .filter((name) => name !== '')
    .map((line_of_coverage) => ({ line_of_coverage, ...more }))
}

/** Dependents to their employees; whose families the file tells, has no other. */
function families(
  table: Table,
  lines: readonly Line[],
  report: (row: number, column: number, message: string) => void,
): Line[] {
  const column = table.header.indexOf('family')
  const families = lines.map((_, row) => table.rows[row]?.[column] ?? '')
  const heads = new Map<string, Line>()
  const employees: Line[] = []
  for (const [row, line] of lines.entries()) {
    if (line['relationship'] !== undefined) continue
    if (table.header.includes('relationship')) line.dependents = []
    employees.push(line)
    const family = families[row] as string
    if (heads.has(family)) report(row, column, TWO_HEADS)
    else if (family !== '') heads.set(family, line)
  }
  for (const [row, line] of lines.entries()) {
    if (line['relationship'] === undefined) continue
    const head = heads.get(families[row] as string)
    if (head) head.dependents?.push(line)
    else if (column === -1) report(row, table.header.indexOf('relationship'), NO_FAMILIES)
    else report(row, column, families[row] === '' ? NO_FAMILY : NO_HEAD)
  }
  return employees
}

const TWO_HEADS = 'This family has an employee above already. Name the relationship, or another family.'
const NO_FAMILIES = 'Add a column "family" that ties dependents to their employee.'
const NO_FAMILY = 'A dependent needs the family of its employee here.'
const NO_HEAD = 'No employee has this family: a row with the same family and no relationship.'

/** The cell behind a path of the list; the row's first where the file has no column for it. */
function cellOf(
  { header }: Table,
  data: readonly Line[],
  rowOf: ReadonlyMap<unknown, number>,
  path: Path,
): { row: number; column: number } {
  const [position, second, third, ...others] = path
  const employee = data[Number(position)]
  const isDependent = second === 'dependents' && third !== undefined
  const line = isDependent ? employee?.dependents?.[Number(third)] : employee
  const rest = isDependent ? others : path.slice(1)
  const row = rowOf.get(line) ?? -1
  const names = [rest.slice(0, 2).join('.'), String(rest[0] ?? '')]
  const lists = rest[0] === 'enrollments' ? 'waived' : undefined
  const columns = [
    ...names.map((name) => header.indexOf(name)),
    header.findIndex((name) => name === lists || name.startsWith(`${rest[0]}.`)),
  ]
  return { row, column: columns.find((column) => column !== -1) ?? 0 }
}
