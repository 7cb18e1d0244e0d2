import type { Facts } from '../kernel/failure.ts'

/**
 * The bodies an error may have. Sources: published OpenAPI (message, bare, rsp), Noyo docs: create-members (errors); control is
 * our own.
 *
 * - `message`: `{"message": text, "status": 404}`
 * - `errors`: `{"errors": {"person": {"ssn": ["..."]}}}`, nested like the body
 * - `bare`: `{"message": text}`
 * - `rsp`: `{"status": "error", "message": text}`, of `/api/v1/rsp` only
 * - `control`: `{"error": {code, message, field?, nearest?}}`; every refusal has it when a control operation answers
 */
export type RefusalShape = 'message' | 'errors' | 'bare' | 'rsp' | 'control'

export interface RefusalEntry {
  readonly status: number
  readonly shape: RefusalShape
  /** The words, from the facts of the refusal. */
  readonly text: (facts: Facts) => string
}

export type RefusalCatalogue = Readonly<Record<string, RefusalEntry>>

/** One catalogue of several. @throws when two of them claim one code */
export function joinCatalogues(...catalogues: readonly RefusalCatalogue[]): RefusalCatalogue {
  const joined = new Map<string, RefusalEntry>()
  for (const [code, entry] of catalogues.flatMap(Object.entries<RefusalEntry>)) {
    if (joined.has(code))
      throw new Error(`The refusal code ${code} is declared twice. Give one of them another name.`)
    joined.set(code, entry)
  }
  return Object.fromEntries(joined)
}
