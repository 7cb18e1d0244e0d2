import { type DelayKind, delayOf } from '../carriers/pace.ts'
import { answerDelay, standingOf } from '../carriers/standing.ts'
import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import { type CarrierDecision, decide } from './decide.ts'
import { changesFound, snapshotConfirmed, snapshotCreated, snapshotStep } from './events.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'
import { finish, verdictOf } from './finish.ts'
import { foundChanges } from './found-changes.ts'
import { familyOf, readBack, readUnread, sendFamily, storeDemographics } from './fulfil.ts'
import { judged } from './model.ts'
import { payloadOf } from './payload-of.ts'
import { isInProgress, type MemberSnapshot, memberSnapshots } from './records.ts'

type Step = 'judge' | 'send' | 'confirm'

const DELAYS: Readonly<Record<Exclude<Step, 'send'>, DelayKind>> = {
  judge: 'snapshot_validation',
  confirm: 'snapshot_fulfillment',
}

function schedule(unit: Unit, id: string, step: keyof typeof DELAYS): void {
  const delay = delayOf(unit.setting, DELAYS[step], undefined, id)
  unit.schedule(snapshotStep.at(unit.now + delay, id, { step }))
}

/** Everything is sent at once: when the slowest of the carriers has applied it. */
async function scheduleSend(unit: Unit, id: string, carriers: readonly CarrierKnown[]): Promise<void> {
  const delays = carriers.map(async ({ profile, carrier_group }) => {
    const standing = await standingOf(unit, profile, carrier_group.carrier_group_id)
    return answerDelay(unit.setting, 'carrier_apply', profile, standing, id)
  })
  const delay = Math.max(...(await Promise.all(delays)))
  unit.schedule(snapshotStep.at(unit.now + delay, id, { step: 'send' }))
}

async function decisions(unit: Unit, snapshot: MemberSnapshot) {
  const before = await familyOf(unit, snapshot)
  const known = (await readUnread(unit, snapshot, before)) ? await familyOf(unit, snapshot) : before
  return { known, decided: decide(known, payloadOf(snapshot), unit.today) }
}

/** How many earlier snapshots are looked at in one go: mostly there is no replaced one. */
const EARLIER = 5

/**
 * What replaced snapshots had sent is at the carriers: before the next one is compared, Noyo reads it back and knows what it has
 * told of people (assumed).
 */
async function takeInReplaced(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  const sent = (await replacedBefore(unit, snapshot)).filter(({ fulfillment_summary }) =>
    fulfillment_summary.some(({ status }) => status === 'sent'),
  )
  for (const earlier of sent.toReversed()) {
    await readBack(unit, earlier)
    await storeDemographics(unit, earlier)
  }
}

/** The newest first, back to one that came to its end: that one had its own look. */
async function replacedBefore(unit: Unit, { employee_id }: MemberSnapshot): Promise<MemberSnapshot[]> {
  const replaced: MemberSnapshot[] = []
  // The newest of all is the one in progress.
  for (let offset = 1; ; offset += EARLIER) {
    const page = { offset, limit: EARLIER }
    const { records } = await unit.find(memberSnapshots, 'employee', employee_id, page)
    for (const earlier of records) {
      if (earlier.status !== 'replaced') return replaced
      replaced.push(earlier)
    }
    if (records.length < EARLIER) return replaced
  }
}

/** What each carrier says to it: nothing to do, refused, ready to be sent, or to be in its next file. */
async function judge(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  await takeInReplaced(unit, snapshot)
  const { known, decided } = await decisions(unit, snapshot)
  const verdicts = decided.map((decision) => verdictOf(decision, known))
  const valid = verdicts.filter(({ status }) => status === 'valid')
  const carriers = valid.flatMap(({ carrier_id }) => known.carriers.get(carrier_id) ?? [])
  if (carriers.length > 0) {
    unit.apply(judged(snapshot, verdicts, unit.now))
    await scheduleSend(unit, snapshot.id, carriers)
  } else {
    await finish(unit, snapshot, verdicts)
  }
  tellChanges(unit, snapshot, known, decided)
}

function tellChanges(
  unit: Unit,
  snapshot: MemberSnapshot,
  known: FamilyKnown,
  decided: readonly CarrierDecision[],
): void {
  const { group_id, employee_id } = snapshot
  for (const decision of decided) {
    const carrier = known.carriers.get(decision.carrier_id)
    if (decision.status !== 'valid' || !carrier) continue
    const found = foundChanges(known, carrier, decision.write)
    unit.emit(changesFound.of(memberSnapshots, snapshot, { group_id, employee_id, ...found }))
  }
}

/** Compares once more, since the world may have moved since the verdict, and tells the carriers. */
async function send(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  const { known, decided } = await decisions(unit, snapshot)
  const open = snapshot.fulfillment_summary.filter(({ status }) => status === 'valid')
  const verdicts = open.map(({ carrier_id }) => {
    const decision = decided.find((one) => one.carrier_id === carrier_id)
    return decision ? verdictOf(decision, known) : { carrier_id, status: 'not_connected' as const }
  })
  for (const decision of decided) {
    const isOpen = open.some(({ carrier_id }) => carrier_id === decision.carrier_id)
    if (decision.status === 'valid' && isOpen) {
      await sendFamily(unit, snapshot, known, decision.carrier_id, decision.write)
    }
  }
  const sent = verdicts.map((verdict) =>
    verdict.status === 'valid' ? { ...verdict, status: 'sent' as const } : verdict,
  )
  unit.apply(judged(snapshot, sent, unit.now))
  schedule(unit, snapshot.id, 'confirm')
}

async function confirm(unit: Unit, snapshot: MemberSnapshot): Promise<void> {
  await readBack(unit, snapshot)
  const { group_id, employee_id } = snapshot
  unit.emit(snapshotConfirmed.of(memberSnapshots, snapshot, { group_id, employee_id }))
  await finish(unit, snapshot, [])
}

const STEPS: Readonly<Record<Step, (unit: Unit, snapshot: MemberSnapshot) => Promise<void>>> = {
  judge,
  send,
  confirm,
}

export const behaviour: Behaviour = {
  reactions: [on(snapshotCreated, ({ subject }, unit) => schedule(unit, subject.id, 'judge'))],
  jobs: [
    doing(snapshotStep, async ({ key, payload }, unit) => {
      const snapshot = await unit.get(memberSnapshots, key)
      if (snapshot && isInProgress(snapshot)) await STEPS[payload.step](unit, snapshot)
    }),
  ],
}
