import { carrierErrorReport } from '../carriers/files/events.ts'
import { carrierFiles } from '../carriers/files/records.ts'
import { delayOf } from '../carriers/pace.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { carrierGroups } from '../carriers/records.ts'
import { deliverErrorReport } from '../issues/deliver-report.ts'
import type { Unit } from '../kernel/unit.ts'
import { feeds } from './records.ts'

/** A carrier answers each file it has read, after a time, if there is something to tell or to take back. Assumed. */
export async function awaitErrorReport(unit: Unit, id: string, carrier_id: string): Promise<void> {
  const { version, read, reported } = await unit.require(carrierFiles, id)
  if (reported !== true && read?.findings.length === 0) return
  const delay = delayOf(unit.setting, 'error_report', carrierOf({ carrier_id }), id, version)
  unit.schedule(carrierErrorReport.at(unit.now + delay, `${id}/${version}`, { carrier_file: id }))
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
