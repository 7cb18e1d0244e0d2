import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createSimulator, type Simulator } from '../src/simulator.ts'

// biome-ignore lint/suspicious/noExplicitAny: read by name right below
type Json = any

/** Calls of a client that has its token. */
export interface Caller {
  readonly headers: Readonly<Record<string, string>>
  call(method: string, path: string, body?: unknown): Promise<Json>
}

/** A group of so many employees that is connected to one carrier, and somebody who may call. */
export async function createBenchGroup(employees: number) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'mock-noyo-bench-'))
  const file = path.join(folder, 'group.json')
  const carriers = [{ carrier: 'guardian', carrier_group_id: '00114225', employees, connected: true }]
  const keys = [{ client_id: 'bench', client_secret: 'bench-secret' }]
  const groups = [{ name: 'Bench', carriers }]
  writeFileSync(
    file,
    JSON.stringify({ title: 'Bench', keys, seed: 'bench', pace: 'demo', carriers: ['guardian'], groups }),
  )
  const simulator = await createSimulator({ scenario: file, clock: 'frozen' })
  rmSync(folder, { recursive: true })
  const caller = await signedIn(simulator)
  const { response } = await caller.call('GET', '/api/v1/groups')
  const group: string = response[0].id
  return { simulator, caller, group, path: `/api/v1/groups/${group}/member_snapshots` }
}

async function signedIn(simulator: Simulator): Promise<Caller> {
  const { client_id, client_secret } = simulator.facts.key
  const basic = `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`
  const token = await send(
    simulator,
    'POST',
    '/accounts/auth/public/token',
    { authorization: basic },
    {
      grant_type: 'client_credentials',
    },
  )
  const headers = { authorization: `Bearer ${token.access_token}` }
  return { headers, call: (method, path, body) => send(simulator, method, path, headers, body) }
}

async function send(
  simulator: Simulator,
  method: string,
  target: string,
  headers: Record<string, string>,
  body?: unknown,
): Promise<Json> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const reply = await simulator.handle({
    method,
    target,
    headers: { host: 'localhost', ...(bytes && { 'content-type': 'application/json' }), ...headers },
    body: bytes,
  })
  if (reply.status >= 300) throw new Error(`${method} ${target}: ${reply.status} ${reply.body}`)
  return JSON.parse(String(reply.body))
}

/** The calculated snapshots of some families of a group, with an id of the platform's own for everybody. */
export async function familiesOf({ call }: Caller, group: string, count: number): Promise<Json[]> {
  const payloads: Json[] = []
  while (payloads.length < count) {
    const query = `page_size=${Math.min(count, 100)}&offset=${payloads.length}`
    const { response } = await call('GET', `/api/v1/groups/${group}/employees?${query}`)
    for (const { id } of response) {
      const payload = await call('GET', `/api/v1/employees/${id}/member_snapshot`)
      payload.employee.custom_individual_id = `E-${id}`
      for (const kin of payload.dependents) kin.custom_individual_id = `D-${kin.id}`
      payloads.push(payload)
    }
  }
  return payloads
}
