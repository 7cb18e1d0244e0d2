import { notFound } from '../kernel/failure.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { carrierActivated } from './events.ts'
import { carrierNamed, carrierProfiles } from './profiles/index.ts'
import { type OrganizationCarrier, organizationCarriers } from './records.ts'

/** What identifies a link to the outside, and the key it is found under. */
export function linkKey(organization_id: string, carrier_id: string): string {
  return `${organization_id}/${carrier_id}`
}

/** The organization's links with carriers, by the carrier's id. */
export async function linksByCarrier(
  world: World,
  organization_id: string,
): Promise<ReadonlyMap<string, OrganizationCarrier>> {
  const { records } = await world.find(organizationCarriers, 'organization', organization_id)
  return new Map(records.map((link) => [link.carrier_id, link]))
}

/**
 * Begins a world: the carriers of these ids or slugs (all, when none are named) are active for its organization.
 * @throws 404 for a carrier that does not exist
 */
export async function activateCarriers(unit: Unit, names?: readonly string[]): Promise<void> {
  const { organization_id } = unit.setting
  for (const name of names ?? carrierProfiles.map(({ slug }) => slug)) {
    const carrier = carrierNamed(name)
    if (!carrier) throw notFound('Carrier', name)
    const key = linkKey(organization_id, carrier.id)
    const known = await unit.first(organizationCarriers, 'pair', key)
    if (known?.status === 'active') continue
    const fields = { organization_id, carrier_id: carrier.id, status: 'active', estimated_volume: 0 } as const
    const link = known
      ? unit.change(organizationCarriers, known, { status: 'active' })
      : await unit.create(organizationCarriers, key, fields)
    unit.emit(carrierActivated.of(organizationCarriers, link, { carrier_id: carrier.id }))
  }
}
