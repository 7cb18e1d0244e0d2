import path from 'node:path'
import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, type Json, snapshotOf } from '../snapshots/families.ts'
import { carrierRecord, connectionStatus, family, planOf, runsOf, sendCensus, sendGroup } from './census.ts'

const scenario = path.join(import.meta.dirname, 'older-order.yaml')

inEveryMode(
  'a Send connection in the older order',
  ({ test }) => {
    test('is completed before the census; the carrier tests files of it then, until it approves one', async ({
      api,
      simulator,
    }) => {
      const { group_id, connection, feed } = await sendGroup(api, simulator)
      expect(await connectionStatus(api, connection)).toBe('completed')
      const plan = await planOf(api, group_id, 'dental')
      const testing = async () =>
        (await api.get(`${FULFILLMENT}/feeds?testing=true`)).body.response.map(({ id }: Json) => id)
      const wrong = family(2, plan, { employee: { person: { ssn: null } } })
      const [id] = await sendCensus(api, group_id, [family(1, plan), wrong])
      await simulator.clock.settle()
      expect((await snapshotOf(api, id as string)).status).toBe('completed')
      expect(await testing()).toEqual([feed])

      await sendCensus(api, group_id, [family(2, plan)])
      await simulator.clock.settle()
      expect(await testing()).toEqual([])
      expect(await runsOf(api, feed)).toHaveLength(2)
      const { members } = await carrierRecord(api)
      expect(members.map(({ ssn }: Json) => ssn)).toEqual(expect.arrayContaining(['978011001', '978011002']))
      expect(await connectionStatus(api, connection)).toBe('completed')
    })
  },
  { scenario },
)
