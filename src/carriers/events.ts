import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'

/** An organization has asked for a carrier. */
export const carrierRequested = eventType<{ carrier_id: string }>('organization_carrier.requested')

/** An organization may connect its groups with a carrier from now on. */
export const carrierActivated = eventType<{ carrier_id: string }>('organization_carrier.activated')

/** The end of a request: keyed by the id of the link. */
export const carrierActivation = jobType('organization_carrier.activation')

/** A carrier has changed what it has on record of a family; the subject is the subscriber. */
export const carrierFamilyChanged = eventType<{
  carrier_id: string
  carrier_group: string
  members: number
  enrollments: number
}>('carrier_family.changed')

/** It is said anew how an employer stands with a carrier, or how every one does: which fields, and what comes of requests now. */
export const carrierStandingChanged = eventType<{
  carrier_id: string
  carrier_group_id?: string
  changed: string
  outcome?: string
}>('carrier_standing.changed')
