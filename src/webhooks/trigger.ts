import type { Ask } from '../api/dispatch.ts'
import { isWellFormed } from '../carriers/profile.ts'
import { carrierProfiles } from '../carriers/profiles/index.ts'
import { organizationCarriers } from '../carriers/records.ts'
import { connections } from '../connections/records.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import { groups } from '../groups/records.ts'
import type { Eventually } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { employees } from '../members/records.ts'
import type { WebhookEvent } from './event-types.ts'

/** How the world is looked at and asked to do something. */
export interface Hands {
  read<T>(look: (world: World) => Eventually<T>): Promise<T>
  perform(ask: Ask): Promise<{ readonly status: number; readonly body: unknown }>
}

/** What was done. */
export interface Done {
  readonly did: readonly string[]
  /** The record that the event is about. */
  readonly subject: string
  /** Whether the event has happened, or happens as the clock goes on. */
  readonly follows: 'now' | 'in_time'
}

/** Makes the world do what causes an event. @throws Refusal where nothing can cause it */
export async function trigger(hands: Hands, type: WebhookEvent): Promise<Done> {
  switch (type) {
    case 'group.created':
      return newGroup(hands)
    case 'group_connection_request.created':
      return newConnection(hands)
    case 'group_connection_request.status_change':
      return movedConnection(hands)
    case 'member_snapshot.status_change':
    case 'member_snapshot_carrier_fulfillment_status.status_change':
      return newSnapshot(hands)
    case 'test.hello_world':
      return helloWorld(hands)
    default:
      throw new Refusal('webhook_trigger_not_built', { type, field: '/type' })
  }
}

async function newGroup(hands: Hands): Promise<Done> {
  const name = await newName(hands)
  const { id } = await performed<{ id: string }>(hands, 'createGroup', { body: { name } })
  return { did: [`createGroup: the group "${name}"`], subject: id, follows: 'now' }
}

async function newName({ read }: Hands): Promise<string> {
  const { total } = await read((world) => world.list(groups, { offset: 0, limit: 1 }))
  return `Webhook Trigger ${total + 1}`
}

interface Connection {
  readonly id: string
  readonly group_id: string
  readonly status: string
}

async function connected(hands: Hands): Promise<{ connection: Connection; did: string }> {
  const group_name = await newName(hands)
  const { carrier_id, carrier, carrier_group_id } = await hands.read(freeIdentifier)
  const connection = await performed<Connection>(hands, 'createGroupConnection', {
    body: { carrier_id, group_data: { group_name, carrier_group_id } },
  })
  const did = `createGroupConnection: "${group_name}" with ${carrier}, identifier ${carrier_group_id}`
  return { connection, did }
}

async function newConnection(hands: Hands): Promise<Done> {
  const { connection, did } = await connected(hands)
  return { did: [did], subject: connection.id, follows: 'now' }
}

async function movedConnection(hands: Hands): Promise<Done> {
  const { connection, did } = await connected(hands)
  const { id } = connection
  // Where nothing takes time it has gone on by itself.
  const { status = 'created' } = Object(await hands.read((world) => world.get(connections, id)))
  if (status !== 'created') return { did: [did], subject: id, follows: 'now' }
  const body = { status: 'processing' }
  await performed(hands, 'transitionGroupConnection', { params: { id }, body }, 'control')
  return { did: [did, 'transitionGroupConnection: to processing'], subject: id, follows: 'now' }
}

/** An identifier that no connection has, at a carrier that asks for nothing else. */
async function freeIdentifier(world: World) {
  const active = (await world.list(organizationCarriers)).records.filter(({ status }) => status === 'active')
  const ids = new Set(active.map(({ carrier_id }) => carrier_id))
  const usable = carrierProfiles.filter(
    ({ id, broker_identifier, authorization }) => ids.has(id) && !broker_identifier && !authorization,
  )
  const { total } = await world.list(connections, { offset: 0, limit: 1 })
  for (const carrier of usable.toSorted((one, other) => rank(one) - rank(other))) {
    for (let number = total + 1; number < total + 100; number += 1) {
      const carrier_group_id = numbered(carrier.carrier_group_id.example, number)
      if (!isWellFormed(carrier, carrier_group_id)) continue
      const taken = await world.first(connections, 'carrier_group', `${carrier.id}/${carrier_group_id}`)
      if (!taken) return { carrier_id: carrier.id, carrier: carrier.slug, carrier_group_id }
    }
  }
  throw new Refusal('webhook_trigger_impossible', {
    why: 'No carrier is active that a group could be connected with by its identifier alone. Take a scenario that has one, such as demo.',
  })
}

/** Those that are read at once come first. */
function rank({ tier }: { readonly tier: string }): number {
  return tier === 'premier' ? 0 : 1
}

/** The carrier's own example with another number at its end. */
function numbered(example: string, number: number): string {
  return example.replace(/\d{1,3}$/, (end) => String(number % 10 ** end.length).padStart(end.length, '0'))
}

async function newSnapshot(hands: Hands): Promise<Done> {
  const { group_id, employee_id } = await hands.read(someEmployee)
  const { person, employment, custom_individual_id } = await performed<{
    person: Readonly<Record<string, unknown>>
    employment: unknown
    custom_individual_id?: string | null
  }>(hands, 'getEmployee', { params: { employee_id } })
  const { home_address } = person
  const body = {
    snapshot_mode: 'current_open',
    employee: {
      id: employee_id,
      custom_individual_id: custom_individual_id ?? `trigger-${employee_id.slice(0, 8)}`,
      person: { mailing_address: home_address, ...person },
      employment,
    },
  }
  const { id } = await performed<{ id: string }>(hands, 'createMemberSnapshot', {
    params: { group_id },
    body,
  })
  const did = `createMemberSnapshot: employee ${employee_id} of group ${group_id}, as Noyo knows them`
  return { did: [did], subject: id, follows: 'in_time' }
}

/** Somebody enrolled in a group that is connected. */
async function someEmployee(world: World): Promise<{ group_id: string; employee_id: string }> {
  for (const { group_id, status } of (await world.list(connections)).records) {
    if (status !== 'completed') continue
    const { records } = await world.find(employees, 'group', group_id, { offset: 0, limit: 50 })
    for (const { id } of records) {
      if (await world.first(individualEnrollments, 'employee', id)) return { group_id, employee_id: id }
    }
  }
  throw new Refusal('webhook_trigger_impossible', {
    why: 'Nobody is enrolled in a connected group. Connect one and let its connection complete, then ask again.',
  })
}

async function helloWorld(hands: Hands): Promise<Done> {
  await performed(hands, 'sendTestEvent', {}, 'control')
  const subject = await hands.read(async ({ setting }) => setting.organization_id)
  return { did: ['sendTestEvent'], subject, follows: 'now' }
}

async function performed<T>(
  { perform }: Hands,
  operation: string,
  ask: Pick<Ask, 'params' | 'body'>,
  api: Ask['api'] = 'fulfillment',
): Promise<T> {
  const { status, body } = await perform({ api, operation, ...ask })
  if (status < 300) return body as T
  const { message, errors, error } = Object(body) as Readonly<Record<string, unknown>>
  const said = message ?? (error as { message?: string })?.message ?? JSON.stringify(errors ?? body)
  throw new Refusal('webhook_trigger_impossible', { why: `${operation} was refused (${status}): ${said}` })
}
