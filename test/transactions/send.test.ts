import { expect } from 'vitest'
import { EXAMPLE_MUTUAL, family, planOf, sendCensus, sendGroup } from '../feeds/census.ts'
import { inEveryMode } from '../modes.ts'
import { allOf, FULFILLMENT, GUARDIAN, type Json, snapshotOf } from '../snapshots/families.ts'
import { detailsOf, listed, transactionsOf } from './seen.ts'

inEveryMode('the transaction of a Send carrier', ({ test }) => {
  test('waits for the file and is completed with it: the carrier says no more', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const [id] = (await sendCensus(api, group_id, [family(1, plan)])) as [string]
    await simulator.clock.advance('4s')
    const [waiting] = await transactionsOf(api, id)
    expect(waiting).toMatchObject({
      carrier_id: EXAMPLE_MUTUAL,
      transaction_type: 'carrier_new_hire',
      status: 'processing',
      lines_of_coverage: ['dental'],
      result: {},
    })
    expect(detailsOf(waiting)).toEqual(['noyo_accepted'])

    await simulator.clock.settle()
    await simulator.clock.advance('30d')
    const [sent] = await transactionsOf(api, id)
    expect(sent).toMatchObject({ id: waiting.id, status: 'completed', result: { sent_by: 'file' } })
    expect(detailsOf(sent)).toEqual(['noyo_accepted', 'carrier_accepted'])
    expect(sent).not.toHaveProperty('verified')
    expect(sent.status_details[1].event_created).toBe((await snapshotOf(api, id)).modified)
    const why = (await api.get(`/_sim/why/${sent.id}`)).body.chain.map(({ text }: Json) => text).join('\n')
    expect(why).toContain('member_transaction.status_detail_reached')
  })

  test('is canceled with its snapshot while it waits for the file', async ({ api, simulator }) => {
    const { group_id } = await sendGroup(api, simulator)
    const [dental, vision] = await Promise.all([
      planOf(api, group_id, 'dental'),
      planOf(api, group_id, 'vision'),
    ])
    const [former] = (await sendCensus(api, group_id, [family(1, dental)])) as [string]
    await simulator.clock.advance('4s')
    const [later] = (await sendCensus(api, group_id, [family(1, vision)])) as [string]
    await simulator.clock.settle()
    expect(await transactionsOf(api, former)).toMatchObject([
      {
        status: 'canceled',
        result: { reason: 'replaced', replaced_by: later, carrier_received: false },
      },
    ])
    expect(await transactionsOf(api, later)).toMatchObject([
      { status: 'completed', lines_of_coverage: ['vision'] },
    ])
  })

  test('beside one of a Sync carrier: two of one snapshot, each completed in its time', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
      carrier_id: GUARDIAN,
      group_data: { carrier_group_id: '00123400' },
    })
    await simulator.clock.settle()
    const plans = await allOf(api, `/groups/${group_id}/plans`)
    const at = (carrier: string, line: string) =>
      family(
        1,
        plans.find((plan) => plan.carrier_id === carrier && plan.line_of_coverage === line),
      ).coverages[0]
    const coverages = [at(GUARDIAN, 'vision'), at(EXAMPLE_MUTUAL, 'dental')]
    const [id] = (await sendCensus(api, group_id, [family(1, coverages[0], { coverages })])) as [string]
    await simulator.clock.advance('16s')
    const stand = async () =>
      (await transactionsOf(api, id))
        .map(({ carrier_id, status, ...rest }) => [carrier_id, status, detailsOf(rest as Json).at(-1)])
        .toSorted()
    expect((await snapshotOf(api, id)).status).toBe('processing')
    expect(await stand()).toEqual([
      [EXAMPLE_MUTUAL, 'processing', 'noyo_accepted'],
      [GUARDIAN, 'completed', 'noyo_verified'],
    ])
    await simulator.clock.settle()
    expect((await snapshotOf(api, id)).status).toBe('completed')
    expect(await stand()).toEqual([
      [EXAMPLE_MUTUAL, 'completed', 'carrier_accepted'],
      [GUARDIAN, 'completed', 'noyo_verified'],
    ])
    const ofGuardian = await listed(api, `carrier_ids=${GUARDIAN}`)
    expect(ofGuardian).toHaveLength(1)
    expect(await listed(api, `carrier_ids=${GUARDIAN},${EXAMPLE_MUTUAL}`)).toHaveLength(2)
  })
})
