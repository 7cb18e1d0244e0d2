import { created, ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage } from '../api/paging.ts'
import { sameVersion } from '../api/record-version.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { type ContactEdit, contactFields, contactKey, editedContact } from './contact.ts'
import { groupContactCreated, groupContactEdited } from './events.ts'
import { ownGroup } from './own-group.ts'
import { type GroupContact, groupContacts } from './records.ts'
import { contactView } from './views.ts'

/** The contact, if the group is the caller's and the contact is the group's. @throws 404 otherwise */
async function contactOfGroup(world: World, groupId: string, id: string): Promise<GroupContact> {
  const group = await ownGroup(world, groupId)
  const contact = await world.get(groupContacts, id.toLowerCase())
  if (contact?.group_id !== group.id) throw notFound(groupContacts.model, id)
  return contact
}

/** What was said, with the carrier's id in the spelling of every other answer. @throws 404 for an unknown carrier */
function withKnownCarrier<E extends ContactEdit>(edit: E): E {
  if (edit.carrier_id === undefined) return edit
  const carrier = carrierNamed(edit.carrier_id)
  if (!carrier) throw notFound('Carrier', edit.carrier_id)
  return { ...edit, carrier_id: carrier.id }
}

/** Whom to talk to about a group: said and edited by the platform, read from nowhere else. */
export const contactOperations = {
  getContactList: {
    level: 'stored',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const asked = askedPage(query)
      return ok(page(contactView, await world.find(groupContacts, 'group', group.id, asked), asked))
    },
  },

  createContact: {
    level: 'stored',
    async writes({ params, body }, unit) {
      const { id } = await ownGroup(unit, params.group_id)
      const said = withKnownCarrier(body)
      const contact = await unit.create(groupContacts, contactKey(id, said), contactFields(id, said))
      unit.emit(groupContactCreated.of(groupContacts, contact, { group_id: id }))
      return created(one(contactView, contact))
    },
  },

  getContact: {
    level: 'stored',
    reads: async ({ params }, world) =>
      ok(one(contactView, await contactOfGroup(world, params.group_id, params.contact_id))),
  },

  editContact: {
    level: 'stored',
    async writes({ params, body }, unit) {
      const contact = await contactOfGroup(unit, params.group_id, params.contact_id)
      const edit = withKnownCarrier(body)
      sameVersion(contact, params.version)
      const edited = unit.put(groupContacts, editedContact(contact, edit, unit.now))
      unit.emit(groupContactEdited.of(groupContacts, edited, { group_id: edited.group_id }))
      return ok(one(contactView, edited))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
