import type { GeneratedFile } from './files.ts'
import { recordSchemas } from './record-schemas.ts'

/** The form of the records in a sandbox's state: for readers, and what a state that comes in is held against. */
export function stateFile(): GeneratedFile {
  const { kinds, definitions } = recordSchemas()
  const lists = Object.entries(kinds).map(([name, items]) => [name, { type: 'array', items }])
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The records in the state of a sandbox of Mock Noyo',
    description:
      'What `records` of GET /_sim/state holds, by kind. Made by `npm run generate` from the types of the records. Moments are milliseconds since 1970, UTC. The document around it is `State` in control.yaml.',
    type: 'object',
    properties: Object.fromEntries(lists),
    additionalProperties: false,
    definitions,
  }
  return { path: 'openapi/state.schema.json', text: `${JSON.stringify(schema, undefined, 1)}\n` }
}
