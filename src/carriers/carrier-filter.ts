import { uuidList } from '../api/filter-values.ts'
import type { operations } from '../api/generated/types/carrier.js'
import type { CarrierProfile } from './profile.ts'
import type { OrganizationCarrierStatus } from './records.ts'

type Query = NonNullable<operations['queryCarrierPublicList']['parameters']['query']>

/** One carrier as its list sees it: with what the caller's organization has to do with it. */
export interface CarrierEntry {
  readonly carrier: CarrierProfile
  /** Undefined when the organization never asked for the carrier. */
  readonly link: { readonly organization_id: string; readonly status: OrganizationCarrierStatus } | undefined
}

/**
 * Whether a carrier is in the list: it has everything that is asked for. Assumed: `internal_name` and `state` are compared
 * whole (a carrier that sells everywhere is in `US` only), `organization_id` means any link with that organization.
 */
export function carrierFilter(query: Query): (entry: CarrierEntry) => boolean {
  const ids = query.ids === undefined ? undefined : new Set(uuidList('ids', query.ids))
  const { state, internal_name, line_of_coverage, is_listed, is_send } = query
  const organization_id = query.organization_id?.toLowerCase()
  return ({ carrier, link }) =>
    (ids === undefined || ids.has(carrier.id)) &&
    (state === undefined || carrier.state === state) &&
    (internal_name === undefined || carrier.slug === internal_name) &&
    (line_of_coverage === undefined || carrier.lines_of_coverage.some((line) => line === line_of_coverage)) &&
    (organization_id === undefined || link?.organization_id === organization_id) &&
    (is_listed === undefined || carrier.is_listed === is_listed) &&
    (is_send === undefined || (carrier.tier !== 'premier') === is_send)
}
