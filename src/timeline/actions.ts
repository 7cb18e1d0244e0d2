import type { Ask } from '../api/dispatch.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { carrierMembers } from '../carriers/records.ts'
import { shownStanding } from '../carriers/standing.ts'
import { findCarrierGroup } from '../carriers/system.ts'
import { connections } from '../connections/records.ts'
import { feeds } from '../feeds/records.ts'
import type { Unit } from '../kernel/unit.ts'
import type { Action, Party } from './records.ts'

/** The operation that a step is, or why there is none now. */
export type Asked = { readonly ask: Ask } | { readonly problem: string }

/**
 * A step as the operation that a platform, the carrier's staff or Noyo's would call: of the published interface or of our own.
 * Ids are looked up when its time has come.
 */
export async function askFor(unit: Unit, action: Action, party: Party): Promise<Asked> {
  const { group_id = '', carrier_id = '', carrier_group_id = '' } = party
  const own = (operation: string, params: Ask['params'], body?: unknown): Asked => ({
    ask: { api: 'control', operation, ...(params && { params }), ...(body !== undefined && { body }) },
  })
  const platform = (operation: string, body: unknown): Asked => ({
    ask: { api: 'fulfillment', operation, params: { group_id }, body },
  })
  const account = { carrier: carrier_id, carrier_group_id }
  switch (action.does) {
    case 'standing':
      return party.carrier_group_id === undefined
        ? own('editCarrier', { carrier: carrier_id }, shownChange(action.change))
        : own('editCarrierGroup', account, shownChange(action.change))
    case 'transition': {
      const connection = await unit.first(connections, 'pair', `${group_id}/${carrier_id}`)
      if (!connection) return { problem: 'No connection of the group with the carrier was requested.' }
      const { status, force = false } = action
      return own('transitionGroupConnection', { id: connection.id }, { status, force })
    }
    case 'connect':
      return platform('createGroupConnectionWithExistingGroup', { carrier_id, group_data: action.named })
    case 'snapshot':
      return platform('createMemberSnapshot', action.body)
    case 'run_feed': {
      const feed = await unit.first(feeds, 'pair', `${group_id}/${carrier_id}`)
      if (!feed) return { problem: 'The group has no feed to the carrier.' }
      return own('runFeed', { feed_id: feed.id })
    }
    case 'sync':
      return own('syncGroup', { group_id }, { carrier_id })
    case 'error_report': {
      const { rows, stream } = action
      const body = { group_id, ...(rows && { rows }), ...(stream !== undefined && { stream }) }
      return own('createErrorReport', { carrier: carrier_id }, body)
    }
    case 'edit_member':
      return editMember(unit, action, account)
  }
}

async function editMember(
  unit: Unit,
  { first_name, last_name, set }: Extract<Action, { readonly does: 'edit_member' }>,
  account: { readonly carrier: string; readonly carrier_group_id: string },
): Promise<Asked> {
  const carrier = carrierOf({ carrier_id: account.carrier })
  const group = await findCarrierGroup(unit, carrier, account.carrier_group_id)
  const members = group ? (await unit.find(carrierMembers, 'group', group.id)).records : []
  const alike = members.filter(
    ({ person }) => person.first_name === first_name && person.last_name === last_name,
  )
  const [member, ...others] = alike
  if (!member) return { problem: `${carrier.display_name} has nobody of this name in the group.` }
  if (others.length > 0) return { problem: `${carrier.display_name} has several of this name in the group.` }
  const params = { ...account, id: member.id }
  return { ask: { api: 'control', operation: 'editCarrierMember', params, body: set } }
}

/** As the control API takes it: moments as text, null for what is taken back. */
function shownChange(change: Extract<Action, { readonly does: 'standing' }>['change']) {
  const { outcome, ...rest } = change
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { ...shownStanding(said), ...(outcome === undefined ? {} : { outcome }) }
}
