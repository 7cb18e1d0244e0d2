import { createBreath } from '../../kernel/breath.ts'
import { given } from '../../kernel/given.ts'
import { changedRecord, freshRecord, replacedRecord } from '../../kernel/record.ts'
import type { Unit } from '../../kernel/unit.ts'
import { reportDialectOf } from '../error-reports/dialects/index.ts'
import { delayOf } from '../pace.ts'
import { carrierOf } from '../profiles/index.ts'
import { type CarrierGroup, carrierGroups, carrierPlans } from '../records.ts'
import { type StandingFields, standingOf } from '../standing.ts'
import { accountFacts } from './account-facts.ts'
import { type Accepted, checked, duplicates, type Wrong } from './check.ts'
import {
  carrierFileApproval,
  carrierFileApproved,
  carrierFileLoaded,
  carrierFileRead,
  carrierFileReading,
  carrierFileReceived,
} from './events.ts'
import { familiesIn } from './family.ts'
import { findingOf, unreadableLine } from './findings.ts'
import { fileHeld } from './held.ts'
import { loadFamilies } from './load.ts'
import { type CarrierFile, carrierFiles } from './records.ts'
import { fileRows } from './rows.ts'
import { fileSpecOf } from './specs/index.ts'

/**
 * A file arrives at the carrier: bytes and a name, nothing else. It takes the place of the one before; what is
 * held is read after a time.
 */
export async function receiveFile(
  unit: Unit,
  group: CarrierGroup,
  file: Pick<CarrierFile, 'name' | 'text' | 'is_test'>,
): Promise<void> {
  const { id: carrier_group, carrier_id } = group
  const there = await fileHeld(unit, group)
  const kept = given(there, 'approves_at', 'reported')
  // What says the same as the file before is not looked at again (assumed).
  const isSame = there?.text === file.text && there.is_test === file.is_test
  const read = isSame ? given(there, 'read') : {}
  const fields = { ...file, carrier_id, carrier_group, received: unit.now, ...kept, ...read }
  const id = there?.id ?? (await unit.newId(carrierFiles, carrier_group))
  const record: CarrierFile = there
    ? replacedRecord(there, fields, unit.now)
    : freshRecord(id, unit.now, fields)
  unit.put(carrierFiles, record)
  const { is_test } = file
  unit.emit(carrierFileReceived.of(carrierFiles, record, { carrier_id, carrier_group, is_test }))
  // The carrier gets to what it holds then; a file that comes before does not put that off.
  if (record.read || (there && !there.read)) return
  const carrier = carrierOf(group)
  const standing = await standingOf(unit, carrier, group.carrier_group_id)
  const wait = readingDelay(standing, delayOf(unit.setting, 'file_reading', carrier, id, record.version))
  unit.schedule(carrierFileReading.at(unit.now + wait, id, {}))
}

/** What is said of the carrier's answer to a file holds: it reads the file in time for that. */
function readingDelay({ delay, report_after, approve_after }: StandingFields, atPace: number): number {
  return delay ?? Math.min(atPace, report_after ?? atPace, approve_after ?? atPace)
}

/** When the carrier approves files like this one; what is said of that counts from the file's arrival. */
async function approvalOf(unit: Unit, group: CarrierGroup, file: CarrierFile): Promise<number> {
  const carrier = carrierOf(group)
  const { approve_after } = await standingOf(unit, carrier, group.carrier_group_id)
  if (approve_after !== undefined) return file.received + approve_after
  return unit.now + delayOf(unit.setting, 'file_approval', carrier, file.id, file.version)
}

/** The carrier reads a file: what is wrong is told, the rest is put on record, unless the file is a test. */
export async function readFile(unit: Unit, file: CarrierFile): Promise<void> {
  const { carrier_id, carrier_group, is_test } = file
  const { unreadable, rows, outcome, spec, group, facts } = await examined(unit, file)
  const telling = { ...spec, codes: reportDialectOf(carrierOf(group)).codes }
  const findings = [
    ...unreadable.map((line) => unreadableLine(telling, line)),
    ...outcome.wrong.map((wrong) => findingOf(telling, wrong)),
  ]
  const wrongLines = new Set(outcome.wrong.map(({ line }) => line))
  const total = rows.length + unreadable.length
  const read = { rows: total, clean: rows.filter(({ line }) => !wrongLines.has(line)).length, findings }
  const isApproved = is_test && total > 0 && read.clean >= total * spec.approved_from
  const { approves_at: before, ...rest } = file
  const approves_at = Math.max(unit.now, before ?? (await approvalOf(unit, group, file)))
  const fields = isApproved ? { ...rest, read, approves_at } : { ...rest, read }
  const record = unit.put(carrierFiles, changedRecord<CarrierFile>(fields, {}, unit.now))
  const counts = { rows: total, clean: read.clean, findings: findings.length }
  const { carrier_group_id } = group
  const told = { carrier_id, carrier_group, carrier_group_id, is_test, ...counts }
  unit.emit(carrierFileRead.of(carrierFiles, record, told))
  if (!is_test) {
    await loadFamilies(unit, group, facts, outcome.accepted)
    const families = outcome.accepted.length
    unit.emit(carrierFileLoaded.of(carrierFiles, record, { carrier_id, carrier_group, families }))
  } else if (isApproved) {
    // A file that comes while the carrier looks at the one before does not make it begin again.
    unit.schedule(carrierFileApproval.at(approves_at, file.id, {}))
  } else unit.unschedule(carrierFileApproval.ref(file.id))
}

/** The carrier approves a test file, and it counts from now on: what of it is right is put on record. */
export async function approveFile(unit: Unit, file: CarrierFile): Promise<void> {
  const { carrier_id, carrier_group } = file
  const { group, facts, outcome } = await examined(unit, file)
  const record = unit.change(carrierFiles, file, { is_test: false })
  unit.emit(carrierFileApproved.of(carrierFiles, record, { carrier_id, carrier_group }))
  await loadFamilies(unit, group, facts, outcome.accepted)
  const families = outcome.accepted.length
  unit.emit(carrierFileLoaded.of(carrierFiles, record, { carrier_id, carrier_group, families }))
}

async function examined(unit: Unit, { carrier_group, text }: CarrierFile) {
  const group = await unit.require(carrierGroups, carrier_group)
  const carrier = carrierOf(group)
  const spec = fileSpecOf(carrier)
  const plans = await unit.find(carrierPlans, 'group', group.id)
  const facts = accountFacts(spec, carrier, group, plans.records, unit.setting.seed)
  const breath = createBreath()
  const { rows, unreadable } = fileRows(spec, new TextEncoder().encode(text))
  await breath()
  const families = familiesIn(rows)
  const twice = duplicates(families)
  const against = { spec, today: unit.today, plans: facts.plans, isClass: facts.isClass }
  const wrong: Wrong[] = []
  const accepted: Accepted[] = []
  // However many there are, others are answered meanwhile.
  for (const family of families) {
    const outcome = checked([family], twice, against)
    wrong.push(...outcome.wrong)
    accepted.push(...outcome.accepted)
    const pause = breath()
    if (pause) await pause
  }
  return { spec, group, facts, rows, unreadable, outcome: { wrong, accepted } }
}
