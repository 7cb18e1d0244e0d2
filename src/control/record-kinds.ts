import { carrierChanges } from '../carriers/changes.ts'
import { carrierFiles, filedMembers } from '../carriers/files/records.ts'
import {
  carrierEnrollments,
  carrierGroupDescriptions,
  carrierGroups,
  carrierMembers,
  carrierPlans,
  carrierStandings,
  organizationCarriers,
} from '../carriers/records.ts'
import { carrierConfigurations, connections, groupAudits } from '../connections/records.ts'
import { documentFiles, documentSources, partnerDocuments } from '../documents/records.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import { feedFiles, feedRuns, feeds } from '../feeds/records.ts'
import { groupContacts, groupLocations, groups } from '../groups/records.ts'
import { issues } from '../issues/records.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { World } from '../kernel/world.ts'
import { linkDecisions } from '../linking/records.ts'
import { carrierLinks, dependents, employees } from '../members/records.ts'
import { groupEnrollments, groupPlans } from '../plans/records.ts'
import { memberSnapshots, namedPlans } from '../snapshots/records.ts'
import { timelineSteps } from '../timeline/records.ts'
import { memberTransactions } from '../transactions/records.ts'
import { deliveries, webhooks } from '../webhooks/records.ts'

/** Every kind of record a world holds: whoever asks about an id need not say what it is the id of. */
export const recordKinds = [
  groups,
  groupContacts,
  groupLocations,
  connections,
  carrierConfigurations,
  groupAudits,
  groupEnrollments,
  groupPlans,
  employees,
  dependents,
  carrierLinks,
  individualEnrollments,
  memberSnapshots,
  memberTransactions,
  linkDecisions,
  namedPlans,
  documentSources,
  partnerDocuments,
  documentFiles,
  issues,
  organizationCarriers,
  carrierGroupDescriptions,
  carrierGroups,
  carrierPlans,
  carrierMembers,
  carrierEnrollments,
  carrierStandings,
  carrierChanges,
  carrierFiles,
  filedMembers,
  feeds,
  feedRuns,
  feedFiles,
  timelineSteps,
  webhooks,
  deliveries,
] as readonly unknown[] as readonly Kind<Stored>[]

/** The record of an id, whatever it is. */
export async function anyRecord(
  world: Pick<World, 'get'>,
  id: string,
  kinds: readonly Kind<Stored>[] = recordKinds,
): Promise<{ readonly kind: Kind<Stored>; readonly record: Stored } | undefined> {
  for (const kind of kinds) {
    const record = await world.get(kind, id)
    if (record) return { kind, record }
  }
  return undefined
}
