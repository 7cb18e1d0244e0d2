import { delayOf } from '../carriers/pace.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import type { Behaviour } from '../kernel/capability.ts'
import type { JsonObject } from '../kernel/event.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { startOfDay } from '../kernel/instant.ts'
import { doing, on } from '../kernel/reaction.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import {
  changesFound,
  fulfillmentStatusChanged,
  snapshotConfirmed,
  snapshotStatusChanged,
} from '../snapshots/events.ts'
import type { FoundChanges } from '../snapshots/found-changes.ts'
import { payloadOf } from '../snapshots/payload-of.ts'
import { type FulfillmentStatus, type MemberSnapshot, memberSnapshots } from '../snapshots/records.ts'
import { transactionProcessing, transactionVerification } from './events.ts'
import { effectiveDay, ended, isHeld, latestDetail, reached } from './model.ts'
import { type MemberTransaction, memberTransactions } from './records.ts'
import { transactionType } from './transaction-type.ts'

function idOf(unit: Unit, snapshot: string, carrier: string): string {
  return uuidFrom(unit.setting.seed, memberTransactions.name, snapshot, carrier)
}

/** One transaction for each carrier that has something to change: usually one a carrier (Noyo docs, legacy/member-transactions). */
function open(unit: Unit, snapshot: MemberSnapshot, found: FoundChanges): void {
  const { group_id, employee_id } = snapshot
  const { carrier_id, by_file, lines_of_coverage, members, coverages } = found
  const transaction: MemberTransaction = freshRecord(idOf(unit, snapshot.id, carrier_id), unit.now, {
    member_snapshot_id: snapshot.id,
    group_id,
    employee_id,
    carrier_id,
    transaction_type: transactionType(found, payloadOf(snapshot).events),
    lines_of_coverage,
    status: 'processing' as const,
    by_file,
    status_details: [],
    changes: { members, coverages },
    result: {},
  })
  unit.apply(reached(transaction, 'noyo_accepted', unit.now))
}

async function follow(
  unit: Unit,
  snapshot: MemberSnapshot,
  carrier_id: string,
  to: FulfillmentStatus,
): Promise<void> {
  const transaction = await unit.get(memberTransactions, idOf(unit, snapshot.id, carrier_id))
  if (!transaction) return
  const { now } = unit
  switch (to) {
    case 'scheduled':
      if (!transaction.by_file) unit.change(memberTransactions, transaction, { by_file: true })
      return
    case 'sent': {
      // Told twice: with the snapshot's own status, and with the carrier's.
      if (latestDetail(transaction) !== 'noyo_accepted') return
      unit.apply(reached(transaction, 'carrier_accepted', now))
      if (transaction.by_file) return
      const delay = delayOf(unit.setting, 'transaction_processing', undefined, transaction.id)
      unit.schedule(transactionProcessing.at(now + delay, transaction.id, {}))
      return
    }
    case 'invalid': {
      const entry = snapshot.fulfillment_summary.find((one) => one.carrier_id === carrier_id)
      unit.apply(ended(transaction, 'refused', { errors: entry?.errors ?? [] }, now))
      return
    }
    case 'no_changes':
      unit.apply(ended(transaction, 'nothing_to_change', {}, now))
      return
    case 'not_connected':
      unit.apply(ended(transaction, 'not_connected', {}, now))
  }
}

/** What the carriers told at once have of a snapshot is visible through Noyo now. */
async function complete(unit: Unit, snapshot: string): Promise<void> {
  const { records } = await unit.find(memberTransactions, 'snapshot', snapshot)
  for (const transaction of records) {
    const isReceived = latestDetail(transaction) !== 'noyo_accepted'
    if (transaction.status !== 'processing' || !isReceived) continue
    unit.apply(reached(transaction, 'carrier_completed', unit.now))
    const day = effectiveDay(transaction.changes.coverages)
    if (day === undefined || day <= unit.today) await verify(unit, transaction.id)
    else unit.schedule(transactionVerification.at(startOfDay(day), transaction.id, {}))
  }
}

/** A change that the carrier no longer holds so stays unverified. Assumed: it may be confirmed by a later snapshot's transaction. */
async function verify(unit: Unit, id: string): Promise<void> {
  const transaction = await unit.require(memberTransactions, id)
  const { records } = await unit.find(individualEnrollments, 'employee', transaction.employee_id)
  if (isHeld(transaction.changes.coverages, records)) {
    unit.apply(reached(transaction, 'noyo_verified', unit.now))
  }
}

/** A snapshot at its end leaves no transaction under way. */
async function close(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  // The snapshot's own status is told first: what the carriers came to is followed before the rest ends.
  for (const { carrier_id, status } of snapshot.fulfillment_summary) {
    await follow(unit, snapshot, carrier_id, status)
  }
  const { records } = await unit.find(memberTransactions, 'snapshot', snapshot.id)
  const { replaced_by } = snapshot
  const facts: JsonObject = replaced_by === undefined ? {} : { replaced_by }
  const reason = replaced_by === undefined ? 'snapshot_ended' : 'replaced'
  for (const transaction of records) unit.apply(ended(transaction, reason, facts, unit.now))
}

export const behaviour: Behaviour = {
  reactions: [
    on(changesFound, async ({ subject, data }, unit) => {
      open(unit, await unit.require(memberSnapshots, subject.id), data)
    }),
    on(fulfillmentStatusChanged, async ({ subject, data }, unit) => {
      await follow(unit, await unit.require(memberSnapshots, subject.id), data.carrier_id, data.to)
    }),
    on(snapshotConfirmed, ({ subject }, unit) => complete(unit, subject.id)),
    on(snapshotStatusChanged, async ({ subject }, unit) => {
      await close(unit, await unit.require(memberSnapshots, subject.id))
    }),
  ],
  jobs: [
    doing(transactionProcessing, async ({ key }, unit) => {
      const transaction = await unit.get(memberTransactions, key)
      if (transaction) unit.apply(reached(transaction, 'carrier_processing', unit.now))
    }),
    doing(transactionVerification, ({ key }, unit) => verify(unit, key)),
  ],
}
