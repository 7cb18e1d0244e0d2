import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { opened, scenarioFile } from './opened.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/scenarios.md'), 'utf8')

/** The scenario of this title, as it stands in docs/scenarios.md. */
function world(title: string): string {
  const texts = [...guide.matchAll(/```yaml\n([^`]*)```/g)].map(([, text = '']) => text)
  return texts.find((text) => text.includes(`title: ${title}`)) as string
}

const V1 = '/fulfillment/api/v1'

test('the first scenario of docs/scenarios.md is the world that the text tells of', async () => {
  const text = world('A bakery that is connected and a mill that is not')
  const { api } = await opened({ scenario: scenarioFile(text) })
  const groups = (await api.get(`${V1}/groups`)).body.response
  expect(groups).toMatchObject([{ name: 'Juniper Street Bakery' }])
  const employees = (await api.get(`${V1}/groups/${groups[0].id}/employees?page_size=50`)).body
  expect(employees.response).toHaveLength(12)

  const beam = (await api.get('/carrier/api/v1/carriers?internal_name=beam')).body[0]
  const group_data = { group_name: 'Copperline Mill', carrier_group_id: 'CM10325' }
  const mill = await api.post(`${V1}/group_connections`, { carrier_id: beam.id, group_data })
  expect(mill.status).toBe(201)
  await api.post('/_sim/clock/settle')
  const pulled = (await api.get(`${V1}/groups/${mill.body.group_id}/employees?page_size=50`)).body
  expect(pulled.response).toHaveLength(5)
})

test('the scenario of carriers that make one wait is as its title says', async () => {
  const text = world('One carrier is slow, one has not installed the group, one has another broker on file')
  const { api } = await opened({ scenario: scenarioFile(text) })
  const { response } = (await api.get(`${V1}/group_connections`)).body
  const statuses = response.map(
    (connection: { status: string; group_data: { carrier_group_id: string } }) => [
      connection.group_data.carrier_group_id,
      connection.status,
    ],
  )
  expect(Object.fromEntries(statuses)).toEqual({
    '00410325': 'processing',
    '123456': 'waiting_on_carrier',
    '1234567': 'action_required',
  })
})

const named = (members: { first_name: string; relationship: string }[]) =>
  members.map(({ first_name, relationship }) => `${first_name}, ${relationship}`)

test('the scenario with people of its own has those, and a file of them is read as the text says', async () => {
  const text = world('A bakery of which some people and all plans are known')
  const { api } = await opened({ scenario: scenarioFile(text) })
  const { members, plans } = (await api.get('/_sim/carriers/guardian/groups/00410125')).body
  expect(plans.map(({ name }: { name: string }) => name).sort()).toEqual(['Dental High', 'Vision 150'])
  const employees = members.filter((member: { relationship: string }) => member.relationship === 'self')
  expect(employees).toHaveLength(6)
  expect(named(members)).toEqual(expect.arrayContaining(['Ada, self', 'Sam, spouse', 'Lee, self']))
  expect(members.find((member: { first_name: string }) => member.first_name === 'Lee')).toMatchObject({
    ssn: null,
  })

  const csv = /```csv\n([^`]*)```/.exec(guide)?.[1] as string
  const file = scenarioFile(`title: x
groups:
  - {name: Bakery, people: bakery.csv, carriers: [{carrier: guardian, carrier_group_id: "00410125"}]}
`)
  writeFileSync(path.join(path.dirname(file), 'bakery.csv'), csv)
  const other = await opened({ scenario: file })
  const read = (await other.api.get('/_sim/carriers/guardian/groups/00410125')).body.members
  expect(named(read).sort()).toEqual(['Ada, self', 'Lee, self', 'Sam, spouse'])
})

test('the lines that make the first scenario a test are told of, missed and met, as the text says', async () => {
  const more = /```yaml add\n([^`]*)```/.exec(guide)?.[1] as string
  const text = `${world('A bakery that is connected and a mill that is not')}${more}`
  await expect(opened({ scenario: scenarioFile(text) })).rejects.toThrow(
    /"Copperline Mill" is not in Noyo\. Remove/,
  )
  const mended = text.replace('    in_noyo: false\n', '')
  const missed = await (await opened({ scenario: scenarioFile(mended) })).simulator.playTimeline()
  expect(missed.expectations.filter(({ met }) => !met)).toMatchObject([{ expected: '13', found: '12' }])
  const right = mended.replace('employees: 13', 'employees: 12')
  expect(await (await opened({ scenario: scenarioFile(right) })).simulator.playTimeline()).toMatchObject({
    ok: true,
  })
})

test('the scenario of carriers that get files is as the text says', async () => {
  const text = world('Files go on weekdays, a report comes after four hours, the approval after two days')
  const { api, simulator } = await opened({ scenario: scenarioFile(text) })
  const { response } = (await api.get(`${V1}/group_connections`)).body
  const statuses = response.map(({ status }: { status: string }) => status).sort()
  expect(statuses).toEqual(['action_required', 'completed'])
  const feeds = (await api.get(`${V1}/feeds`)).body.response
  const rules = feeds.map(
    (feed: { configuration: { cadence: { rrule: string } } }) => feed.configuration.cadence,
  )
  expect(rules).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', time_of_day: '18:00' }),
      expect.objectContaining({ rrule: 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH', zone_info: 'US/Pacific' }),
    ]),
  )
  await simulator.clock.advance('9d')
  const missing = async () => (await api.get(`${V1}/issues?category=missing_coverage`)).body.response
  expect(await missing()).toEqual([])
  await simulator.clock.advance('2d')
  expect(await missing()).toMatchObject([{ status: 'open', member_type: 'employee' }])
})
