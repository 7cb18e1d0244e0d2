import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import { type Changes, putting } from '../kernel/unit.ts'
import { carrierActivated } from './events.ts'
import { type OrganizationCarrier, organizationCarriers } from './records.ts'

/*
 * The link of an organization with a carrier: requested, it is `pending`; some time later it is `active`. What ends one
 * (`inactive`) is not public; a carrier that was left may be requested again. Assumed as far as the published interface does
 * not tell.
 */

/** @throws 409 when the organization has the carrier or has asked for it already */
export function checkRequest(link: OrganizationCarrier | undefined): void {
  if (link === undefined || link.status === 'inactive') return
  const { id, carrier_id, status } = link
  throw new Refusal('carrier_already_requested', { carrier: carrier_id, status, id })
}

/** What a request makes of the link. */
export function requested(estimatedVolume: number | undefined) {
  return { status: 'pending', estimated_volume: estimatedVolume ?? 0 } as const
}

/** A pending link becomes active; of any other the request has been settled otherwise. */
export function activated(link: OrganizationCarrier, now: Instant): Changes {
  if (link.status !== 'pending') return {}
  const active = changedRecord(link, { status: 'active' }, now)
  return {
    put: [putting(organizationCarriers, active)],
    events: [carrierActivated.of(organizationCarriers, active, { carrier_id: link.carrier_id })],
  }
}
