import { readFileSync } from 'node:fs'
import type { Path } from './source.ts'

/** The part of the schema that messages are made from. */
export interface SchemaPart {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaPart>>
  readonly properties?: Readonly<Record<string, SchemaPart>>
  /** What any other name holds; false where there is none. */
  readonly additionalProperties?: SchemaPart | boolean
  readonly items?: SchemaPart
  readonly pattern?: string
  readonly description?: string
  readonly examples?: readonly unknown[]
  /** Tells who somebody is: no message shows it. */
  readonly 'x-personal'?: boolean
}

/** Reads the schema's text. Only when something is wrong: a start has no use for it. */
export function loadSchema(): SchemaPart {
  return JSON.parse(readFileSync(new URL('../../openapi/scenario.schema.json', import.meta.url), 'utf8'))
}

/** The part that describes what stands at a path below `root`; empty where nothing does. */
export function schemaAt(schema: SchemaPart, root: SchemaPart, path: Path): SchemaPart {
  let own: SchemaPart | undefined = root
  for (const step of path) {
    const part = resolved(schema, own)
    const other = typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined
    own = typeof step === 'number' ? part.items : (part.properties?.[step] ?? other)
  }
  return resolved(schema, own)
}

/** A part that stands for a definition, with what is said of it in its own place. */
function resolved(schema: SchemaPart, part: SchemaPart | undefined): SchemaPart {
  if (part?.$ref === undefined) return part ?? {}
  const { $ref, ...own } = part
  return { ...schema.$defs?.[$ref.replace('#/$defs/', '')], ...own }
}
