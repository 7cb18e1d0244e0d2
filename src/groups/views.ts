import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds } from '../kernel/instant.ts'
import type { Group } from './records.ts'

export const groupView = defineView<Group, components['schemas']['GroupResult']>((group) => ({
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
