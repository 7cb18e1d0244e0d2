import type { StandingChange } from '../carriers/standing.ts'
import type { ConnectionStatus } from '../connections/records.ts'
import type { Instant } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'

type Fields = Readonly<Record<string, unknown>>

/** The group and the carrier that a step, an event or an expectation is about. */
export interface Party {
  readonly group_id?: string
  /** Noyo's id of the carrier. */
  readonly carrier_id?: string
  /** Who the carrier knows the group as. */
  readonly carrier_group_id?: string
}

/** When a step comes. */
export type Trigger =
  | { readonly at: Instant }
  /** Milliseconds after the step at that position. */
  | { readonly after: number; readonly position: number }
  /** The first event of the type; `to` is the status it leads to. */
  | { readonly event: string; readonly to?: string; readonly party: Party }
  /** Once all is played. */
  | { readonly end: true }

/** What a step does. */
export type Action =
  | { readonly does: 'standing'; readonly change: Omit<StandingChange, 'broker_federal_ein' | 'broker_tin'> }
  | { readonly does: 'transition'; readonly status: ConnectionStatus; readonly force?: boolean }
  /** `named`: what the request names. */
  | { readonly does: 'connect'; readonly named: Fields }
  | { readonly does: 'snapshot'; readonly body: Fields }
  | { readonly does: 'run_feed' }
  | { readonly does: 'sync' }
  | { readonly does: 'error_report'; readonly rows?: readonly Fields[]; readonly stream?: string }
  | {
      readonly does: 'edit_member'
      readonly first_name: string
      readonly last_name: string
      readonly set: Fields
    }

export type RecordName =
  | 'employee'
  | 'dependent'
  | 'individual_enrollment'
  | 'plan'
  | 'connection'
  | 'feed'
  | 'issue'

/** What is looked at, and what it must be. */
export type Claim =
  | { readonly connection: string }
  | { readonly employees: number }
  | { readonly dependents: number }
  | { readonly individual_enrollments: number }
  | { readonly issues: { readonly count: number; readonly category?: string; readonly status?: string } }
  | { readonly snapshot: { readonly custom_individual_id: string; readonly status: string } }
  | {
      readonly record: {
        readonly kind: RecordName
        readonly where?: Fields
        readonly field: string
        readonly equals: string | number | boolean | null
      }
    }

export interface Expectation {
  readonly line: number
  /** The group's name, for people. */
  readonly who?: string
  readonly party: Party
  readonly claim: Claim
}

/** What came of looking. Holds no name, number or day of birth. */
export interface Verdict {
  readonly line: number
  readonly at: Instant
  readonly met: boolean
  /** The group. */
  readonly who?: string
  readonly what: string
  readonly expected: string
  readonly found: string
}

/** A step of a scenario's timeline. */
export interface TimelineStep extends Stored {
  /** Its place in the list, from 0. */
  readonly position: number
  readonly file: string
  readonly line: number
  readonly name?: string
  /** The group's name, for people. */
  readonly who?: string
  readonly party: Party
  readonly trigger: Trigger
  readonly action?: Action
  /** The carrier's answer to a file: it does not come before the carrier has read one of the group. */
  readonly answers_file?: true
  readonly expectations: readonly Expectation[]
  /** `waiting` for another step or an event, `planned` for a moment, `done`, or `refused` when its time had come. */
  readonly status: 'waiting' | 'planned' | 'done' | 'refused'
  /** When it is due, or was. */
  readonly due?: Instant
  /** Why it was refused. */
  readonly problem?: string
  readonly verdicts: readonly Verdict[]
}

/** The key of {@link timelineSteps} under which the expectations of the end stand. */
export const END = 'end'

export const timelineSteps = defineKind<TimelineStep>()({
  name: 'timeline_step',
  model: 'Timeline step',
  refers: {
    'party.group_id': 'group',
    'trigger.party.group_id': 'group',
    'expectations[].party.group_id': 'group',
  },
  indexes: {
    /** Those that wait: by the type of the event, the position of the step, or for the end. */
    waiting: {
      keys: ({ status, trigger }) => {
        if (status !== 'waiting') return []
        if ('event' in trigger) return [trigger.event]
        if ('position' in trigger) return [String(trigger.position)]
        return 'end' in trigger ? [END] : []
      },
      sort: ({ position }) => String(position).padStart(6, '0'),
    },
  },
  sort: ({ position }) => String(position).padStart(6, '0'),
})
