import { reasonOf } from './model.ts'
import type { GroupConnection } from './records.ts'
import type { OutcomeCause } from './transitions.ts'

/** What a person reads of each outcome, and what ends it. */
const WORDS: Readonly<Record<OutcomeCause, string>> = {
  confirmed: '',
  held_by_noyo: 'Noyo is looking at the request. There is nothing to do.',
  held_by_carrier: 'The carrier has something to do first. Noyo asks it again.',
  group_not_installed: 'The carrier has not installed the group yet. Noyo asks it again.',
  authorization_pending: 'The carrier has not authorised Noyo for the group yet. Noyo asks it again.',
  data_needed: 'Noyo needs something of the platform. Retry the request with it.',
  group_unknown: 'The carrier does not know the carrier_group_id. Retry the request with the right one.',
  broker_not_on_file:
    "The broker is not the carrier's broker of record. Retry the request with the EIN or TIN the carrier has on file.",
  file_setup_pending: 'Noyo and the carrier are setting up the file. Send an initial census of snapshots.',
  identifier_malformed:
    'The carrier_group_id does not have the form of this carrier. Retry the request with the right one.',
  not_eligible: 'The group is not eligible for this connection. Retry the request once it is.',
  refused_by_carrier: 'The carrier refuses the request.',
}

/**
 * What came of the request, as a free object. Empty when it is completed (published example) and while nothing has come of it;
 * the words otherwise are assumed.
 */
export function setupResult({ status, finding }: Pick<GroupConnection, 'status' | 'finding'>) {
  if (status === 'completed' || finding === undefined) return {}
  const reason = reasonOf(finding)
  if (!(reason in WORDS)) return {}
  const { failed_rules } = finding
  return {
    reason,
    description: WORDS[reason as OutcomeCause],
    ...(failed_rules === undefined ? {} : { eligibility_rules: failed_rules.map((rule) => ({ ...rule })) }),
  }
}
