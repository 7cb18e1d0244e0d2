import { expect, test } from 'vitest'
import { wired } from './wired.ts'

test("a snapshot's own status is told before that of its carriers", async () => {
  const world = await wired()
  await world.subscribe()
  const { body } = await world.api.post('/_sim/webhooks/trigger', { type: 'member_snapshot.status_change' })
  expect(body).toMatchObject({ follows: 'in_time' })
  await world.simulator.clock.settle()
  const snapshot = await world.api.get(`/fulfillment/api/v1/member_snapshots/${body.subject}`)
  const { status, fulfillment_summary } = snapshot.body
  const [carrier] = fulfillment_summary
  expect(world.got.map(({ type, data }) => [type, data])).toEqual([
    ['member_snapshot.status_change', { id: body.subject, status, previous_status: 'processing' }],
    [
      'member_snapshot_carrier_fulfillment_status.status_change',
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: carrier.status,
        previous_status: 'processing',
        member_snapshot_id: body.subject,
        carrier_id: carrier.carrier_id,
      },
    ],
  ])
  expect(world.got[1]?.data['id']).not.toBe(body.subject)
  await world.simulator.close()
})
