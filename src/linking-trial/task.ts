import type { GroupPerson, WholeGroup } from '../linking/whole-group.ts'

/*
 * One line of a file of groups: both systems' records of one group. Whatever may be unknown of a person may be left out, be
 * null or be blank; what is there is taken as it is written, however impossible.
 */

export interface Task extends WholeGroup {
  /** What the line calls itself, given back as it is; whatever a JSON value can be. */
  readonly task: unknown
  /** Names of fields that nobody reads, once each, with the first place. */
  readonly unknown: ReadonlyMap<string, string>
}

/** What is wrong with a line, and where in it, as an RFC 6901 pointer. */
export class TaskFault extends Error {
  readonly pointer: string

  constructor(pointer: string, message: string) {
    super(message)
    this.name = 'TaskFault'
    this.pointer = pointer
  }
}

type Fields = Readonly<Record<string, unknown>>

const TASK_FIELDS = ['task', 'carrier', 'platform']

const PERSON_FIELDS = [
  'first_name',
  'middle_name',
  'last_name',
  'suffix',
  'maiden_name',
  'date_of_birth',
  'ssn',
  'sex',
  'employee_id',
  'relationship',
] as const

/** The field that says who a record is, on each side. */
const ID_FIELDS = { carrier: 'id', platform: 'custom_individual_id' } as const

type SideName = keyof typeof ID_FIELDS

/** All that a line may hold, at any place. */
export const KNOWN_FIELDS: readonly string[] = [...TASK_FIELDS, ...Object.values(ID_FIELDS), ...PERSON_FIELDS]

/** @throws {TaskFault} for what is no task */
export function readTask(data: unknown): Task {
  if (!isObject(data))
    throw new TaskFault('', `A line is one object {"task", "carrier", "platform"}${not(data)}.`)
  const unknown = new Map<string, string>()
  note(unknown, data, TASK_FIELDS, '')
  const [carrier, platform] = [peopleOf(data, 'carrier', unknown), peopleOf(data, 'platform', unknown)]
  return { task: data['task'] ?? null, carrier: families(carrier), platform: families(platform), unknown }
}

const EMPLOYEE = new Set(['employee', 'self', 'subscriber'])

/** Some files give everybody of a family one `employee_id`, the employee too: it is then that employee's `id` all the same. */
function families(people: readonly GroupPerson[]): GroupPerson[] {
  const isHead = ({ relationship }: GroupPerson) => relationship !== undefined && EMPLOYEE.has(relationship)
  const ids = new Set(people.map(({ id }) => id))
  const heads = new Map(
    people
      .filter(isHead)
      .flatMap(({ id, employee_id }) => (employee_id === undefined ? [] : [[employee_id, id]])),
  )
  return people.map((one) => {
    const { employee_id, ...rest } = one
    if (employee_id === undefined || isHead(one)) return rest
    const head = ids.has(employee_id) ? employee_id : (heads.get(employee_id) ?? employee_id)
    return { ...rest, employee_id: head }
  })
}

function peopleOf(data: Fields, side: SideName, unknown: Map<string, string>): GroupPerson[] {
  const list = data[side]
  if (list === undefined) {
    throw new TaskFault(`/${side}`, `The list "${side}" is missing. A side without anybody is an empty list.`)
  }
  if (!Array.isArray(list)) throw new TaskFault(`/${side}`, `"${side}" is a list of people${not(list)}.`)
  const known = [ID_FIELDS[side], ...PERSON_FIELDS]
  const firstPlaces = new Map<string, number>()
  return list.map((record: unknown, index) => {
    const at = `/${side}/${index}`
    if (!isObject(record)) throw new TaskFault(at, `A person is an object${not(record)}.`)
    note(unknown, record, known, at)
    const id = idOf(record, side, at)
    const before = firstPlaces.get(id)
    if (before !== undefined) {
      throw new TaskFault(`${at}/${ID_FIELDS[side]}`, `/${side}/${before} has the same ${ID_FIELDS[side]}.`)
    }
    firstPlaces.set(id, index)
    return personOf(record, id, at)
  })
}

function idOf(record: Fields, side: SideName, at: string): string {
  const name = ID_FIELDS[side]
  const id = textOf(record, name, at)
  if (id !== undefined) return id
  throw new TaskFault(
    `${at}/${name}`,
    `Everybody on this side needs "${name}", a text that nobody else there has.`,
  )
}

function personOf(record: Fields, id: string, at: string): GroupPerson {
  const said = (name: (typeof PERSON_FIELDS)[number]) => textOf(record, name, at)
  const [middle_name, suffix, maiden_name] = [said('middle_name'), said('suffix'), said('maiden_name')]
  const [sex, employee_id, relationship] = [said('sex'), said('employee_id'), said('relationship')]
  const ssn = said('ssn')?.replaceAll(/[\s-]/g, '')
  return {
    id,
    person: {
      first_name: said('first_name') ?? '',
      last_name: said('last_name') ?? '',
      date_of_birth: dayOf(said('date_of_birth') ?? ''),
      ...(middle_name === undefined ? {} : { middle_name }),
      ...(suffix === undefined ? {} : { suffix }),
      ...(maiden_name === undefined ? {} : { maiden_name }),
      ...(ssn === undefined ? {} : { ssn }),
      ...(sex === undefined ? {} : { sex: sexOf(sex) }),
    },
    ...(employee_id === undefined || employee_id === id ? {} : { employee_id }),
    ...(relationship === undefined ? {} : { relationship: relationship.toLowerCase() }),
  }
}

/** A text without blanks around it; undefined where there is nothing. Numbers are taken as they are written: spreadsheets make such. */
function textOf(record: Fields, name: string, at: string): string | undefined {
  const value = record[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new TaskFault(`${at}/${name}`, `"${name}" is a text${not(value)}.`)
  }
  const text = String(value).trim()
  return text === '' ? undefined : text
}

/** `19900412`, `4/12/1990` and a day with a time, as files have them, in the form of the API; anything else as it is. */
function dayOf(text: string): string {
  const timed = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?$/.exec(text)
  if (timed) return timed.slice(1).join('-')
  const [, month = '', day = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  return year === undefined ? text : [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
}

function sexOf(text: string): NonNullable<GroupPerson['person']['sex']> {
  const letter = text[0]?.toUpperCase()
  return letter === 'F' || letter === 'M' || letter === 'X' ? letter : 'U'
}

function note(unknown: Map<string, string>, record: Fields, known: readonly string[], at: string): void {
  for (const name of Object.keys(record)) {
    if (!known.includes(name) && !unknown.has(name)) unknown.set(name, `${at}/${escaped(name)}`)
  }
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands there instead; never the value itself, which may be a person's. */
function not(value: unknown): string {
  if (value === null) return ', not null'
  return `, not ${Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`}`
}
