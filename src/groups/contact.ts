import { given } from '../kernel/given.ts'
import type { Instant } from '../kernel/instant.ts'
import { changedRecord, type Stored } from '../kernel/record.ts'
import type { GroupContact } from './records.ts'

type Said = Omit<GroupContact, keyof Stored | 'group_id'>

/** What a platform says of a contact; an edit may leave out anything. Source: published OpenAPI, editContact. */
export type ContactEdit = { readonly [Field in keyof Said]?: Said[Field] | undefined }

/** What a new contact cannot do without. Source: published OpenAPI, createContact. */
export type NewContact = ContactEdit & Pick<Said, 'first_name' | 'last_name' | 'email' | 'types'>

/**
 * The fields of a new contact, kept as they were said: that a group may have several primary contacts, or the same one twice,
 * is assumed, since the public documents name no rule.
 */
export function contactFields(groupId: string, contact: NewContact): Omit<GroupContact, keyof Stored> {
  const { first_name, last_name, email, types } = contact
  return { group_id: groupId, first_name, last_name, email, types, ...said(contact) }
}

/** What identifies a contact to the outside: its group and all that is said of it. */
export function contactKey(groupId: string, contact: NewContact): string {
  return `${groupId}/${JSON.stringify(said(contact))}`
}

/** The contact with the given fields changed; what the edit leaves out stays (assumed: the published request requires nothing). */
export function editedContact(contact: GroupContact, edit: ContactEdit, now: Instant): GroupContact {
  return changedRecord(contact, said(edit), now)
}

const FIELDS = [
  'first_name',
  'last_name',
  'title',
  'email',
  'phone_number',
  'types',
  'primary_contact',
  'carrier_id',
] as const satisfies readonly (keyof Said)[]

/** Only these fields, in this order, as far as they are there. */
function said(edit: ContactEdit): Partial<Said> {
  return given(edit, ...FIELDS)
}
