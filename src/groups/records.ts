import type { components } from '../api/generated/types/fulfillment.js'
import { defineKind, type Stored } from '../kernel/record.ts'

type Schemas = components['schemas']

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

/** Somebody to talk to about a group, as the platform names them. A field that was not said is not there. */
export interface GroupContact extends Stored {
  readonly group_id: string
  readonly first_name: string
  readonly last_name: string
  readonly title?: string
  readonly email: string
  readonly phone_number?: string
  readonly types: Schemas['ContactResult']['types']
  readonly primary_contact?: boolean
  /** The carrier the contact is for. */
  readonly carrier_id?: string
}

export const groupContacts = defineKind<GroupContact>()({
  name: 'group_contact',
  model: 'Contact',
  refers: { group_id: 'group' },
  indexes: { group: { keys: (contact) => [contact.group_id] } },
})

/** A place of work of a group, as a carrier has it on record. */
export interface GroupLocation extends Stored {
  readonly group_id: string
  readonly display_name: string
  readonly address: Schemas['Address']
}

export const groupLocations = defineKind<GroupLocation>()({
  name: 'group_location',
  model: 'Location',
  refers: { group_id: 'group' },
  indexes: { group: { keys: (location) => [location.group_id] } },
})
