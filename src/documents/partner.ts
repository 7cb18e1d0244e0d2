import { carrierNamed } from '../carriers/profiles/index.ts'
import { ownGroup } from '../groups/own-group.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import type { PartnerType } from './records.ts'

/** The id of a partner that exists. @throws 404 for a carrier, organization or group that the caller cannot see */
export async function requirePartner(world: World, type: PartnerType, id: string): Promise<string> {
  const partner_id = id.toLowerCase()
  if (type === 'group') return (await ownGroup(world, partner_id)).id
  const known = type === 'carrier' ? carrierNamed(partner_id)?.id : world.setting.organization_id
  if (known !== partner_id) throw notFound(type === 'carrier' ? 'Carrier' : 'Organization', id)
  return partner_id
}

/** Whether the id is that of a partner of any type: one that a document may be from. */
export async function isPartner(world: World, id: string): Promise<boolean> {
  if (carrierNamed(id)?.id === id || id === world.setting.organization_id) return true
  try {
    await ownGroup(world, id)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return false
    throw error
  }
}
