import type { Instant } from '../../kernel/instant.ts'
import { defineKind, type Stored } from '../../kernel/record.ts'
import type { Finding } from '../findings.ts'

/** The file a carrier holds of one of its groups: the last it was sent. */
export interface CarrierFile extends Stored {
  readonly carrier_id: string
  readonly carrier_group: string
  readonly name: string
  /** The bytes as text. */
  readonly text: string
  /** Sent for the carrier to look at: nothing of it is put on record before it is approved. */
  readonly is_test: boolean
  readonly received: Instant
  /** When the carrier approves the group's files, unless one has too much wrong before. */
  readonly approves_at?: Instant
  /** The last error report on a file of the group told of something wrong. */
  readonly reported?: boolean
  /** What came of reading it; undefined before. */
  readonly read?: {
    readonly rows: number
    /** How many rows have nothing wrong. */
    readonly clean: number
    readonly findings: readonly Finding[]
  }
}

export const carrierFiles = defineKind<CarrierFile>()({
  name: 'carrier_file',
  model: 'Carrier file',
  refers: { carrier_group: 'carrier_group' },
  indexes: { carrier_group: { keys: (file) => [file.carrier_group] } },
})

/** Which of the carrier's members a sender's number stands for, once a file with it was put on record. */
export interface FiledMember extends Stored {
  readonly carrier_group: string
  /** `<number of the family>/<number in the family>` */
  readonly number: string
  readonly carrier_member: string
}

export const filedMembers = defineKind<FiledMember>()({
  name: 'filed_member',
  model: 'Filed member',
  refers: { carrier_group: 'carrier_group' },
  indexes: { carrier_group: { keys: (filed) => [filed.carrier_group] } },
})
