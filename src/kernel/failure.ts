/** Facts that fill the catalogue's message and the fields it blames. Never an SSN or a date of birth. */
export type Facts = Readonly<Record<string, string | number | undefined>>

/**
 * A command or read that cannot be done, by code. Status, text and body shape stand in the one catalogue of the edge
 * (`api/error-catalogue.ts`); rules know codes and facts only.
 */
export class Refusal extends Error {
  readonly code: string
  readonly facts: Facts
  /** Field errors for the vendor's nested `errors` shape: path segments and what is wrong there. */
  readonly fields: readonly FieldError[]

  constructor(code: string, facts: Facts = {}, fields: readonly FieldError[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
    this.fields = fields
  }
}

export interface FieldError {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** "<Model> not found with UUID <id>": also for what another organization owns. Source: published OpenAPI examples. */
export function notFound(model: string, id: string): Refusal {
  return new Refusal('not_found', { model, id })
}

/** A field error found by a rule, in the same body as those found by the schema. */
export function invalidField(path: readonly (string | number)[], message: string): Refusal {
  return new Refusal('invalid_fields', {}, [{ path, message }])
}
