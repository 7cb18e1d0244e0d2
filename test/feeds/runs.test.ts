import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, type Json, NOBODY } from '../snapshots/families.ts'
import { family, planOf, runsOf, sendCensus, sendGroup } from './census.ts'

inEveryMode('a feed run', ({ test }) => {
  test('is processing, then completed, with what its file holds', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(
      api,
      group_id,
      [1, 2].map((n) => family(n, plan)),
    )
    await simulator.clock.advance('5s')
    const begun = await api.post(`/_sim/feeds/${feed}/run`)
    expect(begun.status).toBe(202)
    expect(begun.body).toMatchObject({ feed_id: feed, status: 'processing', completed: null, details: {} })
    const { id } = begun.body
    expect((await api.get(`${FULFILLMENT}/feed/runs/${id}/file`)).body).toEqual({
      message: `Feed run ${id} has no file.`,
      status: 404,
    })
    const again = await api.post(`/_sim/feeds/${feed}/run`)
    expect([again.status, again.body.error.code]).toEqual([409, 'feed_run_under_way'])

    await simulator.clock.advance('5s')
    const { body: run } = await api.get(`${FULFILLMENT}/feed_runs/${id}`)
    const count = { primaries: 2, dependents: 0, members: 2, enrollments: 2, terminations: 0 }
    expect(run).toMatchObject({ status: 'completed', details: { file: { audit: { count } } } })
    expect(run.details.file.name).toMatch(/^TEST_example-mutual_EM123456_\d{14}\.csv$/)
    expect(run.details.transmission.sent_timestamp).toBe(run.completed)
    expect(run.completed - run.initiated).toBeGreaterThanOrEqual(2)
    const { body: app } = await api.get(`/fulfillment/ui/v1/feeds/${feed}/runs`)
    expect(app.response).toMatchObject([
      {
        file: { name: run.details.file.name, is_test: true, includes_phi: true, gcs_path: null },
        carrier_transmission: run.details.transmission,
        workflow: { id, status: 'completed' },
      },
    ])
    expect((await api.get(`${FULFILLMENT}/feed_runs/${NOBODY}`)).status).toBe(404)
  })

  test('needs somebody to tell of, and a connection', async ({ api, simulator }) => {
    const { connection, feed } = await sendGroup(api, simulator)
    const nobody = await api.post(`/_sim/feeds/${feed}/run`)
    expect([nobody.status, nobody.body.error.code]).toEqual([409, 'feed_nothing_to_send'])
    expect(nobody.body.error.message).toContain('no snapshot')
    const held = { status: 'unable_to_connect' }
    expect((await api.post(`/_sim/group_connections/${connection}/transition`, held)).status).toBe(200)
    const apart = await api.post(`/_sim/feeds/${feed}/run`)
    expect(apart.body.error.message).toContain('not connected')
    expect((await api.post(`/_sim/feeds/${NOBODY}/run`)).status).toBe(404)
  })

  test('the runs of feeds are listed, the last of each alone if asked', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    await api.post(`/_sim/feeds/${feed}/run`)
    await simulator.clock.settle()
    const runs = await runsOf(api, feed)
    expect(runs).toHaveLength(2)
    const ids = async (query: string) =>
      (await api.get(`${FULFILLMENT}/feed_runs?${query}`)).body.response.map(({ id }: Json) => id)
    expect(await ids(`group_id=${group_id}`)).toEqual(runs.map(({ id }) => id))
    expect(await ids(`carrier_id=${plan.carrier_id}&group_id=${group_id}`)).toHaveLength(2)
    expect(await ids(`carrier_id=${NOBODY}&group_id=${group_id}`)).toEqual([])
    expect(await ids(`feed_id=${feed}&latest=true`)).toEqual([runs[0].id])
    expect(await ids(`feed_id=${NOBODY}`)).toEqual([])
    const { body } = await api.get(`${FULFILLMENT}/feed_runs?feed_id=${feed}&page_size=1&offset=1`)
    expect(body.meta).toMatchObject({ total_records: 2, page_num: 2 })
    expect(body.response).toMatchObject([{ id: runs[1].id }])
  })

  test('serves its file at the signed address until that expires', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const [run] = await runsOf(api, feed)
    const { body } = await api.get(`${FULFILLMENT}/feed/runs/${run.id}/file`)
    const url = new URL(body.signed_url)
    expect(url.searchParams.get('sandbox')).toBe('default')
    const target = `${url.pathname}${url.search}`
    const served = await api.get(target)
    expect(served.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(served.headers['content-disposition']).toContain(run.details.file.name)
    expect(served.text).toContain('978011001')

    const later = target.replace(/expires=(\d+)/, (_all, expires) => `expires=${Number(expires) + 60}`)
    const altered = await api.get(later)
    expect([altered.status, altered.body.error.code]).toEqual([403, 'file_address_wrong'])
    await simulator.clock.advance('299s')
    expect((await api.get(target)).status).toBe(200)
    await simulator.clock.advance('1s')
    const expired = await api.get(target)
    expect([expired.status, expired.body.error.code]).toEqual([403, 'file_address_expired'])
  })
})
