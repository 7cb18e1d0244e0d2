import { apiNames, overlaidDocuments } from './documents.ts'
import { allFacts, operationsText } from './operation-table.ts'
import { apisText, documentTypes } from './types.ts'

/** A generated file: its path from the root of the project, and its whole text. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

const folder = 'src/api/generated'

/** Every generated file; the same documents give the same text. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const { documents, hits } = overlaidDocuments()
  const idle = hits.filter((hit) => hit.count === 0)
  if (idle.length > 0) {
    const named = idle.map(({ document, action }) => `  ${document}: ${action.target} (${action.description})`)
    throw new Error(`Actions of openapi/overlay.yaml that hit nothing:\n${named.join('\n')}`)
  }
  const facts = allFacts(documents)
  const types = await Promise.all(
    apiNames.map(async (api) => ({ path: `${folder}/types/${api}.d.ts`, text: await documentTypes(documents[api]) })),
  )
  return [
    ...types,
    { path: `${folder}/types.ts`, text: apisText() },
    { path: `${folder}/operations.ts`, text: operationsText(facts) },
  ]
}
