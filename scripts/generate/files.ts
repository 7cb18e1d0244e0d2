import { coverageText, readCoverage } from './coverage.ts'
import type { Api, OpenApi } from './documents.ts'
import { apiNames, overlaidDocuments } from './documents.ts'
import { fieldsText } from './field-trees.ts'
import { allFacts, operationsText } from './operation-table.ts'
import { planDetailsFiles } from './plan-details.ts'
import { scenarioFiles } from './scenario.ts'
import { stateFile } from './state.ts'
import { apisText, documentTypes } from './types.ts'
import { bodiesText, bodiesTypes, responsesText, responsesTypes } from './validators.ts'

/** A generated file: its path from the root of the project, and its whole text. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

const folder = 'src/api/generated'

/** Every file made from the documents alone; the same documents give the same text. */
export async function contractFiles(): Promise<GeneratedFile[]> {
  const { documents, hits } = overlaidDocuments()
  const idle = hits.filter((hit) => hit.count === 0)
  if (idle.length > 0) {
    const named = idle.map(
      ({ document, action }) => `  ${document}: ${action.target} (${action.description})`,
    )
    throw new Error(`Actions of openapi/overlay.yaml that hit nothing:\n${named.join('\n')}`)
  }
  const perApi = await Promise.all(apiNames.map((api) => apiFiles(api, documents[api])))
  return [
    ...perApi.flat(),
    { path: `${folder}/types.ts`, text: apisText() },
    { path: `${folder}/operations.ts`, text: operationsText(allFacts(documents)) },
    ...planDetailsFiles(documents.fulfillment),
    ...scenarioFiles(),
    stateFile(),
  ]
}

/**
 * The coverage page. It is made from the product itself, which cannot be loaded while it is half edited; everything else must
 * be generated all the same, since the edit may need it.
 */
export async function coverageFile(): Promise<GeneratedFile> {
  const { documents } = overlaidDocuments()
  return { path: 'docs/coverage.md', text: coverageText(documents, await readCoverage()) }
}

async function apiFiles(api: Api, document: OpenApi): Promise<GeneratedFile[]> {
  return [
    { path: `${folder}/types/${api}.d.ts`, text: await documentTypes(document) },
    { path: `${folder}/bodies.${api}.js`, text: bodiesText(document) },
    { path: `${folder}/bodies.${api}.d.ts`, text: bodiesTypes() },
    { path: `${folder}/responses.${api}.js`, text: responsesText(document) },
    { path: `${folder}/responses.${api}.d.ts`, text: responsesTypes() },
    { path: `${folder}/fields.${api}.ts`, text: fieldsText(document) },
  ]
}
