import { eventType } from '../../kernel/event.ts'
import { jobType } from '../../kernel/job.ts'

/** A carrier has received a file. */
export const carrierFileReceived = eventType<{
  carrier_id: string
  carrier_group: string
  is_test: boolean
}>('carrier_file.received')

/** A carrier has read a file: how many rows it has, how many have nothing wrong, how much is wrong. */
export const carrierFileRead = eventType<{
  carrier_id: string
  carrier_group: string
  /** As the carrier names the employer. */
  carrier_group_id: string
  is_test: boolean
  rows: number
  clean: number
  findings: number
}>('carrier_file.read')

/** A carrier has approved a test file: from now on files count. */
export const carrierFileApproved = eventType<{ carrier_id: string; carrier_group: string }>(
  'carrier_file.approved',
)

/** A carrier has put on its record what of a file has nothing wrong. */
export const carrierFileLoaded = eventType<{
  carrier_id: string
  carrier_group: string
  families: number
}>('carrier_file.loaded')

/** The carrier sends its error report on the file it holds of a group. */
export const carrierErrorReport = jobType<{ carrier_file: string }>('carrier_file.error_report')

/** The carrier reads the file it holds of a group. */
export const carrierFileReading = jobType('carrier_file.reading')

/** The carrier approves the test file it holds of a group. */
export const carrierFileApproval = jobType('carrier_file.approval')
