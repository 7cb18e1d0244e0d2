import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { root } from './documents.ts'
import type { GeneratedFile } from './files.ts'
import { banner } from './source-text.ts'
import { moduleOf, standaloneAjv } from './validators.ts'

const source = 'openapi/scenario.schema.json'
const folder = 'src/scenario/generated'

/** The validator of scenario files. */
export function scenarioFiles(): GeneratedFile[] {
  const ajv = standaloneAjv(Ajv2020)
  ajv.addSchema(JSON.parse(readFileSync(join(root, source), 'utf8')), 'scenario')
  const { code, functions } = moduleOf(ajv, ['scenario'])
  const types = [
    banner,
    `import type { Validate } from '../../api/validator.ts'`,
    '',
    '/** Checks a scenario, read from its file, against `openapi/scenario.schema.json`. */',
    'export declare const scenario: Validate',
    '',
  ]
  return [
    {
      path: `${folder}/scenario.js`,
      text: `${code}\nexport { ${functions.scenario} as scenario }\n`,
    },
    { path: `${folder}/scenario.d.ts`, text: types.join('\n') },
  ]
}
