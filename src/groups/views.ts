import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { Group, GroupContact, GroupLocation } from './records.ts'

type Schemas = components['schemas']

export const groupView = defineView<Group, Schemas['GroupResult']>((group) => ({
  id: group.id,
  version: group.version,
  created: epochSeconds(group.created),
  modified: epochSeconds(group.modified),
  organization_id: group.organization_id,
  name: group.name,
  ...(group.sic_code === undefined ? {} : { sic_code: group.sic_code }),
  ...(group.dba_name === undefined ? {} : { dba_name: group.dba_name }),
  ...(group.federal_ein === undefined ? {} : { federal_ein: group.federal_ein }),
}))

export const contactView = defineView<GroupContact, Schemas['ContactResult']>((contact) => ({
  id: contact.id,
  version: contact.version,
  created: epochSeconds(contact.created),
  modified: epochSeconds(contact.modified),
  group_id: contact.group_id,
  first_name: contact.first_name,
  last_name: contact.last_name,
  ...(contact.title === undefined ? {} : { title: contact.title }),
  email: contact.email,
  ...(contact.phone_number === undefined ? {} : { phone_number: contact.phone_number }),
  types: contact.types,
  ...(contact.primary_contact === undefined ? {} : { primary_contact: contact.primary_contact }),
  ...(contact.carrier_id === undefined ? {} : { carrier_id: contact.carrier_id }),
}))

export const locationView = defineView<GroupLocation, Schemas['LocationResult']>((location) => ({
  id: location.id,
  version: location.version,
  created: epochSeconds(location.created),
  modified: epochSeconds(location.modified),
  group_id: location.group_id,
  display_name: location.display_name,
  address: location.address,
}))
