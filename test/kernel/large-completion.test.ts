import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { opened, scenarioFile } from '../scenario/opened.ts'
import { FULFILLMENT } from '../snapshots/families.ts'

const EMPLOYEES = 60

/** Time as it is for long work: whenever it looks, others have waited long enough. */
beforeEach(() => {
  let now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 20
    return now
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const world = () =>
  scenarioFile(`
title: An employer
clock: { mode: frozen, start: "2026-01-05T09:00:00Z" }
groups:
  - name: Kettle & Kiln
    carriers:
      - { carrier: guardian, carrier_group_id: "00650103", employees: ${EMPLOYEES} }
`)

test('others are answered while a connection is completed, and nobody sees a part of it', async () => {
  const { api, simulator } = await opened({ scenario: world() })
  const [carrier] = (await api.get('/carrier/api/v1/carriers?internal_name=guardian')).body
  const [group] = (await api.get(`${FULFILLMENT}/groups?company=Kettle`)).body.response
  const target = `${FULFILLMENT}/groups/${group.id}`
  const group_data = { carrier_group_id: '00650103' }
  await api.post(`${target}/group_connections`, { carrier_id: carrier.id, group_data })
  const { client_id, client_secret } = await simulator.sandbox({ scenario: 'demo' })
  const basic = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const grant = { body: { grant_type: 'client_credentials' }, headers: { authorization: `Basic ${basic}` } }
  const { body: token } = await api.send('POST', '/accounts/auth/public/token', grant)
  const headers = { authorization: `Bearer ${token.access_token}` }

  let completed = false
  const completing = simulator.clock.settle().then(() => {
    completed = true
  })
  const seen = { health: 0, elsewhere: 0, employees: new Set<number>(), enrollments: new Set<number>() }
  const totalOf = async (list: string): Promise<number> =>
    (await api.get(`${target}/${list}?page_size=1`)).body.meta.total_records
  while (!completed) {
    await setImmediate()
    const { status } = await api.get('/_sim/health')
    const { body } = await api.get(`${FULFILLMENT}/groups`, { headers })
    const [employees, enrollments] = [await totalOf('employees'), await totalOf('individual_enrollments')]
    if (completed) break
    seen.health += status === 200 ? 1 : 0
    seen.elsewhere += body.response.length > 0 ? 1 : 0
    seen.employees.add(employees)
    seen.enrollments.add(enrollments)
  }
  await completing
  expect(seen.health).toBeGreaterThan(20)
  expect(seen.elsewhere).toBeGreaterThan(20)
  const enrollments = await totalOf('individual_enrollments')
  expect(enrollments).toBeGreaterThan(EMPLOYEES)
  // Before it is committed nothing, once it is all: jobs that follow may still run then.
  expect([0, EMPLOYEES]).toEqual(expect.arrayContaining([...seen.employees]))
  expect([0, enrollments]).toEqual(expect.arrayContaining([...seen.enrollments]))
  expect(await totalOf('employees')).toBe(EMPLOYEES)
})
