import type { CarrierProfile, Tier } from '../carriers/profile.ts'
import type { CarrierGroup } from '../carriers/records.ts'
import { uuidFrom } from '../kernel/identity.ts'
import type { Unit } from '../kernel/unit.ts'

/** What is read: one carrier's records of one group of Noyo. */
export interface PullSource {
  readonly group_id: string
  readonly carrier: CarrierProfile
  /** How data is exchanged for this group: of a premier connection members are read too. */
  readonly tier: Tier
  readonly carrier_group: CarrierGroup
}

/** The id of Noyo's record of something in a carrier's system, the same whenever and in whatever order it is read. */
export function pulledId(
  unit: Unit,
  kind: { readonly name: string },
  { group_id }: PullSource,
  carrierRecord: string,
): string {
  return uuidFrom(unit.setting.seed, kind.name, group_id, carrierRecord)
}
