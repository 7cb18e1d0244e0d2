import type { FieldTree } from './field-tree.ts'
import type { ApiName } from './operation.ts'
import type { Validate } from './validator.ts'

/** What was made from the documents for one api. */
export interface ApiContract {
  readonly bodies: Readonly<Record<string, Validate>>
  readonly fields: Readonly<Record<string, FieldTree>>
}

export type ApiResponses = Readonly<Record<string, Readonly<Record<number | 'default', Validate>>>>

const contracts = new Map<ApiName, ApiContract>()
const responses = new Map<ApiName, ApiResponses>()

/** Loaded when an api is first sent a body: the largest takes longer than everything else a start loads. */
export async function loadContract(api: ApiName): Promise<ApiContract> {
  const [{ bodies }, { fields }] = await importContract(api)
  const contract = { bodies, fields }
  contracts.set(api, contract)
  return contract
}

export function loadedContract(api: ApiName): ApiContract | undefined {
  return contracts.get(api)
}

/** The validators of answers; only for those who ask to have answers checked. */
export async function loadResponses(api: ApiName): Promise<ApiResponses> {
  const known = responses.get(api)
  if (known) return known
  const loaded = (await importResponses(api)).responses
  responses.set(api, loaded)
  return loaded
}

function importContract(api: ApiName) {
  switch (api) {
    case 'fulfillment':
      return Promise.all([
        import('./generated/bodies.fulfillment.js'),
        import('./generated/fields.fulfillment.ts'),
      ])
    case 'tracking':
      return Promise.all([import('./generated/bodies.tracking.js'), import('./generated/fields.tracking.ts')])
    case 'carrier':
      return Promise.all([import('./generated/bodies.carrier.js'), import('./generated/fields.carrier.ts')])
    case 'accounts':
      return Promise.all([import('./generated/bodies.accounts.js'), import('./generated/fields.accounts.ts')])
    case 'control':
      return Promise.all([import('./generated/bodies.control.js'), import('./generated/fields.control.ts')])
  }
}

function importResponses(api: ApiName) {
  switch (api) {
    case 'fulfillment':
      return import('./generated/responses.fulfillment.js')
    case 'tracking':
      return import('./generated/responses.tracking.js')
    case 'carrier':
      return import('./generated/responses.carrier.js')
    case 'accounts':
      return import('./generated/responses.accounts.js')
    case 'control':
      return import('./generated/responses.control.js')
  }
}
