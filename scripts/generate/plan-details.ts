import type { OpenApi, Schema } from './documents.ts'
import type { GeneratedFile } from './files.ts'
import { banner } from './source-text.ts'
import { compile } from './validators.ts'

const folder = 'src/carriers/generated'

/** `GroupCriticalIllnessPlanPublicResult`, of which the line is `critical_illness`. */
const PLAN_RESULT = /^Group(\w+)PlanPublicResult$/

/** Validators of the published plan fields, each by itself: `planDetails[line]` checks an object of some of them. */
export function planDetailsFiles(document: OpenApi): GeneratedFile[] {
  const schemas: Record<string, Schema> = {}
  for (const [name, { properties }] of Object.entries(document.components.schemas)) {
    const line = PLAN_RESULT.exec(name)?.[1]
    if (line === undefined || !properties) continue
    schemas[snakeCase(line)] = { type: 'object', properties: { ...properties, ...waitingPeriods(document) } }
  }
  const { code, functions } = compile(document, schemas, 'request')
  const members = Object.keys(schemas).map((line) => `  ${line}: ${functions[line]},`)
  const types = `${banner}
import type { Validate } from '../../api/validator.ts'

/** By line of coverage, the validator of an object that has some of the fields of the line's published plan result. */
export declare const planDetails: Readonly<Record<string, Validate>>
`
  return [
    {
      path: `${folder}/plan-details.js`,
      text: [code, 'export const planDetails = {', ...members, '}', ''].join('\n'),
    },
    { path: `${folder}/plan-details.d.ts`, text: types },
  ]
}

/** In a plan's result they are objects of any kind; their four shapes are published beside it. */
function waitingPeriods({ components }: OpenApi): Record<string, Schema> {
  const shapes = Object.keys(components.schemas).filter((name) => name.endsWith('WaitingPeriod'))
  const anyOf = shapes.map((name) => ({ $ref: `#/components/schemas/${name}` }))
  return { waiting_periods: { type: 'array', items: { anyOf } } }
}

const snakeCase = (name: string): string => name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
