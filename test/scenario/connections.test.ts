import { describe, expect, test } from 'vitest'
import { faultText } from '../../src/scenario/fault.ts'
import type { Api } from '../api-client.ts'
import { opened, scenarioFile } from './opened.ts'
import { faultsOf } from './read-text.ts'

const V1 = '/fulfillment/api/v1'

/** A group at one carrier, with more on its line and before the groups. */
const world = (
  line: string,
  { carrier = 'guardian, carrier_group_id: "00410125"', more = '' } = {},
) => `title: x
${more}groups:
  - name: Mill
    carriers:
      - {carrier: ${carrier}, employees: 3, ${line}}
`

async function connectionIn(text: string, pace?: 'instant' | 'realistic') {
  const { api, simulator } = await opened({ scenario: scenarioFile(text), ...(pace && { pace }) })
  const read = async () => (await api.get(`${V1}/group_connections`)).body.response[0]
  return { api, simulator, read }
}

const SECONDS_A_DAY = 86_400
const START = Date.parse('2026-01-05T09:00:00Z') / 1000

describe('a connection that was requested before the start', () => {
  test.each([
    ['true', START - 60 * SECONDS_A_DAY],
    ['-2d', START - 2 * SECONDS_A_DAY],
    ['-P1W', START - 7 * SECONDS_A_DAY],
    ['-1mo', Date.parse('2025-12-05T09:00:00Z') / 1000],
    ['2025-12-24', Date.parse('2025-12-24T00:00:00Z') / 1000],
    ['"2025-12-24T10:30:00+01:00"', Date.parse('2025-12-24T09:30:00Z') / 1000],
  ])('was so when the file says: %s', async (when, created) => {
    const { read } = await connectionIn(world(`requested: ${when}`))
    expect(await read()).toMatchObject({ created, status: 'completed' })
  })

  test('is requested in the order of time, whatever the order of the file', async () => {
    const text = `${world('requested: -1d')}  - name: Bakery
    carriers: [{carrier: guardian, carrier_group_id: "00410225", employees: 2, requested: -3d}]
`
    const { api } = await opened({ scenario: scenarioFile(text) })
    const { response } = (await api.get(`${V1}/group_connections`)).body
    const times = response.map((one: { group_data: { group_name: string }; created: number }) => [
      one.group_data.group_name,
      one.created,
    ])
    expect(times.sort()).toEqual([
      ['Bakery', START - 3 * SECONDS_A_DAY],
      ['Mill', START - SECONDS_A_DAY],
    ])
  })

  test.each([
    ['installed_on: +10d', 'waiting_on_carrier'],
    ['authorized_on: "2026-02-01"', 'carrier_authorization'],
    ['outcome: noyo_review', 'noyo_review'],
    ['refuse_until: +1w', 'unable_to_connect'],
    ['outcome: action_required, refuse_until: 2027-01-01', 'action_required'],
    ['installed_on: -10d', 'completed'],
    ['outcome: noyo_review, refuse_until: -10d', 'completed'],
    ['delay: 61d', 'processing'],
    ['delay: PT72H', 'completed'],
  ])('stands where its cause leaves it, at each pace: %s', async (line, status) => {
    for (const pace of ['instant', 'realistic'] as const) {
      const { read } = await connectionIn(world(`requested: true, ${line}`), pace)
      expect([pace, (await read()).status]).toEqual([pace, status])
    }
  })

  test('has the settings of its carrier, but for its own', async () => {
    const more = 'carriers: {guardian: {installed_on: +10d}}\n'
    const { read } = await connectionIn(world('requested: true', { more }))
    expect(await read()).toMatchObject({ status: 'waiting_on_carrier' })
    const own = await connectionIn(world('requested: true, installed_on: -20d', { more }))
    expect(await own.read()).toMatchObject({ status: 'completed' })
  })

  test('named what was sent: of brokers no other', async () => {
    const carrier = 'anthem, carrier_group_id: A12345'
    const brokers = 'broker_federal_ein: "900000201", broker_tin: "900000202"'
    const { read } = await connectionIn(
      world(`requested: true, ${brokers}, sent: {broker_tin: "900000209"}`, { carrier }),
    )
    const connection = await read()
    expect(connection).toMatchObject({ status: 'action_required', group_data: { broker_tin: '900000209' } })
    expect(connection.group_data).not.toHaveProperty('broker_federal_ein')
  })
})

