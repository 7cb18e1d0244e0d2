import { expect, test as plainTest } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import { contactFields } from '../../src/groups/contact.ts'
import { contactOperations } from '../../src/groups/contact-operations.ts'
import { groupContacts, groups } from '../../src/groups/records.ts'
import type { Api } from '../api-client.ts'
import { ORGANIZATION, workplace } from '../carriers/unit-of-work.ts'
import { inEveryMode } from '../modes.ts'

const GROUPS = '/fulfillment/api/v1/groups'
const NOBODY = '00000000-0000-4000-8000-000000000000'
const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'

const LEAST = {
  first_name: 'Ines',
  last_name: 'Okafor',
  email: 'ines.okafor@example.com',
  types: ['billing'] as ('billing' | 'online')[],
}

/** A new group, and where its contacts are. */
async function groupContactsOf(api: Api, name = 'Ridge Road Clinic') {
  const group_id: string = (await api.post(GROUPS, { name })).body.id
  return { group_id, contacts: `${GROUPS}/${group_id}/contacts` }
}

inEveryMode('contacts of a group', ({ test }) => {
  test('a created contact is there to read, with all that was said and nothing else', async ({ api }) => {
    const { group_id, contacts } = await groupContactsOf(api)
    expect((await api.get(contacts)).body).toMatchObject({ response: [], meta: { total_records: 0 } })
    const whole = {
      ...LEAST,
      title: 'Controller',
      phone_number: '+15555550123',
      types: ['billing', 'online'],
      primary_contact: true,
      carrier_id: GUARDIAN,
    }
    for (const said of [LEAST, whole]) {
      const created = await api.post(contacts, said)
      expect(created.status).toBe(201)
      const { id, version, created: at, modified, ...rest } = created.body
      expect(rest).toEqual({ ...said, group_id })
      expect(modified).toBe(at)
      expect((await api.get(`${contacts}/${id}`)).body).toEqual(created.body)
      const [newest] = (await api.get(`${contacts}?page_size=100`)).body.response.filter(
        (contact: { id: string }) => contact.id === id,
      )
      expect(newest).toEqual({ id, version, created: at, modified, ...rest })
    }
  })

  test('a group may have several primary contacts of a type, and the same contact twice', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const primary = { ...LEAST, primary_contact: true }
    const replies = [await api.post(contacts, primary), await api.post(contacts, primary)]
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    const { response } = (await api.get(contacts)).body
    expect(new Set(response.map(({ id }: { id: string }) => id)).size).toBe(2)
    expect(response.map((contact: typeof primary) => contact.primary_contact)).toEqual([true, true])
  })

  test('email and phone number are kept whatever their form', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const said = { ...LEAST, email: 'no address', phone_number: 'ext. 12' }
    const created = await api.post(contacts, said)
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject(said)
  })

  test('the order of contacts that come together decides no id', async ({ api, simulator }) => {
    const { contacts } = await groupContactsOf(api)
    const asked = ['Controller', 'Owner', 'Clerk'].map((title) => ({ ...LEAST, title }))
    const start = await simulator.checkpoint()
    const idsFrom = async (requests: typeof asked) => {
      const replies = await Promise.all(requests.map((body) => api.post(contacts, body)))
      await simulator.restore(start)
      return replies.map(({ body }) => `${body.title} ${body.id}`).sort()
    }
    expect(await idsFrom(asked.toReversed())).toEqual(await idsFrom(asked))
  })

  test('an edit needs the latest version and gives the next; what it leaves out stays', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const first = (await api.post(contacts, { ...LEAST, title: 'Clerk' })).body
    const edit = { last_name: 'Okafor-Lind', types: ['executive'], primary_contact: false }
    const edited = await api.put(`${contacts}/${first.id}/${first.version}`, edit)
    expect(edited.status).toBe(200)
    expect(edited.body).toEqual({ ...first, ...edit, version: edited.body.version })
    expect(edited.body.version).not.toBe(first.version)
    const stale = await api.put(`${contacts}/${first.id}/${first.version}`, { title: 'Lost' })
    expect(stale.status).toBe(409)
    expect(stale.body).toEqual({ message: 'Version conflict', status: 409 })
    expect((await api.get(`${contacts}/${first.id}`)).body).toEqual(edited.body)
    expect((await api.get(contacts)).body.response).toEqual([edited.body])
  })

  test('what is wrong with a contact is said at once, and nothing is kept of it', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const wrong = await api.post(contacts, {
      last_name: 7,
      email: LEAST.email,
      types: ['billing', 'sales'],
      primary_contact: 'yes',
      carrier_id: 'guardian',
    })
    expect(wrong.status).toBe(422)
    expect(Object.keys(wrong.body.errors).sort()).toEqual([
      'carrier_id',
      'first_name',
      'last_name',
      'primary_contact',
      'types',
    ])
    const untyped = await api.post(contacts, { ...LEAST, types: [] })
    expect(untyped.status).toBe(422)
    expect(Object.keys(untyped.body.errors)).toEqual(['types'])
    expect((await api.get(contacts)).body.meta.total_records).toBe(0)

    const contact = (await api.post(contacts, LEAST)).body
    const edit = await api.put(`${contacts}/${contact.id}/${contact.version}`, { title: 'Owner', types: [] })
    expect(edit.status).toBe(422)
    expect(Object.keys(edit.body.errors)).toEqual(['types'])
    expect((await api.get(`${contacts}/${contact.id}`)).body).toEqual(contact)
  })

  test('a contact may be for any carrier; for one that does not exist it is not kept', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const contact = (await api.post(contacts, { ...LEAST, carrier_id: GUARDIAN.toUpperCase() })).body
    expect(contact.carrier_id).toBe(GUARDIAN)
    const carrier_id = (carrierNamed('placeholder-dental') as CarrierProfile).id
    const carriers: { id: string; status: string }[] = (await api.get('/carrier/api/v1/carriers')).body
    expect(carriers.find(({ id }) => id === carrier_id)?.status).toBe('inactive')
    const unasked = (await api.post(contacts, { ...LEAST, carrier_id })).body
    expect(unasked.carrier_id).toBe(carrier_id)
    for (const reply of [
      await api.post(contacts, { ...LEAST, carrier_id: NOBODY }),
      await api.put(`${contacts}/${contact.id}/${contact.version}`, { carrier_id: NOBODY }),
    ]) {
      expect(reply.status).toBe(404)
      expect(reply.body).toEqual({ message: `Carrier not found with UUID ${NOBODY}`, status: 404 })
    }
    const { response } = (await api.get(contacts)).body
    expect(response).toHaveLength(2)
    expect(response).toEqual(expect.arrayContaining([contact, unasked]))
  })

  test('the contact of another group, and any of an unknown group, is not found', async ({ api }) => {
    const { contacts } = await groupContactsOf(api)
    const other = await groupContactsOf(api, 'Elsewhere')
    const { id, version } = (await api.post(contacts, LEAST)).body
    for (const reply of [
      await api.get(`${other.contacts}/${id}`),
      await api.put(`${other.contacts}/${id}/${version}`, { title: 'Taken' }),
    ]) {
      expect(reply.status).toBe(404)
      expect(reply.body).toEqual({ message: `Contact not found with UUID ${id}`, status: 404 })
    }
    const nowhere = `${GROUPS}/${NOBODY}/contacts`
    for (const reply of [
      await api.get(nowhere),
      await api.post(nowhere, LEAST),
      await api.get(`${nowhere}/${id}`),
      await api.put(`${nowhere}/${id}/${version}`, { title: 'Taken' }),
    ]) {
      expect(reply.status).toBe(404)
      expect(reply.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    }
    expect((await api.get(other.contacts)).body.response).toEqual([])
    expect((await api.get(`${contacts}/${id.toUpperCase()}`)).body).toMatchObject({ id, version })
  })

  test('pages are newest first, do not overlap and end empty', async ({ api, simulator }) => {
    const { contacts } = await groupContactsOf(api)
    for (const title of ['First', 'Second', 'Third']) {
      await api.post(contacts, { ...LEAST, title })
      await simulator.clock.advance('1h')
    }
    const titles: string[] = []
    for (const offset of [0, 2, 4]) {
      const { body } = await api.get(`${contacts}?page_size=2&offset=${offset}`)
      expect(body.meta).toEqual({ offset, page_num: offset / 2 + 1, page_size: 2, total_records: 3 })
      titles.push(...body.response.map(({ title }: { title: string }) => title))
    }
    expect(titles).toEqual(['Third', 'Second', 'First'])
  })

  test('a contact says where it comes from, and so does an edit, in events that name nobody', async ({
    api,
  }) => {
    const { group_id, contacts } = await groupContactsOf(api)
    const { id, version } = (await api.post(contacts, LEAST)).body
    await api.put(`${contacts}/${id}/${version}`, { title: 'Owner' })
    const { events } = (await api.get(`/_sim/events?subject=${id}`)).body
    expect(events.map(({ type, data }: { type: string; data: object }) => [type, data])).toEqual([
      ['group_contact.created', { group_id }],
      ['group_contact.edited', { group_id }],
    ])
    const { chain } = (await api.get(`/_sim/why/${id}`)).body
    expect(chain.at(-1).cause).toMatchObject({ by: 'request', operation: 'editContact' })
  })
})

plainTest("contacts of another organization's group are not found", async () => {
  const place = await workplace()
  await place.write(async (unit) => {
    const group = await unit.create(groups, 'other', { organization_id: NOBODY, name: 'Other' })
    const contact = await unit.create(groupContacts, 'other', contactFields(group.id, LEAST))
    const params = { group_id: group.id, contact_id: contact.id, version: contact.version }
    const asked = { params, query: {}, body: LEAST, organization_id: ORGANIZATION } as never
    const { getContactList, createContact, getContact, editContact } = contactOperations
    for (const answer of [
      getContactList.reads(asked, unit),
      getContact.reads(asked, unit),
      createContact.writes(asked, unit),
      editContact.writes(asked, unit),
    ]) {
      await expect(answer).rejects.toMatchObject({
        code: 'not_found',
        facts: { model: 'Group', id: group.id },
      })
    }
  })
})
