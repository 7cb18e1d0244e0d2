import { eventType } from '../kernel/event.ts'

type Said = { snapshot_id?: string; member_type: 'employee' | 'dependent' }

/** Noyo has a member that it did not have, by a snapshot or by an operation of its own; not told of those read from a carrier. */
export const memberCreated = eventType<
  Said & { near?: string; points?: number; evidence?: readonly string[] }
>('member.created')

/** A person of a snapshot was recognised as a member by name, date of birth and SSN. */
export const memberLinked = eventType<Said & { points: number; evidence: readonly string[] }>('member.linked')
