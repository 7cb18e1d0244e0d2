import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './documents.ts'
import type { GeneratedFile } from './files.ts'

const guide = 'docs/scenarios.md'
const source = 'openapi/scenario.schema.json'

/** What of the schema the tables are made from. */
export interface SchemaWords {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaWords>>
  readonly properties?: Readonly<Record<string, SchemaWords>>
  readonly additionalProperties?: SchemaWords | boolean
  readonly items?: SchemaWords
  readonly description?: string
  readonly examples?: readonly unknown[]
}

export interface Keyword {
  /** As `groups[].carriers[].employees`, or `person.first_name` of what stands in several places. */
  readonly place: string
  readonly name: string
  readonly part: SchemaWords
}

/** Every keyword below a part, in the schema's order; what is defined once is not unfolded. */
export function keywordsOf(part: SchemaWords, prefix = ''): Keyword[] {
  return Object.entries(part.properties ?? {}).flatMap(([name, own]) => {
    const place = `${prefix}${name}`
    const { additionalProperties: other } = own
    const byName = typeof other === 'object' ? keywordsOf(other, `${place}.{name}.`) : []
    const below = own.items ? keywordsOf(own.items, `${place}[].`) : keywordsOf(own, `${place}.`)
    return [{ place, name, part: own }, ...byName, ...below]
  })
}

/** The last chapter of the guide: the tables of all keywords, each with the schema's words and first example. */
export function guideFile(): GeneratedFile {
  const schema = JSON.parse(readFileSync(join(root, source), 'utf8')) as SchemaWords
  const text = readFileSync(join(root, guide), 'utf8')
  const begin = text.indexOf('| keyword |', text.indexOf('\n## Every keyword\n'))
  if (begin === -1) throw new Error(`${guide} has no table under the heading "Every keyword".`)
  const parts = Object.entries(schema.$defs ?? {}).flatMap(([name, part]) =>
    part.properties === undefined
      ? []
      : [`### ${name}\n\n${part.description}\n\n${table(keywordsOf(part, `${name}.`))}`],
  )
  const chapter = [table(keywordsOf(schema)), ...parts].join('\n\n')
  return { path: guide, text: `${text.slice(0, begin)}${chapter}\n` }
}

function table(keywords: readonly Keyword[]): string {
  const rows = keywords.map(({ place, name, part }) => {
    const [example] = part.examples ?? []
    const shown = example === undefined ? '' : `\`${name}: ${JSON.stringify(example)}\``
    const cell = (words: string) => words.replaceAll('|', '\\|')
    return `| \`${place}\` | ${cell(part.description ?? '')} | ${cell(shown)} |`
  })
  return ['| keyword | what it says | example |', '| --- | --- | --- |', ...rows].join('\n')
}
