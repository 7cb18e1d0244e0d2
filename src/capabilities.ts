import { accountsOperations } from './accounts/operations.ts'
import { refusals as accountsRefusals } from './accounts/refusals.ts'
import type { Tokens } from './accounts/tokens.ts'
import { edgeRefusals } from './api/error-catalogue.ts'
import type { ApiName, Level, OperationsOf } from './api/operation.ts'
import type { PerformWithin } from './api/perform-within.ts'
import { joinCatalogues } from './api/refusal-catalogue.ts'
import { behaviour as carrierBehaviour } from './carriers/behaviour.ts'
import { carrierEditOperations } from './carriers/edit-operations.ts'
import { behaviour as carrierFileBehaviour } from './carriers/files/behaviour.ts'
import { carrierOperations } from './carriers/operations.ts'
import { carrierRecordOperations } from './carriers/record-operations.ts'
import { refusals as carrierRefusals } from './carriers/refusals.ts'
import { standingOperations } from './carriers/standing-operations.ts'
import { appOperations } from './connections/app-operations.ts'
import { auditBehaviour } from './connections/audit-behaviour.ts'
import { auditOperations } from './connections/audit-operations.ts'
import { behaviour as connectionBehaviour } from './connections/behaviour.ts'
import { configurationOperations } from './connections/configuration-operations.ts'
import { eligibilityOperations } from './connections/eligibility-operations.ts'
import { connectionOperations } from './connections/operations.ts'
import { refusals as connectionRefusals } from './connections/refusals.ts'
import { transitionOperations } from './connections/transition-operations.ts'
import { type ControlParts, controlOperations } from './control/operations.ts'
import { recordKinds } from './control/record-kinds.ts'
import { refusals as controlRefusals } from './control/refusals.ts'
import { documentOperations } from './documents/operations.ts'
import { refusals as documentRefusals } from './documents/refusals.ts'
import { enrollmentOperations } from './enrollments/operations.ts'
import type { FaultBook } from './faults/book.ts'
import { faultOperations } from './faults/operations.ts'
import { refusals as faultRefusals } from './faults/refusals.ts'
import { behaviour as feedBehaviour } from './feeds/behaviour.ts'
import { feedControlOperations } from './feeds/control-operations.ts'
import { feedOperations } from './feeds/operations.ts'
import { refusals as feedRefusals } from './feeds/refusals.ts'
import { contactOperations } from './groups/contact-operations.ts'
import { locationOperations } from './groups/location-operations.ts'
import { groupOperations } from './groups/operations.ts'
import { behaviour as issueBehaviour } from './issues/behaviour.ts'
import { issueOperations } from './issues/operations.ts'
import { refusals as issueRefusals } from './issues/refusals.ts'
import { reportOperations } from './issues/report-operations.ts'
import type { Behaviour } from './kernel/capability.ts'
import { createOperations } from './members/create-operations.ts'
import { memberOperations } from './members/operations.ts'
import { searchOperations } from './members/search-operations.ts'
import { notBuilt } from './not-built.ts'
import { joined, nothingForgotten } from './operation-tables.ts'
import { pingOperations } from './ping/operations.ts'
import { planOperations } from './plans/operations.ts'
import { refusals as sandboxRefusals } from './sandboxes/refusals.ts'
import { behaviour as snapshotBehaviour } from './snapshots/behaviour.ts'
import { linkOperations } from './snapshots/link-operations.ts'
import { snapshotOperations } from './snapshots/operations.ts'
import { refusals as snapshotRefusals } from './snapshots/refusals.ts'
import { type StateParts, stateOperations } from './state/operations.ts'
import { refusals as stateRefusals } from './state/refusals.ts'
import { timelineBehaviour } from './timeline/behaviour.ts'
import { behaviour as transactionBehaviour } from './transactions/behaviour.ts'
import { transactionOperations } from './transactions/operations.ts'
import { behaviour as webhookBehaviour } from './webhooks/behaviour.ts'
import type { WebhookParts } from './webhooks/desk.ts'
import { webhookOperations } from './webhooks/operations.ts'
import { refusals as webhookRefusals } from './webhooks/refusals.ts'