describe('carriers by name', () => {
  const statuses = async (api: Api): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await api.get('/carrier/api/v1/carriers')).body.map(
        (carrier: { internal_name: string; status: string }) => [carrier.internal_name, carrier.status],
      ),
    )

  test('are as they are said to be; the others are active', async () => {
    const file = scenarioFile(
      'title: x\ncarriers: {guardian: , beam: {status: inactive}, unum: {status: pending}}\n',
    )
    const { api, simulator } = await opened({ scenario: file })
    expect(await statuses(api)).toMatchObject({
      guardian: 'active',
      anthem: 'active',
      beam: 'inactive',
      unum: 'pending',
    })
    await simulator.clock.settle()
    expect(await statuses(api)).toMatchObject({ beam: 'inactive', unum: 'active' })
  })

  test('in a list are the active ones', async () => {
    const { api } = await opened({ scenario: scenarioFile('title: x\ncarriers: [guardian, beam]\n') })
    const active = Object.entries(await statuses(api)).filter(([, status]) => status === 'active')
    expect(active.map(([name]) => name).sort()).toEqual(['beam', 'guardian'])
  })
})

test('contacts are there to read', async () => {
  const text = `title: x
groups:
  - name: Mill
    contacts:
      - {first_name: Lee, last_name: Park, email: lee@example.com, types: [company], primary_contact: true}
`
  const { api } = await opened({ scenario: scenarioFile(text) })
  const [group] = (await api.get(`${V1}/groups`)).body.response
  const { response } = (await api.get(`${V1}/groups/${group.id}/contacts`)).body
  expect(response).toMatchObject([{ first_name: 'Lee', email: 'lee@example.com', primary_contact: true }])
})

describe('what cannot be so at the start', () => {
  const connected = (line: string) => world(`connected: true, ${line}`)
  const inactive = { more: 'carriers: {guardian: {status: inactive}}\n' }

  test.each([
    ['installed later', connected('installed_on: +1d'), 'The group is installed after the start'],
    ['authorised later', connected('authorized_on: +1d'), 'Noyo is authorised after the start'],
    ['held', connected('outcome: noyo_review'), 'The outcome noyo_review keeps this connection'],
    ['refused', connected('refuse_until: -1d'), 'The outcome unable_to_connect keeps this connection'],
    ['too slow', connected('delay: 61d'), 'The delay is too long'],
    ['an inactive carrier', world('connected: true', inactive), 'Guardian is inactive for the organization'],
    ['asked of an inactive carrier', world('requested: true', inactive), 'Guardian is inactive'],
    ['requested too', connected('requested: true'), 'What is connected has been requested.'],
    [
      'another kind of broker than the carrier takes was sent',
      world('requested: true, broker_federal_ein: "900000201", sent: {broker_tin: "900000209"}', {
        carrier: 'principal, carrier_group_id: "1234567"',
      }),
      'Principal connects a group only with a broker\'s tax number: add "broker_federal_ein" to what was sent.',
    ],
    ['sent without a request', world('sent: {broker_tin: "1"}'), 'Nothing was sent without a request.'],
    ['requested later', world('requested: +2d'), 'This is not within the 60 days before the start.'],
    ['requested long before', world('requested: -3mo'), 'This is not within the 60 days before the start.'],
    ['a day that is none', world('installed_on: 2026-02-30'), 'There is no such day.'],
    ['minutes or months', world('installed_on: +1m'), '"+1m" does not have the right form.'],
    ['a bare number', world('delay: 3'), '3 should be text. For example: delay: "3d".'],
    [
      'installed later, by the carrier',
      world('connected: true', { more: 'carriers: {guardian: {installed_on: +10d}}\n' }),
      'The group is installed after the start',
    ],
    [
      'installed on a day after the start that the file names',
      world('connected: true, installed_on: 2026-04-01', { more: 'clock: {start: 2026-03-01}\n' }),
      'The group is installed after the start',
    ],
  ])('%s', async (_what, text, message) => {
    const [fault, ...others] = (await faultsOf(text)).map(faultText)
    expect(others).toEqual([])
    expect(fault).toMatch(/^world\.yaml:\d+:\d+: /)
    expect(fault).toContain(message)
  })

  test('a day after a start that only the options name is told when the world is made', async () => {
    const text = world('connected: true, installed_on: 2026-04-01')
    expect(await faultsOf(text)).toEqual([])
    const scenario = scenarioFile(text)
    await expect(opened({ scenario, start: '2026-03-01' })).rejects.toThrow(
      'is waiting_on_carrier at the start',
    )
    await expect(opened({ scenario, start: '2026-05-01' })).resolves.toBeDefined()
  })
})
