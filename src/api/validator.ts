/** One violation of a schema, as the validators made ahead of time report it. */
export interface Violation {
  /** JSON pointer to the value that is wrong, from the root of what was checked. */
  readonly instancePath: string
  /** JSON pointer to the rule in the schema. */
  readonly schemaPath: string
  /** The rule broken: `required`, `type`, `enum`, `pattern`, `format` ... */
  readonly keyword: string
  /** What the rule wanted: `{missingProperty}`, `{type}`, `{allowedValues}`, `{format}`, `{pattern}`, `{limit}` ... */
  readonly params: Readonly<Record<string, unknown>>
  /** The rule in words: `must be string`. */
  readonly message?: string
}

/**
 * A validator made ahead of time. It changes nothing (no defaults, no coercion) and reports every violation at once. `errors`
 * belongs to the last call: read it before the next one.
 */
export interface Validate {
  (value: unknown): boolean
  errors?: readonly Violation[] | null
}