/*
 * The one list of what is simulated. A capability stands here by name or does not exist; an operation that is neither built
 * nor listed in `not-built.ts` is a compile error.
 */

const fulfillment = joined(
  groupOperations,
  contactOperations,
  locationOperations,
  connectionOperations,
  configurationOperations,
  appOperations,
  eligibilityOperations,
  planOperations,
  enrollmentOperations,
  memberOperations,
  createOperations,
  searchOperations,
  snapshotOperations,
  transactionOperations,
  feedOperations,
  documentOperations,
  issueOperations,
  pingOperations,
)
const tracking = joined(pingOperations)
const carrier = joined(carrierOperations)

/** What the published interface's operations do. */
export const vendorOperations = {
  fulfillment: nothingForgotten<OperationsOf<'fulfillment'>>()(fulfillment, notBuilt.fulfillment),
  tracking: nothingForgotten<OperationsOf<'tracking'>>()(tracking, notBuilt.tracking),
  carrier: nothingForgotten<OperationsOf<'carrier'>>()(carrier, notBuilt.carrier),
}

/** The operations of our own APIs: they stand above the sandboxes and need the parts of the simulator. */
export function ownOperations(
  parts: ControlParts & StateParts & WebhookParts & { readonly tokens: Tokens; readonly faults: FaultBook },
) {
  return {
    accounts: accountsOperations(parts.tokens),
    control: joined(
      controlOperations(parts),
      stateOperations(parts, recordKinds),
      carrierRecordOperations,
      carrierEditOperations,
      auditOperations,
      standingOperations,
      transitionOperations,
      linkOperations,
      feedControlOperations,
      reportOperations,
      faultOperations(parts.faults),
      webhookOperations(parts),
    ),
  }
}

const behaviours: readonly Behaviour[] = [
  carrierBehaviour,
  connectionBehaviour,
  auditBehaviour,
  snapshotBehaviour,
  transactionBehaviour,
  feedBehaviour,
  carrierFileBehaviour,
  issueBehaviour,
  webhookBehaviour,
]

/** Every refusal there is, by code. `docs/errors.md` says the same in words. */
export const catalogue = joinCatalogues(
  edgeRefusals,
  sandboxRefusals,
  stateRefusals,
  accountsRefusals,
  controlRefusals,
  carrierRefusals,
  connectionRefusals,
  snapshotRefusals,
  feedRefusals,
  documentRefusals,
  issueRefusals,
  faultRefusals,
  webhookRefusals,
)

/** What capabilities do when something has happened or falls due. A timeline performs operations, so it is given how. */
export function behavioursWith(perform: PerformWithin): readonly Behaviour[] {
  return [...behaviours, timelineBehaviour({ perform, catalogue })]
}

/** How far each built operation goes, for `docs/coverage.md`. */
export const coverage: Readonly<Record<ApiName, Readonly<Record<string, Level>>>> = {
  fulfillment: levels(fulfillment),
  tracking: levels(tracking),
  carrier: levels(carrier),
  // Only the names and levels are looked at: nothing is called.
  accounts: levels(accountsOperations(undefined as never)),
  control: levels({
    ...controlOperations({ wall: { now: () => 0 } } as never),
    ...stateOperations({} as never, []),
    ...carrierRecordOperations,
    ...carrierEditOperations,
    ...auditOperations,
    ...standingOperations,
    ...transitionOperations,
    ...linkOperations,
    ...feedControlOperations,
    ...reportOperations,
    ...faultOperations(undefined as never),
    ...webhookOperations({} as never),
  }),
}

function levels(table: Readonly<Record<string, { readonly level: Level }>>): Record<string, Level> {
  return Object.fromEntries(Object.entries(table).map(([id, { level }]) => [id, level]))
}
