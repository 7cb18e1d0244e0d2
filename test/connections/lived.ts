import { expect } from 'vitest'
import { createSimulator, type Simulator } from '../../src/simulator.ts'
import { type Api, type ApiReply, client } from '../api-client.ts'
import { allOf, currentPayload, FULFILLMENT, type Json, submit } from '../snapshots/families.ts'
import type { Edit, Place, Step } from './random-life.ts'

const CONNECTIONS = `${FULFILLMENT}/group_connections`

export interface Life {
  readonly simulator: Simulator
  readonly api: Api
  /** Noyo's id of each carrier by slug. */
  readonly carriers: ReadonlyMap<string, string>
}

export const atCarrier = ({ carrier, carrier_group_id }: Place) =>
  `/_sim/carriers/${carrier}/groups/${encodeURIComponent(carrier_group_id)}`

export async function opened(faults: unknown[]): Promise<Life> {
  const simulator = await createSimulator({
    clock: 'frozen',
    validateResponses: true,
    onFault: (fault) => faults.push(fault),
  })
  const api = client(async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    return { status: reply.status, headers: reply.headers, bytes: Buffer.from((reply.body ?? '') as string) }
  })
  const { body } = await api.get('/carrier/api/v1/carriers')
  return { simulator, api, carriers: new Map(body.map(({ internal_name, id }: Json) => [internal_name, id])) }
}

export const connectionsOf = async ({ api }: Life): Promise<Json[]> => allOf(api, '/group_connections')

/** The n-th of a list, counted around its end; undefined of an empty one. */
const among = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)]

/** Does the step, unless there is nothing it could be done to. */
export async function take(life: Life, step: Step): Promise<ApiReply | undefined> {
  const { api, simulator } = life
  switch (step.does) {
    case 'request':
      return ask(life, step)
    case 'retry':
    case 'transition': {
      const connection = among(await connectionsOf(life), step.nth)
      if (!connection) return undefined
      return step.does === 'retry'
        ? api.put(`${CONNECTIONS}/${connection.id}/retry`, step.body)
        : api.post(`/_sim/group_connections/${connection.id}/transition`, step.body)
    }
    case 'standing':
      return api.patch(atCarrier(step.at), step.body)
    case 'edit':
      return edited(life, step.at, step.nth, step.edit)
    case 'sync': {
      const connection = among(await connectionsOf(life), step.nth)
      return connection && api.post(`/_sim/groups/${connection.group_id}/sync`)
    }
    case 'rename':
      return renamed(life, step.nth, step.name)
    case 'advance':
      await simulator.clock.advance(step.by)
      return undefined
    case 'settle':
      expect((await simulator.clock.settle()).stopped).toBe('quiet')
      return undefined
  }
}

async function ask(life: Life, { at, nth, more }: Extract<Step, { does: 'request' }>): Promise<ApiReply> {
  const { broker_federal_ein, ...options } = more as Json
  const group_data = { carrier_group_id: at.carrier_group_id, broker_federal_ein }
  const carrier_id = life.carriers.get(at.carrier)
  const known = nth === undefined ? undefined : among(await connectionsOf(life), nth)
  return known
    ? life.api.post(`${FULFILLMENT}/groups/${known.group_id}/group_connections`, {
        carrier_id,
        group_data,
        ...options,
      })
    : life.api.post(CONNECTIONS, { carrier_id, group_data: { group_name: 'Any', ...group_data }, ...options })
}

async function edited({ api }: Life, at: Place, nth: number, edit: Edit): Promise<ApiReply | undefined> {
  const group = await api.get(atCarrier(at))
  if (group.status !== 200) return group
  const { members, enrollments } = group.body
  const member = among<Json>(members, nth)
  const enrollment = among<Json>(enrollments, nth)
  switch (edit.what) {
    case 'add_member':
      return api.post(`${atCarrier(at)}/members`, {
        first_name: 'Newly',
        last_name: 'Keyed',
        date_of_birth: '1980-02-03',
        ssn: edit.ssn,
      })
    case 'rename':
      return member && api.patch(`${atCarrier(at)}/members/${member.id}`, { last_name: 'Otherwise' })
    case 'remove_member':
      return member && api.delete(`${atCarrier(at)}/members/${member.id}`)
    case 'end':
      return (
        enrollment &&
        api.patch(`${atCarrier(at)}/enrollments/${enrollment.id}`, { effective_end_date: '2026-02-28' })
      )
    case 'remove_enrollment':
      return enrollment && api.delete(`${atCarrier(at)}/enrollments/${enrollment.id}`)
  }
}

async function renamed(life: Life, nth: number, name: string): Promise<ApiReply | undefined> {
  const { api } = life
  const connection = among(await connectionsOf(life), nth)
  const employee = connection && among(await allOf(api, `/groups/${connection.group_id}/employees`), nth)
  if (!employee) return undefined
  const payload = await currentPayload(api, employee.id)
  payload.employee.person.first_name = name
  return submit(api, connection.group_id, payload)
}
