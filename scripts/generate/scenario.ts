import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { root } from './documents.ts'
import type { GeneratedFile } from './files.ts'
import { banner } from './source-text.ts'
import { moduleOf, standaloneAjv } from './validators.ts'

const source = 'openapi/scenario.schema.json'
const folder = 'src/scenario/generated'

/** The validators of scenario files, and of people in a file of their own. */
export function scenarioFiles(): GeneratedFile[] {
  const ajv = standaloneAjv(Ajv2020)
  const schema = withoutWords(JSON.parse(readFileSync(join(root, source), 'utf8'))) as { $id: string }
  ajv.addSchema(schema)
  ajv.addSchema({ $ref: schema.$id }, 'scenario')
  ajv.addSchema({ $ref: `${schema.$id}#/$defs/people` }, 'people')
  const { code, functions } = moduleOf(ajv, ['scenario', 'people'])
  const types = [
    banner,
    `import type { Validate } from '../../api/validator.ts'`,
    '',
    '/** Checks a scenario, read from its file, against `openapi/scenario.schema.json`. */',
    'export declare const scenario: Validate',
    '',
    '/** Checks a list of people by itself against the same schema. */',
    'export declare const people: Validate',
    '',
  ]
  return [
    {
      path: `${folder}/scenario.js`,
      text: `${code}\nexport { ${functions.scenario} as scenario, ${functions.people} as people }\n`,
    },
    { path: `${folder}/scenario.d.ts`, text: types.join('\n') },
  ]
}

const WORDS = new Set(['title', 'description', 'examples', 'x-personal'])

/** What only people and messages need is not loaded at every start. Under `properties` and `$defs` stand names, not words. */
function withoutWords(part: unknown, holdsNames = false): unknown {
  if (Array.isArray(part)) return part.map((item) => withoutWords(item))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part)
      .filter(([name]) => holdsNames || !WORDS.has(name))
      .map(([name, own]) => [name, withoutWords(own, !holdsNames && /^(properties|\$defs)$/.test(name))]),
  )
}
