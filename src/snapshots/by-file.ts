import { delayOf } from '../carriers/pace.ts'
import type { EnrollmentWrite, FamilyWrite } from '../carriers/write.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { createBreath } from '../kernel/breath.ts'
import { given } from '../kernel/given.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { changedRecord, freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { decide } from './decide.ts'
import { snapshotStep } from './events.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'
import { finish, verdictOf } from './finish.ts'
import { familyOf, storeDemographics } from './fulfil.ts'
import { judged, type Verdict } from './model.ts'
import { payloadOf } from './payload-of.ts'
import { type MemberSnapshot, memberSnapshots } from './records.ts'

/**
 * Takes up every snapshot of a group that waits for a carrier's next file, just before that is made: what they want is what
 * Noyo holds from now on, and with the file they are `sent`. Source: Noyo docs, members/snapshot-workflow/snapshot-status;
 * of a Send carrier individual enrollments are what snapshots said, as nothing is read from it (member-data-endpoints).
 */
export async function takeScheduled(unit: Unit, group_id: string, carrier_id: string): Promise<void> {
  const { records } = await unit.find(memberSnapshots, 'scheduled', `${group_id}/${carrier_id}`)
  const breath = createBreath()
  for (const snapshot of records) {
    await takeUp(unit, snapshot, carrier_id)
    await breath()
  }
}

/** Compares once more, since the world may have moved since the verdict. */
async function takeUp(unit: Unit, snapshot: MemberSnapshot, carrier_id: string): Promise<void> {
  const known = await familyOf(unit, snapshot)
  const decided = decide(known, payloadOf(snapshot), unit.today)
  const decision = decided.find((one) => one.carrier_id === carrier_id)
  const carrier = known.carriers.get(carrier_id)
  if (decision?.status === 'valid' && carrier) {
    holdEnrollments(unit, snapshot, known, carrier, decision.write)
    await storeDemographics(unit, snapshot)
  }
  const verdict = decision ? verdictOf(decision, known) : { carrier_id, status: 'not_connected' as const }
  const outcome = verdict.status === 'scheduled' ? { ...verdict, status: 'sent' as const } : verdict
  await close(unit, snapshot, known, outcome)
}

/** With its part in a file a snapshot ends, unless other carriers are still to be told or to confirm. */
async function close(
  unit: Unit,
  snapshot: MemberSnapshot,
  { carriers }: FamilyKnown,
  verdict: Verdict,
): Promise<void> {
  const others = snapshot.fulfillment_summary.filter(({ carrier_id }) => carrier_id !== verdict.carrier_id)
  const isOpen = others.some(({ status }) => status === 'valid' || status === 'processing')
  const isTold = others.some(
    ({ carrier_id, status }) => status === 'sent' && carriers.get(carrier_id)?.tier === 'premier',
  )
  if (!isOpen && !isTold) {
    await finish(unit, snapshot, [verdict])
    return
  }
  unit.apply(judged(snapshot, [verdict], unit.now))
  if (isOpen) return
  const delay = delayOf(unit.setting, 'snapshot_fulfillment', undefined, snapshot.id)
  unit.schedule(snapshotStep.at(unit.now + delay, snapshot.id, { step: 'confirm' }))
}

function holdEnrollments(
  unit: Unit,
  { group_id, employee_id }: MemberSnapshot,
  known: FamilyKnown,
  carrier: CarrierKnown,
  { subscriber, enrollments }: FamilyWrite,
): void {
  const carrier_id = carrier.profile.id
  const theirs = known.enrollments.filter((one) => one.carrier_id === carrier_id)
  const { full_time, part_time } = carrier.account.placements
  const place = subscriber.employment?.employment_status === 'part-time' ? part_time : full_time
  const usual = theirs[0]?.configuration ?? place
  for (const write of enrollments) {
    const plan = known.plans.find((one) => one.carrier_id === carrier_id && one.carrier_plan === write.plan)
    if (!plan) throw new Error(`group ${group_id} has no plan read from ${write.plan}`)
    const there = theirs.find(({ carrier_enrollment }) => carrier_enrollment === write.carrier_enrollment)
    const fields = { ...wantedFields(write), plan_id: plan.id, line_of_coverage: plan.line_of_coverage }
    if (there) {
      unit.put(individualEnrollments, changedRecord<IndividualEnrollment>(there, fields, unit.now))
      continue
    }
    const key = [group_id, carrier_id, write.member, plan.id, write.effective_start_date]
    const id = uuidFrom(unit.setting.seed, individualEnrollments.name, ...key)
    const fresh: IndividualEnrollment = freshRecord(id, unit.now, {
      group_id,
      carrier_id,
      employee_id,
      individual_id: write.member,
      individual_type: write.member === employee_id ? ('employee' as const) : ('dependent' as const),
      group_enrollment_id: plan.group_enrollment_id,
      configuration: usual,
      ...fields,
      carrier_enrollment: id,
      carrier_version: id,
    })
    unit.put(individualEnrollments, fresh)
  }
}

function wantedFields(write: EnrollmentWrite) {
  const { effective_start_date, effective_end_date } = write
  return { effective_start_date, effective_end_date, ...given(write, 'volume', 'configuration', 'cobra') }
}
