import { carrierErrorReport } from '../carriers/files/events.ts'
import { carrierFiles } from '../carriers/files/records.ts'
import { delayOf } from '../carriers/pace.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { carrierGroups } from '../carriers/records.ts'
import { standingOf } from '../carriers/standing.ts'
import { deliverErrorReport } from '../issues/deliver-report.ts'
import type { Unit } from '../kernel/unit.ts'
import { feeds } from './records.ts'

/**
 * A carrier answers each file it has read, after a time, if there is something to tell or to take back. What is said of that time
 * counts from the file's arrival. Assumed.
 */
export async function awaitErrorReport(unit: Unit, id: string, carrier_id: string): Promise<void> {
  const { version, read, reported, received, carrier_group } = await unit.require(carrierFiles, id)
  if (reported !== true && read?.findings.length === 0) return
  const carrier = carrierOf({ carrier_id })
  const { carrier_group_id } = await unit.require(carrierGroups, carrier_group)
  const { report_after } = await standingOf(unit, carrier, carrier_group_id)
  const due =
    report_after === undefined
      ? unit.now + delayOf(unit.setting, 'error_report', carrier, id, version)
      : Math.max(unit.now, received + report_after)
  unit.schedule(carrierErrorReport.at(due, `${id}/${version}`, { carrier_file: id }))
}

/** The carrier tells what is wrong in the file it holds then; of one it has not read yet, it will tell later. */
export async function sendErrorReport(unit: Unit, id: string): Promise<void> {
  const file = await unit.get(carrierFiles, id)
  if (!file?.read) return
  const { carrier_group_id } = await unit.require(carrierGroups, file.carrier_group)
  const carrier = carrierOf(file)
  const { records } = await unit.find(feeds, 'carrier_group', `${carrier.id}/${carrier_group_id}`)
  const { findings: complaints } = file.read
  for (const { group_id } of records) {
    await deliverErrorReport(unit, { carrier, group_id, carrier_group_id, complaints })
  }
  unit.change(carrierFiles, file, { reported: complaints.length > 0 })
}
