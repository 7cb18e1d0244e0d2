import { type Eventually, when } from '../kernel/eventually.ts'
import { type Facts, type FieldError, notFound, Refusal } from '../kernel/failure.ts'
import { isUuid } from '../kernel/identity.ts'
import type { Body } from './body.ts'
import { type ApiContract, loadContract, loadedContract } from './contract.ts'
import { fieldErrors } from './field-errors.ts'
import { fieldMessages } from './field-messages.ts'
import { pointerOf } from './json-pointer.ts'
import { modelOfParameter } from './models.ts'
import type { OperationFacts } from './operation-facts.ts'
import { checkQuery, type RawQuery } from './query.ts'
import { type UnknownField, type UnknownFieldsMode, unknownInBody, unknownQuery } from './unknown-fields.ts'

export interface Request {
  readonly params: Readonly<Record<string, string>>
  readonly query: RawQuery
  readonly body: Body
}

export interface Checked {
  readonly query: Readonly<Record<string, unknown>>
  readonly unknown: readonly UnknownField[]
}

const NOTHING: Checked = { query: {}, unknown: [] }

/**
 * Holds a request against the document: query and body at once, then the ids in the path.
 *
 * @param report is told of unknown names even when the request is refused for something else
 * @throws Refusal `invalid_fields` with every error, `not_found` for a malformed id in the path
 */
export function checkRequest(
  facts: OperationFacts,
  request: Request,
  mode: UnknownFieldsMode,
  report: (unknown: readonly UnknownField[]) => void,
): Eventually<Checked> {
  const checked =
    facts.body || facts.query.length > 0 || request.query.size > 0
      ? checkFields(facts, request, mode, report)
      : NOTHING
  return when(checked, (fine) => {
    for (const { name, uuid } of facts.params) {
      const id = request.params[name] as string
      // A version is compared with the record's, whatever it looks like.
      if (uuid && name !== 'version' && !isUuid(id)) throw notFound(modelOfParameter(name, facts.path), id)
    }
    return fine
  })
}

function checkFields(
  facts: OperationFacts,
  { query, body }: Request,
  mode: UnknownFieldsMode,
  report: (unknown: readonly UnknownField[]) => void,
): Eventually<Checked> {
  return when(checkBody(facts, body, mode), (found) => checkedFields(facts, query, found, mode, report))
}

/** What was found in a body. */
interface BodyChecked {
  readonly errors: readonly FieldError[]
  readonly unknown: readonly UnknownField[]
}

const NOTHING_FOUND: BodyChecked = { errors: [], unknown: [] }

function checkedFields(
  facts: OperationFacts,
  query: RawQuery,
  { errors: bodyErrors, unknown: unknownFields }: BodyChecked,
  mode: UnknownFieldsMode,
  report: (unknown: readonly UnknownField[]) => void,
): Checked {
  const { values, errors: queryErrors } = checkQuery(facts, query)
  const unknown = mode === 'off' ? [] : [...unknownQuery(facts, query), ...unknownFields]
  if (unknown.length > 0) report(unknown)
  const strict = mode === 'strict' ? unknown : []
  const errors = [
    ...queryErrors,
    ...bodyErrors,
    ...strict.map(({ path, nearest }) => ({
      path,
      message:
        nearest === undefined ? fieldMessages.unknown : `${fieldMessages.unknown} Did you mean ${nearest}?`,
    })),
  ]
  if (errors.length > 0) throw new Refusal('invalid_fields', blamed(queryErrors, bodyErrors, strict), errors)
  return { query: values, unknown }
}

function checkBody(facts: OperationFacts, body: Body, mode: UnknownFieldsMode): Eventually<BodyChecked> {
  if (!facts.body) return NOTHING_FOUND
  // The token endpoint answers a wrong secret before a wrong body, so it looks at its body itself.
  if (facts.api === 'accounts') return NOTHING_FOUND
  const missing = body.value === undefined
  if (missing && !facts.body.required) return NOTHING_FOUND
  return when(loadedContract(facts.api) ?? loadContract(facts.api), (contract) =>
    heldAgainst(contract, facts, body, mode),
  )
}

function heldAgainst(
  { bodies, fields }: ApiContract,
  facts: OperationFacts,
  body: Body,
  mode: UnknownFieldsMode,
): BodyChecked {
  const missing = body.value === undefined
  const validate = bodies[facts.id]
  // An empty body says as much as an empty object; where that would do, one is still demanded (assumed).
  const value = missing ? {} : body.value
  const valid = validate === undefined || validate(value)
  const errors = valid ? [] : fieldErrors(validate.errors ?? [], value)
  if (missing && errors.length === 0) return { ...NOTHING_FOUND, errors: [MISSING_BODY] }
  return { errors, unknown: mode === 'off' ? [] : unknownInBody(fields[facts.id], body.value) }
}

const MISSING_BODY: FieldError = { path: [], message: fieldMessages.missing }

/** What an error of the control API names: one field and, of a misspelt one, the nearest. */
function blamed(
  query: readonly FieldError[],
  body: readonly FieldError[],
  unknown: readonly UnknownField[],
): Facts {
  const first = query[0] ?? body[0]
  if (first) return { field: query[0] ? String(first.path[0]) : pointerOf(first.path) }
  const { in: place, path, nearest } = unknown[0] as UnknownField
  return { field: place === 'query' ? String(path[0]) : pointerOf(path), nearest }
}
