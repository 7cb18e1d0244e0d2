import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  newHire,
  snapshotOf,
  somebody,
  submit,
} from './families.ts'

inEveryMode(
  "in Noyo's own sandbox",
  ({ test }) => {
    test('a group connected before takes snapshots, which complete within 15 seconds', async ({
      api,
      simulator,
    }) => {
      const groups = await allOf(api, '/groups')
      const { id: group } = groups.find(({ name }) => name === 'Juniper Street Bakery')
      const [{ id }] = (await allOf(api, `/groups/${group}/employees`)) as [{ id: string }]
      const { employee, ...payload } = await currentPayload(api, id)
      const { id: _noyo, ...unnamed } = employee
      const person = { ...employee.person, last_name: 'Oyelaran' }
      const sent = { ...payload, employee: { ...unnamed, custom_individual_id: 'E-1', person } }
      const { coverages: _covered, dependents: _kin, ...people } = sent
      const { body } = await submit(api, group, { ...people, enable_member_auto_link: true })
      expect(body).toMatchObject({ employee_id: id, status: 'processing', created_members: [] })
      await simulator.clock.advance('15s')
      expect(await snapshotOf(api, body.id)).toMatchObject({
        status: 'completed',
        fulfillment_summary: [{ status: 'sent' }],
      })
      expect((await api.get(`${FULFILLMENT}/employees/${id}`)).body.person.last_name).toBe('Oyelaran')
    })

    test('a new connection never completes, so members are stored and nobody is enrolled', async ({
      api,
      simulator,
    }) => {
      const group = await connectedGroup(api, simulator)
      expect(await allOf(api, `/groups/${group}/employees`)).toEqual([])
      const kin = { custom_individual_id: 'D-1', relationship: 'child', person: somebody({ ssn: null }) }
      const { body } = await submit(api, group, newHire({ dependents: [kin] }))
      expect(body.created_members).toHaveLength(2)
      await simulator.clock.advance('15s')
      expect(await snapshotOf(api, body.id)).toMatchObject({ status: 'completed', fulfillment_summary: [] })
    })
  },
  { profile: 'noyo-sandbox' },
)
