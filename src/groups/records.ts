import { defineKind, type Stored } from '../kernel/record.ts'

/** An employer in Noyo. */
export interface Group extends Stored {
  readonly organization_id: string
  readonly name: string
  readonly federal_ein?: string
  readonly dba_name?: string
  readonly sic_code?: string
}

export const groups = defineKind<Group>()({
  name: 'group',
  model: 'Group',
  indexes: { organization: { keys: (group) => [group.organization_id] } },
})
