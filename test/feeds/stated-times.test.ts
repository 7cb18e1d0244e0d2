import { expect } from 'vitest'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, snapshotOf } from '../snapshots/families.ts'
import {
  connectionStatus,
  EXAMPLE_MUTUAL,
  family,
  GROUP_ID,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

const CARRIER = '/_sim/carriers/example-mutual'
const GROUP = `${CARRIER}/groups/${GROUP_ID}`

const eventTimes = async (api: Api, type: string): Promise<string[]> => {
  const { body } = await api.get(`/_sim/events?type=${type}`)
  return body.events.map(({ at }: { at: string }) => at)
}

inEveryMode('a carrier of which it is said when it does what', ({ test }) => {
  test('gets a file when its cadence says so, however fast the pace', async ({ api, simulator }) => {
    await api.patch(CARRIER, { cadence: { rrule: 'weekly', time_of_day: '18:00', zone_info: 'US/Pacific' } })
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const [id] = await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.advance('10h')
    expect(await runsOf(api, feed)).toEqual([])
    const { body } = await api.get(`${FULFILLMENT}/feeds/${feed}`)
    expect(body.configuration.cadence).toMatchObject({
      rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO',
      time_of_day: '18:00',
      zone_info: 'US/Pacific',
      next_transmission: '2026-01-06T02:00:00.000Z',
    })
    await simulator.clock.advance('8h')
    expect(await runsOf(api, feed)).toHaveLength(1)
    expect((await snapshotOf(api, id as string)).status).toBe('completed')
  })

  test('gets it by a cadence that is said anew, of everybody or of the group, until it is taken back', async ({
    api,
    simulator,
  }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const next = async () => (await api.get(`${FULFILLMENT}/feeds/${feed}`)).body.next_transmission
    expect(await next()).toBe('2026-01-05T11:00:00.000Z')
    await api.patch(CARRIER, { cadence: 'monthly at 09:30' })
    expect(await next()).toBe('2026-02-01T14:30:00.000Z')
    const own = await api.patch(GROUP, { cadence: 'FREQ=WEEKLY;BYDAY=TH' })
    expect(own.body.standing.cadence).toEqual({ rrule: 'RRULE:FREQ=WEEKLY;BYDAY=TH' })
    expect(await next()).toBe('2026-01-08T11:00:00.000Z')
    const before = await eventTimes(api, 'carrier_standing.changed')
    await api.patch(GROUP, { cadence: { rrule: 'FREQ=WEEKLY;BYDAY=TH' } })
    expect(await eventTimes(api, 'carrier_standing.changed')).toEqual(before)
    await api.patch(GROUP, { cadence: null })
    expect(await next()).toBe('2026-02-01T14:30:00.000Z')
    await api.patch(CARRIER, { cadence: null })
    expect(await next()).toBe('2026-01-05T11:00:00.000Z')
    await sendCensus(api, group_id, [family(2, plan)])
    await simulator.clock.advance('1min')
    expect(await runsOf(api, feed)).toHaveLength(2)
  })

  test('answers a file and approves one when it is said to, from the arrival on', async ({
    api,
    simulator,
  }) => {
    const said = await api.patch(CARRIER, { report_after: '4h', approve_after: '36h' })
    expect(said.body).toMatchObject({
      carrier_id: EXAMPLE_MUTUAL,
      standing: { report_after: '14400s', approve_after: '129600s' },
    })
    const { group_id, connection } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan, { employee: { person: { ssn: null } } })])
    const after = async (file: number, by: string) => {
      const at = (await eventTimes(api, 'carrier_file.received'))[file] as string
      return new Date(Date.parse(at) + Number(by) * 3_600_000).toISOString()
    }
    await simulator.clock.advance('5h')
    expect(await eventTimes(api, 'partner_document.received')).toEqual([await after(0, '4')])
    await api.patch(GROUP, { report_after: '1h' })
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.advance('35h')
    expect(await connectionStatus(api, connection)).toBe('action_required')
    await simulator.clock.advance('2h')
    expect(await connectionStatus(api, connection)).toBe('completed')
    expect(await eventTimes(api, 'carrier_file.approved')).toEqual([await after(2, '36')])
    expect((await eventTimes(api, 'partner_document.received'))[1]).toBe(await after(2, '1'))
  })

  test('cannot be said what is none', async ({ api }) => {
    const refused = async (body: object) => {
      const { status, body: answer } = await api.patch(GROUP, body)
      return [status, answer.error.code, answer.error.field]
    }
    expect(await refused({ cadence: 'FREQ=NOW' })).toEqual([422, 'feed_rule_unreadable', '/cadence'])
    const rule = { cadence: { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' } }
    expect(await refused(rule)).toEqual([422, 'feed_rule_unreadable', '/cadence/rrule'])
    expect(await refused({ report_after: 'soon' })).toEqual([422, 'duration_unreadable', '/report_after'])
    expect(await refused({ approve_after: '' })).toEqual([422, 'duration_unreadable', '/approve_after'])
    expect((await api.patch('/_sim/carriers/nobody', {})).status).toBe(404)
  })
})
