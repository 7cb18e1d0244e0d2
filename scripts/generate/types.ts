import openapiTS, { astToString } from 'openapi-typescript'
import type { OpenApi } from './documents.ts'
import { apiNames } from './documents.ts'
import { banner } from './source-text.ts'

/** The types of one document's paths, schemas and operations, by openapi-typescript. */
export async function documentTypes(document: OpenApi): Promise<string> {
  const nodes = await openapiTS(document as unknown as Parameters<typeof openapiTS>[0] & object, {
    // A default is the server's business: neither a client nor the parsed body holds the property because of it.
    defaultNonNullable: false,
    // A published object without properties is a free-form one.
    emptyObjectsUnknown: true,
    silent: true,
  })
  return `${banner}${astToString(nodes)}`
}

/** One interface over all documents, keyed by the api's name. */
export function apisText(): string {
  const imports = apiNames.map((api) => `import type { operations as ${api} } from './types/${api}.d.ts'`)
  const members = apiNames.map((api) => `  readonly ${api}: ${api}`)
  return [
    banner,
    ...imports,
    '',
    '/** The operations of every api, by operationId, as openapi-typescript describes them. */',
    'export interface Apis {',
    ...members,
    '}',
    '',
    'export type ApiName = keyof Apis',
    '',
    `export const apiNames = [${apiNames.map((api) => `'${api}'`).join(', ')}] as const satisfies readonly ApiName[]`,
    '',
  ].join('\n')
}
