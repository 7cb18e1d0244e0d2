import type { components } from '../api/generated/types/carrier.js'
import { defineView } from '../api/view.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { CarrierProfile, LineOfCoverage } from './profile.ts'
import type { OrganizationCarrier, OrganizationCarrierStatus } from './records.ts'

type Schemas = components['schemas']
type WireLine = Schemas['CarrierResult']['lines_of_coverage'][number]

/** How a carrier is shown to an organization. Not a view: it depends on the organization's link too. */
export function carrierResult(
  carrier: CarrierProfile,
  status: OrganizationCarrierStatus,
): Schemas['CarrierResult'] {
  return {
    id: carrier.id,
    version: uuidFrom('version', carrier.id),
    internal_name: carrier.slug,
    display_name: carrier.display_name,
    state: carrier.state,
    lines_of_coverage: carrier.lines_of_coverage.flatMap((line) => wireLines(carrier, line)),
    is_send: carrier.tier !== 'premier',
    status,
  }
}

/** Lines whose published names tell no way of buying. */
const PLAIN_LINES = ['medical', 'dental', 'vision'] as const

/** Lines for which the published list of carriers' lines has no name: a carrier is not seen to sell them. */
const UNNAMED_LINES = ['cancer', 'health_fund', 'pharmacy', 'wellness'] as const

/** The published names of a carrier's line: `life` is `life-basic`, `life-voluntary` or both. */
function wireLines(carrier: CarrierProfile, line: LineOfCoverage): WireLine[] {
  if (isOneOf(PLAIN_LINES, line)) return [line]
  if (isOneOf(UNNAMED_LINES, line)) return []
  const hyphened = line.replaceAll('_', '-')
  return (carrier.plan_types[line] ?? []).map((type) => `${hyphened}-${type}` as WireLine)
}

function isOneOf<L extends LineOfCoverage>(lines: readonly L[], line: LineOfCoverage): line is L {
  return (lines as readonly LineOfCoverage[]).includes(line)
}

export const organizationCarrierView = defineView(
  (link: OrganizationCarrier): Schemas['OrganizationCarrierResult'] => ({
    id: link.id,
    version: link.version,
    created: epochSeconds(link.created),
    modified: epochSeconds(link.modified),
    carrier_id: link.carrier_id,
    organization_id: link.organization_id,
    status: link.status,
    estimated_volume: link.estimated_volume,
  }),
)
