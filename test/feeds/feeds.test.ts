import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, type Json, NOBODY, SAMPLE_LIFE, snapshotOf } from '../snapshots/families.ts'
import {
  connectionStatus,
  EXAMPLE_MUTUAL,
  family,
  fileOf,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

inEveryMode('a feed', ({ test }) => {
  test("is there with the account structure, in its carrier's rhythm", async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const { body } = await api.get(`${FULFILLMENT}/feeds/${feed}`)
    expect(body).toMatchObject({
      name: 'Example Mutual - Orchard Tools',
      carrier_id: EXAMPLE_MUTUAL,
      group_ids: [group_id],
      paused: false,
      next_transmission: '2026-01-05T11:00:00.000Z',
      configuration: {
        cadence: {
          rrule: 'RRULE:FREQ=DAILY',
          time_of_day: '06:00',
          zone_info: 'US/Eastern',
          start_date: '2026-01-05',
          end_date: '9999-12-31',
          next_transmission: '2026-01-05T11:00:00.000Z',
        },
      },
    })
    expect(body.last_transmission).toBeUndefined()
    const weekdays = await sendGroup(api, simulator, SAMPLE_LIFE, '123-45678')
    const other = await api.get(`${FULFILLMENT}/feeds/${weekdays.feed}`)
    expect(other.body.configuration.cadence).toMatchObject({
      rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
      zone_info: 'US/Central',
    })
    expect((await api.get(`${FULFILLMENT}/feeds/${NOBODY}`)).status).toBe(404)
  })

  test('is found by every filter', async ({ api, simulator }) => {
    const daily = await sendGroup(api, simulator)
    const weekdays = await sendGroup(api, simulator, SAMPLE_LIFE, '123-45678')
    const plan = await planOf(api, daily.group_id, 'dental')
    await sendCensus(api, daily.group_id, [family(1, plan)])
    await simulator.clock.settle()
    await api.patch(`/_sim/feeds/${weekdays.feed}`, { paused: true })
    const names = new Map([
      [daily.feed, 'daily'],
      [weekdays.feed, 'weekdays'],
    ])
    const found = async (query: string) => {
      const { status, body } = await api.get(`${FULFILLMENT}/feeds?${query}`)
      expect(status).toBe(200)
      return body.response.flatMap(({ id }: Json) => names.get(id) ?? [])
    }
    expect(await found('')).toEqual(expect.arrayContaining(['daily', 'weekdays']))
    expect(await found(`group_id=${daily.group_id}`)).toEqual(['daily'])
    expect(await found(`carrier_id=${SAMPLE_LIFE}`)).toEqual(['weekdays'])
    expect(await found('paused=true')).toEqual(['weekdays'])
    expect(await found('paused=false')).toEqual(['daily'])
    expect(await found('testing=true')).toEqual(['weekdays'])
    expect(await found('testing=false')).toEqual(['daily'])
    expect(await found('status=retired')).toEqual([])
    expect(await found('status=active')).toHaveLength(2)
    expect(await found('feed=sample')).toEqual(['weekdays'])
    expect(await found(`feed=${daily.feed.toUpperCase()}`)).toEqual(['daily'])
    expect(await found('next_transmission_end=2026-01-05T11:00:00Z')).toEqual(['daily'])
    expect(await found('next_transmission_end=2026-01-05T10:59:59Z')).toEqual([])
    expect(await found('sort_by=name&sort_direction=asc')).toEqual(['daily', 'weekdays'])
    expect(await found('sort_by=name&sort_direction=desc')).toEqual(['weekdays', 'daily'])
    expect(await found('next_transmission_end=2026-01-05')).toEqual([])
    for (const query of ['status=nope', 'sort_by=nope', 'next_transmission_end=soon']) {
      expect((await api.get(`${FULFILLMENT}/feeds?${query}`)).status).toBe(422)
    }
  })

  test('is sent in its rhythm also when nothing is new, and says the same', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    expect(await runsOf(api, feed)).toHaveLength(1)
    expect(await simulator.clock.settle()).toMatchObject({ ran: 0, stopped: 'quiet' })
    await simulator.clock.advance('3d')
    const runs = await runsOf(api, feed)
    expect(runs).toHaveLength(4)
    const texts = await Promise.all(runs.map(({ id }) => fileOf(api, id)))
    expect(new Set(texts).size).toBe(1)
    expect(
      runs
        .map(({ details }) => details.file.name.slice(0, 5))
        .toSorted()
        .at(-1),
    ).toBe('examp')
    const { body } = await api.get(`${FULFILLMENT}/feeds/${feed}`)
    expect(body.last_transmission.id).toBe(runs[0].details.transmission.id)
    expect(body.next_transmission).toBe('2026-01-08T11:00:00.000Z')
  })

  test('sends nothing while it is paused', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const paused = await api.patch(`/_sim/feeds/${feed}`, { paused: true })
    expect(paused.body).toMatchObject({ paused: true, next_transmission: null })
    const [id] = await sendCensus(api, group_id, [family(1, plan)])
    expect(await simulator.clock.settle()).toMatchObject({ stopped: 'quiet' })
    await simulator.clock.advance('2d')
    expect(await runsOf(api, feed)).toEqual([])
    expect((await snapshotOf(api, id as string)).status).toBe('processing')

    await api.patch(`/_sim/feeds/${feed}`, { paused: false })
    await simulator.clock.settle()
    expect(await runsOf(api, feed)).toHaveLength(1)
    expect((await snapshotOf(api, id as string)).status).toBe('completed')
  })

  test('is retired when the group cannot be connected, and active again when it can', async ({
    api,
    simulator,
  }) => {
    const { connection, feed, group_id } = await sendGroup(api, simulator)
    const listed = async (status: string) =>
      (await api.get(`${FULFILLMENT}/feeds?group_id=${group_id}&status=${status}`)).body.response
    await api.post(`/_sim/group_connections/${connection}/transition`, { status: 'unable_to_connect' })
    expect(await listed('retired')).toMatchObject([{ id: feed, next_transmission: null }])
    expect(await listed('active')).toEqual([])
    const lifted = { outcome: null }
    await api.patch('/_sim/carriers/example-mutual/groups/EM123456', lifted)
    await api.put(`${FULFILLMENT}/group_connections/${connection}/retry`, {})
    await simulator.clock.settle()
    expect(await listed('active')).toMatchObject([{ id: feed }])
    expect(await listed('retired')).toEqual([])
  })

  test('is retired when a retry amends what the carrier calls the group; the group has another then', async ({
    api,
    simulator,
  }) => {
    const { connection, feed, group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    // Not approved, so that the connection still waits.
    await sendCensus(api, group_id, [family(1, plan, { employee: { person: { ssn: null } } })])
    await simulator.clock.settle()
    const retry = (carrier_group_id: string) =>
      api.put(`${FULFILLMENT}/group_connections/${connection}/retry`, { carrier_group_id })
    const listed = async (status: string) =>
      (await api.get(`${FULFILLMENT}/feeds?group_id=${group_id}&status=${status}`)).body.response
    expect((await retry('EM654321')).status).toBe(201)
    await simulator.clock.settle()
    expect(await listed('retired')).toMatchObject([{ id: feed, next_transmission: null }])
    const [other, ...more] = await listed('active')
    expect([other?.id === feed, more]).toEqual([false, []])
    await simulator.clock.advance('3d')
    expect(await runsOf(api, feed)).toHaveLength(1)

    expect((await retry('EM123456')).status).toBe(201)
    await simulator.clock.settle()
    expect(await listed('active')).toMatchObject([{ id: feed }])
    expect(await listed('retired')).toMatchObject([{ id: other.id }])
  })

  test('takes another rhythm, and refuses what is none', async ({ api, simulator }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const edit = { rrule: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=15', time_of_day: '23:30', zone_info: 'US/Mountain' }
    const { body } = await api.patch(`/_sim/feeds/${feed}`, edit)
    expect(body).toMatchObject({ next_transmission: '2026-01-16T06:30:00.000Z' })
    await simulator.clock.advance('10d')
    expect(await runsOf(api, feed)).toHaveLength(1)
    await simulator.clock.advance('1d')
    expect(await runsOf(api, feed)).toHaveLength(2)
    const refused = await api.patch(`/_sim/feeds/${feed}`, { rrule: 'FREQ=NOW' })
    expect([refused.status, refused.body.error.code]).toEqual([422, 'feed_rule_unreadable'])
    const never = await api.patch(`/_sim/feeds/${feed}`, { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' })
    expect(never.status).toBe(422)
    expect((await api.patch(`/_sim/feeds/${NOBODY}`, { paused: true })).status).toBe(404)
  })
})

inEveryMode(
  'a feed at the realistic pace',
  ({ test }) => {
    test('keeps to its cadence at the realistic pace, and settle goes on until the file that is waited for', async ({
      api,
      simulator,
    }) => {
      const { group_id, connection, feed } = await sendGroup(api, simulator)
      const { body: before } = await api.get(`${FULFILLMENT}/feeds/${feed}`)
      const due = before.next_transmission as string
      const plan = await planOf(api, group_id, 'dental')
      const [id] = await sendCensus(api, group_id, [family(1, plan)])
      await simulator.clock.advance('10m')
      expect((await snapshotOf(api, id as string)).fulfillment_summary).toMatchObject([
        { status: 'scheduled' },
      ])
      expect((await api.get(`${FULFILLMENT}/feeds/${feed}`)).body.next_transmission).toBe(due)
      await simulator.clock.settle()
      const [run] = (await runsOf(api, feed)).toReversed()
      expect(run.initiated).toBe(Date.parse(due) / 1000)
      expect((await snapshotOf(api, id as string)).status).toBe('completed')
      // Files go on daily while the carrier looks at the first one; they do not put its approval off.
      expect(await connectionStatus(api, connection)).toBe('completed')
    })
  },
  { pace: 'realistic' },
)
