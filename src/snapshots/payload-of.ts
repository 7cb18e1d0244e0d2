import type { Payload } from './payload.ts'
import type { MemberSnapshot } from './records.ts'

/** How many payloads are kept that were read of their text: each is asked for at several steps that follow each other. */
const KEPT = 64

const kept = new Map<string, Payload>()

/** The payload of a snapshot after processing: every member's Noyo id is in it. */
export function payloadOf({
  member_snapshot,
  inbound_snapshot,
}: Pick<MemberSnapshot, 'member_snapshot' | 'inbound_snapshot'>): Payload {
  if (member_snapshot !== undefined) return member_snapshot
  const there = kept.get(inbound_snapshot)
  if (there) return there
  const payload = JSON.parse(inbound_snapshot) as Payload
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string)
  kept.set(inbound_snapshot, payload)
  return payload
}
