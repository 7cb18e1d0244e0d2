import type { components } from '../api/generated/types/fulfillment.js'
import type { World } from '../kernel/world.ts'
import { fileHeld } from './files/held.ts'
import type { CarrierProfile, LineOfCoverage } from './profile.ts'
import { knownCarrierGroup } from './system.ts'

/** What an issue is about. Source: published OpenAPI, PublicIssueResult. */
export type IssueCategory = NonNullable<components['schemas']['PublicIssueResult']['category']>

/** A person as far as a carrier's file or an error report names them; whatever the file lacked is left out. */
export interface FoundPerson {
  readonly first_name?: string
  readonly last_name?: string
  /** ISO date. */
  readonly date_of_birth?: string
  /** As the carrier has it, nine digits where it is whole. */
  readonly ssn?: string
  /** The platform's id, at carriers whose files have it. */
  readonly custom_individual_id?: string
}

/** One thing a carrier finds wrong in a file it was sent, in its own code and words. */
export interface Finding {
  /** The carrier's own id of the member, once it has one. */
  readonly member?: string
  readonly person: FoundPerson
  readonly category: IssueCategory
  /** The carrier's own code. */
  readonly code: string
  /** The carrier's own words; neither names nor numbers of people. */
  readonly message: string
  /** What the file calls the field. */
  readonly field?: string
  readonly line_of_coverage?: LineOfCoverage
  /** Where in the carrier's file: 1 is the line of headings. */
  readonly line?: number
}

/** What the carrier finds wrong in the file it holds of an employer; undefined before it has read one. */
export async function findingsOf(
  world: World,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<readonly Finding[] | undefined> {
  const group = await knownCarrierGroup(world, carrier, carrier_group_id)
  return group && (await fileHeld(world, group))?.read?.findings
}
