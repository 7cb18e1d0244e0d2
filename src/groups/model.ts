import type { Instant } from '../kernel/instant.ts'
import { changedRecord } from '../kernel/record.ts'
import type { Group } from './records.ts'

/** What a platform may edit; all else is changed at the carrier. Source: Noyo docs, group-data-endpoints. */
export interface GroupEdit {
  readonly name?: string | undefined
  readonly federal_ein?: string | undefined
  readonly dba_name?: string | undefined
  readonly sic_code?: string | undefined
}

/** What identifies an employer to the outside: two of one name and number are told apart by their order. */
export function groupKey(group: GroupEdit): string {
  return `${group.name ?? ''}/${group.federal_ein ?? ''}`
}

/** The fields of a new group: what was not given is not there. */
export function groupFields(
  organizationId: string,
  given: GroupEdit & { readonly name: string },
): Omit<Group, 'id' | 'version' | 'created' | 'modified'> {
  return { organization_id: organizationId, name: given.name, ...givenOnly(given) }
}

/** The group with the given fields changed; what the edit leaves out stays (assumed: the published request requires nothing). */
export function editedGroup(group: Group, edit: GroupEdit, now: Instant): Group {
  return changedRecord(group, givenOnly(edit), now)
}

function givenOnly(edit: GroupEdit): Partial<Omit<Group, 'id' | 'version' | 'created' | 'modified'>> {
  const { name, federal_ein, dba_name, sic_code } = edit
  return {
    ...(name === undefined ? {} : { name }),
    ...(federal_ein === undefined ? {} : { federal_ein }),
    ...(dba_name === undefined ? {} : { dba_name }),
    ...(sic_code === undefined ? {} : { sic_code }),
  }
}
