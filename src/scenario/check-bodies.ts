import { loadContract } from '../api/contract.ts'
import { fieldErrors } from '../api/field-errors.ts'
import { fieldMessages } from '../api/field-messages.ts'
import type { ApiName } from '../api/operation.ts'
import { unknownInBody } from '../api/unknown-fields.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { nearestName } from '../kernel/nearest.ts'
import { carrierFaults } from './check-carriers.ts'
import type { ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import { partiesOf } from './party.ts'
import { identifiersOf } from './play-connections.ts'
import { reportsOf } from './reports.ts'
import { withCarrierIds } from './snapshot-body.ts'
import type { Path, Source } from './source.ts'
import type { StepLine } from './timeline-document.ts'

/** The body of an operation that a step will call, and where the file says its fields. */
interface Body {
  readonly api: ApiName
  readonly operation: string
  readonly value: unknown
  readonly placeOf: (path: Path) => Path
}

/** What the contracts of the operations have against the bodies that the file has for them, before their time comes. */
export async function bodyFaults(source: Source, document: ScenarioDocument): Promise<ScenarioFault[]> {
  const { groups = [], timeline = [] } = document
  const found: ScenarioFault[] = []
  for (const body of [
    ...timeline.flatMap((step, index) => bodiesOf(step, ['timeline', index], groups)),
    ...reportsOf(document).map(({ report, path }) => reportBody(report, path)),
  ]) {
    found.push(...(await faultsOf(source, body)))
  }
  return found
}

/** Stands for an id that is looked up when the time has come. */
const SOME_ID = '00000000-0000-4000-8000-000000000000'

function bodiesOf(step: StepLine, path: Path, groups: ScenarioDocument['groups'] = []): Body[] {
  const { snapshot, edit_member, error_report, connect, sent = {} } = step
  const bodies: Body[] = []
  if (snapshot) {
    const value = withCarrierIds(snapshot)
    const placeOf = (below: Path) => [...path, 'snapshot', ...below]
    bodies.push({ api: 'fulfillment', operation: 'createMemberSnapshot', value, placeOf })
  }
  if (edit_member) {
    const placeOf = (below: Path) => [...path, 'edit_member', 'set', ...below]
    bodies.push({ api: 'control', operation: 'editCarrierMember', value: edit_member.set, placeOf })
  }
  if (error_report) bodies.push(reportBody(error_report, [...path, 'error_report']))
  const { line } = partiesOf(groups, step)
  if (connect === true && line) {
    const value = { carrier_id: SOME_ID, group_data: identifiersOf({ ...line, sent }) }
    const placeOf = (below: Path) => [...path, 'sent', ...below.slice(1)]
    const operation = 'createGroupConnectionWithExistingGroup'
    bodies.push({ api: 'fulfillment', operation, value, placeOf })
  }
  return bodies
}

function reportBody({ rows, stream }: NonNullable<StepLine['error_report']>, path: Path): Body {
  const value = { group_id: SOME_ID, ...(rows && { rows }), ...(stream !== undefined && { stream }) }
  const placeOf = (below: Path) => [...path, ...below]
  return { api: 'control', operation: 'createErrorReport', value, placeOf }
}

async function faultsOf(source: Source, { api, operation, value, placeOf }: Body): Promise<ScenarioFault[]> {
  const { bodies, fields } = await loadContract(api)
  const validate = bodies[operation]
  const errors = validate === undefined || validate(value) ? [] : fieldErrors(validate.errors ?? [], value)
  const unknown = unknownInBody(fields[operation], value).map(({ path, nearest }) => {
    const said = `The API has no field "${path.at(-1)}" here.`
    const remedy =
      nearest === undefined ? `${said} Its keywords are: ${namesAt(fields[operation], path)}.` : said
    return source.fault(placeOf(path), remedy, { key: true, nearest })
  })
  const misspelt = new Set(unknown.flatMap(({ nearest }) => nearest ?? []))
  return [
    ...unknown,
    ...errors.flatMap(({ path: names, message }) => {
      const path = inData(names, value)
      // What a misspelt field was meant for is not missing.
      if (message === fieldMessages.missing && misspelt.has(String(path.at(-1)))) return []
      return errorFaults(source, placeOf(path), path, message, value)
    }),
  ]
}

/** Which fields there are beside one that there is not. */
function namesAt(tree: unknown, path: Path): string {
  let at = tree
  for (const step of path.slice(0, -1)) {
    if (typeof step === 'string') at = (at as Readonly<Record<string, unknown>> | undefined)?.[step]
  }
  return Object.keys(at ?? {}).join(', ')
}

/** Places in a list are numbers. */
function inData(names: Path, value: unknown): Path {
  let at = value
  return names.map((name) => {
    const step = Array.isArray(at) ? Number(name) : name
    at = (at as Readonly<Record<string | number, unknown>> | null | undefined)?.[step]
    return step
  })
}

/** No message shows a value: it may be somebody's number. */
function errorFaults(
  source: Source,
  place: Path,
  path: Path,
  message: string,
  body: unknown,
): ScenarioFault[] {
  const name = String(path.at(-1))
  const value = valueAt(body, path)
  if (name === 'carrier_id' && typeof value === 'string' && carrierNamed(value) === undefined) {
    return carrierFaults(source, place, value)
  }
  if (message === fieldMessages.missing) {
    const missing = `"${name}" is missing: the API does not take this without it.`
    return [source.fault(place.slice(0, -1), `${missing} For example: ${exampleOf(name)}`)]
  }
  const allowed = /^Must be one of: (.*)\.$/.exec(message)?.[1]?.split(', ')
  const nearest = allowed && typeof value === 'string' ? nearestName(value, allowed) : undefined
  return [source.fault(place, `${message}${remedyOf(name, message, value)}`, { nearest })]
}

/** What to write instead; a list of what there is says so itself. */
function remedyOf(name: string, message: string, value: unknown): string {
  if (message === 'Not a valid string.' && typeof value === 'number') return ' Put it in quotes.'
  return /^Must be /.test(message) ? '' : ` For example: ${exampleOf(name, message)}`
}

/** By the field's name, else by what is wrong with it. */
function exampleOf(name: string, message = ''): string {
  const example = EXAMPLES.find(([names]) => names.test(name)) ?? OF_TYPES.find(([, , of]) => of === message)
  return `${name}: ${example?.[1] ?? '...'}`
}

const EXAMPLES: readonly (readonly [names: RegExp, example: string])[] = [
  [/^ssn$/, '"900123456"'],
  [/zip/, '"97301"'],
  [/^state$/, 'OR'],
  [/^sex$/, 'F'],
  [/date/, '"2026-02-28"'],
  [/_id$/, 'E-1'],
  [/_name$/, 'Ada'],
]

const OF_TYPES: readonly (readonly [names: undefined, example: string, of: string])[] = [
  [undefined, 'text', 'Not a valid string.'],
  [undefined, '40', fieldMessages.integer],
  [undefined, '24.5', fieldMessages.number],
  [undefined, 'true', fieldMessages.boolean],
  [undefined, '"2026-02-28"', fieldMessages.date],
  [undefined, '[]', 'Not a valid list.'],
  [undefined, '{}', 'Invalid input type.'],
]

function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const step of path) at = (at as Readonly<Record<string | number, unknown>> | null | undefined)?.[step]
  return at
}
