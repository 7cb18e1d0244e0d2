import type { Api } from '../api-client.ts'
import type { TestWorld } from '../modes.ts'

export const FULFILLMENT = '/fulfillment/api/v1'
export const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'
export const NOBODY = '00000000-0000-4000-8000-000000000000'

export interface Connected {
  readonly api: Api
  readonly group_id: string
  /** The target of the group: `/fulfillment/api/v1/groups/<id>`. */
  readonly group: string
}

/** A new group, connected to Guardian, with everybody the carrier has under the identifier. */
export async function connected(
  { api, simulator }: TestWorld,
  carrierGroupId = '00123456',
): Promise<Connected> {
  const group_data = { group_name: 'Orchard Tools', carrier_group_id: carrierGroupId }
  const asked = await api.post(`${FULFILLMENT}/group_connections`, { carrier_id: GUARDIAN, group_data })
  await simulator.clock.settle()
  const { group_id } = asked.body
  return { api, group_id, group: `${FULFILLMENT}/groups/${group_id}` }
}
