import { given } from '../kernel/given.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord, type Stored } from '../kernel/record.ts'
import type { Group } from './records.ts'

/** What a platform may edit; all else is changed at the carrier. Source: Noyo docs, group-data-endpoints. */
export interface GroupEdit {
  readonly name?: string | undefined
  readonly federal_ein?: string | undefined
  readonly dba_name?: string | undefined
  readonly sic_code?: string | undefined
}

/**
 * What identifies an employer to the outside: all that is said of it. Two of whom the same is said are told apart by their order,
 * which nobody can see; of others the order of requests that came together decides nothing.
 */
export function groupKey({ name, federal_ein, dba_name, sic_code }: GroupEdit): string {
  return [name, federal_ein, dba_name, sic_code].map((said) => said ?? '').join('/')
}

/** The fields of a new group: what was not given is not there. */
export function groupFields(
  organizationId: string,
  said: GroupEdit & { readonly name: string },
): Omit<Group, keyof Stored> {
  return { organization_id: organizationId, name: said.name, ...givenOnly(said) }
}

/** The group with the given fields changed; what the edit leaves out stays (assumed: the published request requires nothing). */
export function editedGroup(group: Group, edit: GroupEdit, now: Instant): Group {
  return changedRecord(group, givenOnly(edit), now)
}

function givenOnly(edit: GroupEdit): Partial<Omit<Group, keyof Stored>> {
  return given(edit, 'name', 'federal_ein', 'dba_name', 'sic_code')
}
