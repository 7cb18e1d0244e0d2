import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { carrierProfiles } from '../../src/carriers/profiles/index.ts'
import { ScenarioError } from '../../src/scenario/fault.ts'
import { play } from '../../src/scenario/play.ts'
import { readScenario } from '../../src/scenario/read.ts'
import type { Stage } from '../../src/scenario/scenario.ts'
import { createSimulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { opened, scenarioFile } from './opened.ts'

const V1 = '/fulfillment/api/v1'
const START = Date.parse('2026-01-05T09:00:00Z') / 1000

const GUARDIAN = 'e487937e-17ad-4c78-9f02-cb494658ee59'

const list = async (api: Api, target: string) =>
  (await api.get(`${V1}/${target}${target.includes('?') ? '&' : '?'}page_size=200`)).body.response as Record<
    string,
    unknown
  >[]

const premier = carrierProfiles.filter(({ tier }) => tier === 'premier')

/** The demo world's first employer, connected at the start. */
async function bakery(api: Api): Promise<{ status: string; created: number; completed: number }> {
  const [connection] = await list(api, `group_connections?carrier_id=${GUARDIAN}&carrier_group_id=00410125`)
  return connection as { status: string; created: number; completed: number }
}

/** One employer at every carrier that is read, connected to all. */
const EVERYWHERE = `title: x
groups:
  - name: Juniper Street Bakery
    carriers:
${premier
  .map(
    ({ slug, carrier_group_id: { example } }) =>
      `      - {carrier: ${slug}, carrier_group_id: "${example}", employees: 2, connected: true, broker_federal_ein: "900000201"}`,
  )
  .join('\n')}
`

describe('a group that is connected', () => {
  const paces = ['instant', 'demo', 'realistic'] as const
  const profiles = ['production', 'noyo-sandbox'] as const
  test.each(paces.flatMap((pace) => profiles.map((profile) => ({ pace, profile }))))(
    'is completed before the start, with its people, at the pace $pace in the profile $profile',
    async ({ pace, profile }) => {
      const { api } = await opened({ scenario: scenarioFile(EVERYWHERE), pace, profile })
      const connections = await list(api, 'group_connections')
      expect(connections).toHaveLength(premier.length)
      for (const connection of connections) {
        expect(connection).toMatchObject({ status: 'completed' })
        const { created, completed } = connection as { created: number; completed: number }
        expect(created).toBeLessThan(START)
        expect(completed).toBeGreaterThanOrEqual(created)
        expect(completed).toBeLessThan(START)
      }
      const [group] = await list(api, 'groups')
      const employees = await list(api, `groups/${group?.['id']}/employees`)
      expect(employees.length).toBeGreaterThanOrEqual(2)
    },
  )

  test('takes the documented days at the realistic pace, none at the instant one', async () => {
    const took = async (pace: 'instant' | 'realistic') => {
      const { api } = await opened({ scenario: 'demo', pace })
      const connection = await bakery(api)
      return connection.completed - connection.created
    }
    expect(await took('instant')).toBe(0)
    expect(await took('realistic')).toBeGreaterThanOrEqual(86_400)
  })

  test('is completed on a running clock, before now', async () => {
    const began = Date.now() / 1000
    const { api } = await opened({ scenario: 'demo', clock: 'running' })
    const connection = await bakery(api)
    expect(connection).toMatchObject({ status: 'completed' })
    expect(connection.completed).toBeLessThan(began)
    const now = Date.parse((await api.get('/_sim/clock')).body.now) / 1000
    expect(now).toBeGreaterThanOrEqual(Math.floor(began))
    expect(now).toBeLessThan(began + 60)
  })
})

describe('a world', () => {
  test('begins on its start with nothing left to do', async () => {
    const { simulator } = await opened({ scenario: 'demo' })
    expect(await simulator.clock.now()).toBe('2026-01-05T09:00:00.000Z')
    expect(await simulator.clock.settle()).toEqual({
      now: '2026-01-05T09:00:00.000Z',
      ran: 0,
      stopped: 'quiet',
    })
  })

  test('has what the file says, and no more', async () => {
    const { api } = await opened({ scenario: 'demo' })
    const groups = await list(api, 'groups')
    expect(groups.map(({ name }) => name).sort()).toEqual([
      'Bluestem Outfitters',
      'Copperline Logistics',
      'Juniper Street Bakery',
      'Larkspur Veterinary',
      'Northgate Machine Works',
      'Summit Ridge Therapy',
      'Willow Creek Montessori',
    ])
    const juniper = groups.find(({ name }) => name === 'Juniper Street Bakery')
    expect(juniper).toMatchObject({ federal_ein: '900000101' })
    expect(await list(api, `groups/${juniper?.['id']}/employees`)).toHaveLength(12)
  })

  test('names the line of the file that each of its records comes from', async () => {
    const { api } = await opened({ scenario: 'demo' })
    const { events } = (await api.get('/_sim/events')).body as { events: { type: string; cause: object }[] }
    const begun = events.filter(({ cause }) => 'by' in cause && cause.by === 'scenario')
    expect(begun.length).toBeGreaterThan(0)
    for (const { cause } of begun) {
      expect(cause).toMatchObject({ file: 'scenarios/demo.yaml', line: expect.any(Number) })
    }
  })

  test('has its own carriers, keys, organization, clock, seed and ways', async () => {
    const own = scenarioFile(`title: x
organization: {name: Orchard Benefits}
keys: [{client_id: mine, client_secret: "my secret"}]
clock: {mode: frozen, start: 2027-04-01, speed: 60}
seed: own
profile: noyo-sandbox
pace: instant
unknown_groups: refuse
carriers: [guardian]
`)
    const { simulator } = await opened({ scenario: own })
    expect(simulator.facts).toMatchObject({
      profile: 'noyo-sandbox',
      pace: 'instant',
      key: { client_id: 'mine', client_secret: 'my secret' },
    })
    expect(await simulator.clock.now()).toBe('2027-04-01T00:00:00.000Z')
  })

  test('keeps its own clock mode unless another is asked for', async () => {
    const running = scenarioFile('title: x\nclock: {mode: running, start: 2027-04-01, speed: 1000}\n')
    const mode = async (options: object) => {
      const { api } = await opened({ scenario: running, ...options })
      return (await api.get('/_sim/clock')).body
    }
    expect(await mode({})).toMatchObject({ mode: 'running', speed: 1000 })
    expect(await mode({ clock: 'frozen' })).toMatchObject({ mode: 'frozen', now: '2027-04-01T00:00:00.000Z' })
  })

  test('gives way to the options of the start', async () => {
    const options = {
      seed: 'other',
      pace: 'realistic',
      profile: 'noyo-sandbox',
      start: '2028-02-29',
    } as const
    const { simulator, api } = await opened({ scenario: 'demo', ...options })
    expect(simulator.facts).toMatchObject({ pace: 'realistic', profile: 'noyo-sandbox' })
    expect(await simulator.clock.now()).toBe('2028-02-29T00:00:00.000Z')
    const usual = await opened({ scenario: 'demo' })
    expect(await list(api, 'groups')).not.toEqual(await list(usual.api, 'groups'))
  })

  test('has nobody enrolled where the identifier ends so, unless a number is given', async () => {
    const { api } = await opened({
      scenario: scenarioFile(`title: x
groups:
  - {name: Empty Mill, carriers: [{carrier: guardian, carrier_group_id: "00410200", connected: true}]}
  - {name: Full Mill, carriers: [{carrier: guardian, carrier_group_id: "00410300", employees: 4, connected: true}]}
`),
    })
    for (const { id, name } of await list(api, 'groups')) {
      const employees = await list(api, `groups/${id}/employees`)
      expect([name, employees.length]).toEqual([name, name === 'Empty Mill' ? 0 : 4])
    }
  })
})

/** Every id that an answer holds. */
function idsIn(value: unknown): string[] {
  return (
    JSON.stringify(value).match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
  ).sort()
}

test('one group more changes nothing of the others', async () => {
  const group = (name: string, number: string) =>
    `  - {name: ${name}, carriers: [{carrier: guardian, carrier_group_id: "${number}", employees: 3, connected: true}]}\n`
  const [mill, bakery] = [group('Mill', '00410125'), group('Bakery', '00410225')]
  const worldOf = async (groups: string) => {
    const { api } = await opened({ scenario: scenarioFile(`title: x\ngroups:\n${groups}`) })
    const all = await list(api, 'groups')
    const own = all.find(({ name }) => name === 'Mill')
    const parts = ['employees', 'plans', 'individual_enrollments']
    const answers = [
      own,
      (await list(api, 'group_connections')).filter(({ group_id }) => group_id === own?.['id']),
    ]
    for (const part of parts) answers.push(await list(api, `groups/${own?.['id']}/${part}`))
    return answers
  }
  const alone = await worldOf(mill)
  expect(idsIn(alone).length).toBeGreaterThan(20)
  expect(await worldOf(bakery + mill)).toEqual(alone)
  expect(await worldOf(mill + bakery + group('Copperline', '00410325'))).toEqual(alone)
})

describe('what cannot be played', () => {
  const text =
    'title: x\ngroups:\n  - name: Mill\n    carriers:\n      - {carrier: guardian, carrier_group_id: "00410125", connected: true}\n'
  /** Plays it on a stage where everything goes well, but for what a test says. */
  const played = async (other: Partial<Stage>) => {
    const stage: Stage = {
      perform: async () => ({ status: 201, body: { id: 'the-id' } }),
      write: async () => ({ status: 'completed' }) as never,
      advanceTo: async () => undefined,
      ...other,
    }
    return play(await readScenario({ name: 'world', file: 'world.yaml', text }))(stage, 'default', 0)
  }

  test('is told with its place: a command that is refused', async () => {
    await expect(played({})).resolves.toBeUndefined()
    const refusing = async (body: object) =>
      played({ perform: async () => ({ status: 409, body }) }).catch(({ message }: Error) => message)
    expect(await refusing({ message: 'No.', status: 409 })).toBe(
      'world.yaml:3:5: groups[0]: createGroup refuses this (409): No.',
    )
    expect(await refusing({ errors: { name: ['Too long.'] } })).toBe(
      'world.yaml:3:5: groups[0]: createGroup refuses this (409): {"name":["Too long."]}',
    )
  })

  test('is told with its place: a connection that is not completed', async () => {
    await expect(played({ write: async () => ({ status: 'noyo_review' }) as never })).rejects.toThrow(
      'world.yaml:5:70: groups[0].carriers[0].connected: This connection is noyo_review at the start.',
    )
  })

  test('is an error of createSimulator, and of a reset, which leaves the world as it was', async () => {
    await expect(createSimulator({ scenario: 'dmeo' })).rejects.toThrow('Nearest: "demo"')
    const broken = scenarioFile('titel: x\n')
    await expect(createSimulator({ scenario: broken })).rejects.toBeInstanceOf(ScenarioError)
    const { simulator, api } = await opened({ scenario: 'demo' })
    const before = await list(api, 'groups')
    await expect(simulator.reset({ scenario: broken })).rejects.toBeInstanceOf(ScenarioError)
    expect(await list(api, 'groups')).toEqual(before)
    const asked = await api.post('/_sim/reset', { scenario: 'dmeo' })
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('There is no scenario')
  })
})

test('a reset takes another scenario, and a file that has changed meanwhile', async () => {
  const { simulator, api } = await opened({ scenario: 'demo' })
  const file = scenarioFile('title: x\ngroups: [{name: First Mill}]\n')
  const names = async () => (await list(api, 'groups')).map(({ name }) => name)
  await simulator.reset({ scenario: file })
  expect(await names()).toEqual(['First Mill'])
  writeFileSync(file, 'title: x\ngroups: [{name: Second Mill}]\n')
  await simulator.reset()
  expect(await names()).toEqual(['Second Mill'])
})
