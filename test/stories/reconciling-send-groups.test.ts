import path from 'node:path'
import { expect } from 'vitest'
import {
  carrierRecord,
  connectionStatus,
  enrolled,
  family,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from '../feeds/census.ts'
import { inEveryMode } from '../modes.ts'
import { allOf, FULFILLMENT, type Json, snapshotOf, submit } from '../snapshots/families.ts'

const scenario = path.join(import.meta.dirname, '../feeds/older-order.yaml')

/** Source: Noyo docs, "Linking Members", its sentences on Send connections; each test is one of them. */
inEveryMode(
  'reconciling Send groups',
  ({ test }) => {
    test('no employees are returned, so the census creates them; its answers hold the ids for later snapshots', async ({
      api,
      simulator,
    }) => {
      const { group_id, connection } = await sendGroup(api, simulator)
      expect(await connectionStatus(api, connection)).toBe('completed')
      expect(await allOf(api, `/groups/${group_id}/employees`)).toEqual([])
      const plan = await planOf(api, group_id, 'dental')
      const { status, body } = await submit(api, group_id, family(1, plan))
      expect(status).toBe(201)
      expect(body.created_members).toMatchObject([{ custom_individual_id: 'E-1', type: 'employee' }])
      await simulator.clock.settle()
      const named = family(1, plan, { employee: { id: body.employee_id, person: { first_name: 'Quilly' } } })
      const { body: later } = await submit(api, group_id, named)
      expect([later.employee_id, later.created_members]).toEqual([body.employee_id, []])
      await simulator.clock.settle()
      const [employee] = await allOf(api, `/groups/${group_id}/employees`)
      expect(employee).toMatchObject({ id: body.employee_id, person: { first_name: 'Quilly' } })
    })

    test('after the census Noyo works with the carrier to test the connection: a test file goes', async ({
      api,
      simulator,
    }) => {
      const { group_id, feed } = await sendGroup(api, simulator)
      const plan = await planOf(api, group_id, 'dental')
      const ids = await sendCensus(
        api,
        group_id,
        [1, 2, 3].map((n) => family(n, plan)),
      )
      await simulator.clock.settle()
      const [run] = await runsOf(api, feed)
      expect(run).toMatchObject({
        status: 'completed',
        details: { file: { audit: { count: { primaries: 3 } } } },
      })
      expect(run.details.file.name).toMatch(/^TEST_/)
      const statuses = await Promise.all(ids.map(async (id) => (await snapshotOf(api, id)).status))
      expect(statuses).toEqual(['completed', 'completed', 'completed'])
    })

    test('an error report may come that tells what is to be corrected before the connection is established', async ({
      api,
      simulator,
    }) => {
      const { group_id, feed } = await sendGroup(api, simulator)
      const plan = await planOf(api, group_id, 'dental')
      const early = family(2, plan)
      early.coverages[0].enrolled_members = [enrolled('E-2', { effective_start_date: '2024-01-01' })]
      await sendCensus(api, group_id, [family(1, plan), early])
      await simulator.clock.settle()
      const { body: reports } = await api.get(`${FULFILLMENT}/partner_documents?group_ids=${group_id}`)
      expect(reports.response).toMatchObject([{ content_type: 'EDI_ERROR_REPORT' }])
      const { body: issues } = await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)
      const [employee] = (await allOf(api, `/groups/${group_id}/employees`)).filter(
        ({ custom_individual_id: id }) => id === 'E-2',
      )
      expect(issues.response).toMatchObject([
        { category: 'coverage_date_conflict', status: 'open', employee_id: employee.id },
      ])
      expect(await isTested(api, feed)).toBe(true)
    })

    test('corrections by additional snapshots let the testing cycle go on, until the carrier takes the files', async ({
      api,
      simulator,
    }) => {
      const { group_id, feed } = await sendGroup(api, simulator)
      const plan = await planOf(api, group_id, 'dental')
      await sendCensus(api, group_id, [
        family(1, plan),
        family(2, plan, { employee: { person: { ssn: null } } }),
      ])
      await simulator.clock.settle()
      await sendCensus(api, group_id, [family(2, plan)])
      await simulator.clock.settle()
      expect(await isTested(api, feed)).toBe(false)
      const { body: issues } = await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)
      expect(issues.response).toMatchObject([{ category: 'missing_ssn', status: 'resolved' }])
      const { members } = await carrierRecord(api)
      const numbers = members.map(({ ssn }: Json) => ssn)
      expect(numbers).toEqual(expect.arrayContaining(['978011001', '978011002']))
    })
  },
  { scenario },
)

async function isTested(api: Parameters<typeof runsOf>[0], feed: string): Promise<boolean> {
  const { body } = await api.get(`${FULFILLMENT}/feeds?feed=${feed}&testing=true`)
  return body.response.length === 1
}
