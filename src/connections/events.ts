import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'
import type { ConnectionStatus } from './records.ts'
import type { ConnectionCause, OutcomeCause } from './transitions.ts'

/** A connection was asked for; its status is `created`. */
export const connectionRequested = eventType<{ group_id: string; carrier_id: string }>(
  'group_connection.created',
)

/** A connection's status changed, and why. */
export const connectionStatusChanged = eventType<{
  group_id: string
  carrier_id: string
  from: ConnectionStatus
  to: ConnectionStatus
  cause: ConnectionCause
  found?: OutcomeCause
}>('group_connection.status_changed')

/** A group and a carrier are connected: data flows from now on. */
export const connectionCompleted = eventType<{ group_id: string; carrier_id: string }>(
  'group_connection.completed',
)

/** The platform said how a group and a carrier exchange data. */
export const configurationEdited = eventType<{ group_id: string; carrier_id: string }>(
  'group_carrier_configuration.edited',
)

/** What a carrier holds of a group was read into Noyo; how many records of each kind are new or changed. */
export const groupPulled = eventType<{
  group_id: string
  carrier_id: string
  group_enrollments: number
  plans: number
  employees: number
  dependents: number
  individual_enrollments: number
}>('group.pulled')

/** Noyo takes up the request, or the carrier answers it. One pending step a connection: a retry replaces it. */
export const connectionStep = jobType<{ step: 'start' | 'answer' }>('group_connection.step')
