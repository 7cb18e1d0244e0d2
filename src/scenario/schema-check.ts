import { pathOf as namesOf } from '../api/json-pointer.ts'
import type { Validate } from '../api/validator.ts'
import type { ScenarioFault } from './fault.ts'
import { people, scenario } from './generated/scenario.js'
import { loadSchema, type SchemaPart, schemaAt } from './schema-part.ts'
import { type Finding, faultOf, misspelt } from './schema-words.ts'
import type { Path, Source } from './source.ts'

/** Everything in which a document departs from the schema, each with its place and what would be right. */
export function schemaFaults(source: Source): ScenarioFault[] {
  if (source.data === null || source.data === undefined) {
    return [
      source.fault([], 'The file is empty. A scenario needs at least a title. For example: title: My world'),
    ]
  }
  return faultsOf(source, scenario, (schema) => schema)
}

/** The same for a list of people by itself. */
export function peopleFaults(source: Source): ScenarioFault[] {
  return faultsOf(source, people, (schema) => schema.$defs?.['people'] ?? {})
}

function faultsOf(
  source: Source,
  satisfies: Validate,
  rootOf: (schema: SchemaPart) => SchemaPart,
): ScenarioFault[] {
  if (satisfies(source.data)) return []
  const schema = loadSchema()
  const root = rootOf(schema)
  const findings = (satisfies.errors ?? []).map((violation): Finding => {
    const path = pathOf(violation.instancePath, source.data)
    const schemaOf = (step: string | number) => schemaAt(schema, root, [...path, step])
    const value = valueAt(source.data, path)
    return { source, violation, path, value, schema: schemaAt(schema, root, path), schemaOf }
  })
  return withoutConsequences(findings).map(faultOf)
}

/** One mistake, one fault: a misspelt keyword is not missing too, and what has the wrong type has no wrong value. */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const places = Map.groupBy(findings, ({ violation }) => violation.instancePath)
  return findings.filter((finding) => {
    const { keyword, params, instancePath } = finding.violation
    const others = (places.get(instancePath) ?? []).filter((other) => other !== finding)
    if (keyword === 'required') {
      return !others.some((other) => misspelt(other) === params['missingProperty'])
    }
    // NaN is both more and less than any bound.
    if (keyword === 'maximum' && others.some((other) => other.violation.keyword === 'minimum')) return false
    return keyword === 'type' || !others.some((other) => other.violation.keyword === 'type')
  })
}

function pathOf(pointer: string, data: unknown): Path {
  let value = data
  return namesOf(pointer).map((name) => {
    const step = Array.isArray(value) ? Number(name) : name
    value = (value as Record<string | number, unknown> | undefined)?.[step]
    return step
  })
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const step of path) value = (value as Record<string | number, unknown> | null | undefined)?.[step]
  return value
}
