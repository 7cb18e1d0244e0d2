import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { opened, scenarioFile } from './opened.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/scenarios.md'), 'utf8')

test('the first scenario of docs/scenarios.md is the world that the text tells of', async () => {
  const text = /```yaml\n([^`]*)```/.exec(guide)?.[1] as string
  const { api } = await opened({ scenario: scenarioFile(text) })
  const groups = (await api.get('/fulfillment/api/v1/groups')).body.response
  expect(groups).toMatchObject([{ name: 'Juniper Street Bakery' }])
  const employees = (await api.get(`/fulfillment/api/v1/groups/${groups[0].id}/employees?page_size=50`)).body
  expect(employees.response).toHaveLength(12)

  const beam = (await api.get('/carrier/api/v1/carriers?internal_name=beam')).body[0]
  const group_data = { group_name: 'Copperline Mill', carrier_group_id: 'CM10325' }
  const mill = await api.post('/fulfillment/api/v1/group_connections', { carrier_id: beam.id, group_data })
  expect(mill.status).toBe(201)
  await api.post('/_sim/clock/settle')
  const pulled = (await api.get(`/fulfillment/api/v1/groups/${mill.body.group_id}/employees?page_size=50`))
    .body
  expect(pulled.response).toHaveLength(5)
})
