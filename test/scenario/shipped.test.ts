import { expect } from 'vitest'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode, type Story, type TestWorld } from '../modes.ts'

const V1 = '/fulfillment/api/v1'

/** What the head of each shipped scenario promises. */
function shipped(name: string, story: (story: Story) => void): void {
  inEveryMode(`the scenario ${name}`, story, { scenario: name })
}

const idOf = (carrier: string) => carrierNamed(carrier)?.id as string

async function groupOf(api: Api, name: string): Promise<string> {
  const { response } = (await api.get(`${V1}/groups?page_size=100`)).body
  return response.find((group: { name: string }) => group.name === name).id
}

/** The connection of a group by its name; of several carriers, that with this one. */
async function connectionOf(api: Api, name: string): Promise<{ id: string; status: string }> {
  const { response } = (await api.get(`${V1}/groups/${await groupOf(api, name)}/group_connections`)).body
  expect(response).toHaveLength(1)
  return response[0]
}

const statusOf = async (api: Api, name: string) => (await connectionOf(api, name)).status

async function employeesOf(api: Api, name: string): Promise<number> {
  const { meta } = (await api.get(`${V1}/groups/${await groupOf(api, name)}/employees`)).body
  return meta.total_records
}

/** Retries, with what is amended, and waits a minute: at the demo pace an answer takes seconds. */
async function retried({ api, simulator }: TestWorld, name: string, amended: object = {}): Promise<string> {
  const { id } = await connectionOf(api, name)
  const retry = await api.put(`${V1}/group_connections/${id}/retry`, amended)
  expect(retry.status).toBe(201)
  await simulator.clock.advance('1min')
  return statusOf(api, name)
}

async function requested(api: Api, name: string, carrier: string, carrier_group_id: string): Promise<void> {
  const asked = { carrier_id: idOf(carrier), group_data: { carrier_group_id } }
  const { status } = await api.post(`${V1}/groups/${await groupOf(api, name)}/group_connections`, asked)
  expect(status).toBe(201)
}

/** By the operator's route. */
async function transition(api: Api, name: string, status: string): Promise<void> {
  const { id } = await connectionOf(api, name)
  expect((await api.post(`/_sim/group_connections/${id}/transition`, { status })).status).toBe(200)
}

const advance = (simulator: Simulator, by: string) => simulator.clock.advance(by)

shipped('demo', ({ test }) => {
  test('has employers at each point of their life', async ({ api }) => {
    const { response } = (await api.get(`${V1}/group_connections`)).body
    const named = response.map((connection: { status: string; group_data: { group_name: string } }) => [
      connection.group_data.group_name,
      connection.status,
    ])
    expect(Object.fromEntries(named)).toEqual({
      'Juniper Street Bakery': 'completed',
      'Larkspur Veterinary': 'completed',
      'Willow Creek Montessori': 'waiting_on_carrier',
      'Summit Ridge Therapy': 'action_required',
      'Bluestem Outfitters': 'action_required',
    })
    expect(await employeesOf(api, 'Juniper Street Bakery')).toBe(12)
    expect(await employeesOf(api, 'Larkspur Veterinary')).toBe(5)
  })

  test('has data at a Send carrier that can be read, but for people', async ({ api }) => {
    const group = `${V1}/groups/${await groupOf(api, 'Bluestem Outfitters')}`
    expect((await api.get(`${group}/plans`)).body.meta.total_records).toBeGreaterThan(0)
    expect((await api.get(`${group}/employees`)).body.response).toEqual([])
  })

  test('has ways out for who waits and who was refused', async (world) => {
    const { api } = world
    await transition(api, 'Willow Creek Montessori', 'completed')
    expect(await employeesOf(api, 'Willow Creek Montessori')).toBe(6)
    const right = { broker_federal_ein: '900000201' }
    expect(await retried(world, 'Summit Ridge Therapy', right)).toBe('completed')
    expect(await employeesOf(api, 'Summit Ridge Therapy')).toBe(9)
  })

  test('has 120 employees to come, the same at both carriers', async ({ api, simulator }) => {
    const asked = { carrier_group_id: 'NG1025', broker_federal_ein: '900000201' }
    const target = `${V1}/groups/${await groupOf(api, 'Northgate Machine Works')}/group_connections`
    await api.post(target, { carrier_id: idOf('anthem'), group_data: asked })
    await api.post(target, { carrier_id: idOf('guardian'), group_data: { carrier_group_id: '00410325' } })
    await advance(simulator, '1min')
    expect(await employeesOf(api, 'Northgate Machine Works')).toBe(120)
  })

  test('has people whom Unum knows differently than the platform does', async ({ api, simulator }) => {
    const group = `${V1}/groups/${await groupOf(api, 'Larkspur Veterinary')}`
    const { response } = (await api.get(`${group}/employees`)).body
    const diego = response.find(
      (one: { person: { first_name: string } }) => one.person.first_name === 'Diego',
    )
    expect(diego.person).toMatchObject({ date_of_birth: '1990-03-11', ssn: '900140002' })
    const { person, employment } = diego
    const addresses = { home_address: person.home_address, mailing_address: person.home_address }
    const sent = await api.post(`${group}/member_snapshots`, {
      snapshot_mode: 'current_open',
      enable_member_auto_link: true,
      employee: {
        custom_individual_id: 'L-2',
        person: { ...person, ...addresses, date_of_birth: '1990-11-03' },
        employment,
      },
    })
    expect(sent.status).toBe(201)
    await advance(simulator, '1min')
    const linked = (await api.get(`${group}/employees/L-2`)).body
    expect(linked.id).toBe(diego.id)
  })
})

shipped('slow-carrier', ({ test }) => {
  test('a request of four days ago completes six days after the start', async ({ api, simulator }) => {
    expect(await statusOf(api, 'Juniper Street Bakery')).toBe('processing')
    await advance(simulator, '143h')
    expect(await statusOf(api, 'Juniper Street Bakery')).toBe('processing')
    await advance(simulator, '2h')
    expect(await statusOf(api, 'Juniper Street Bakery')).toBe('completed')
    expect(await employeesOf(api, 'Juniper Street Bakery')).toBe(12)
  })

  test('Guardian answers after ten days, Beam within a minute', async ({ api, simulator }) => {
    await requested(api, 'Copperline Logistics', 'guardian', '00410225')
    await requested(api, 'Harbor & Pine Dental', 'beam', 'HP10325')
    await advance(simulator, '1min')
    expect(await statusOf(api, 'Harbor & Pine Dental')).toBe('completed')
    expect(await employeesOf(api, 'Harbor & Pine Dental')).toBe(8)
    await advance(simulator, '239h')
    expect(await statusOf(api, 'Copperline Logistics')).toBe('processing')
    await advance(simulator, '1h')
    expect(await statusOf(api, 'Copperline Logistics')).toBe('completed')
    expect(await employeesOf(api, 'Copperline Logistics')).toBe(25)
  })
})

shipped('installation-pending', ({ test }) => {
  const NAME = 'Willow Creek Montessori'

  test('nothing can be read, and a retry waits again, before the carrier is done', async (world) => {
    expect(await statusOf(world.api, NAME)).toBe('waiting_on_carrier')
    expect(await employeesOf(world.api, NAME)).toBe(0)
    expect(await retried(world, NAME)).toBe('waiting_on_carrier')
    await advance(world.simulator, '9d')
    expect(await statusOf(world.api, NAME)).toBe('waiting_on_carrier')
  })

  test('Noyo completes the connection by itself afterwards', async ({ api, simulator }) => {
    await advance(simulator, '11d')
    expect(await statusOf(api, NAME)).toBe('completed')
    expect(await employeesOf(api, NAME)).toBe(14)
  })
})

shipped('authorization', ({ test }) => {
  const NAMES = { 'Larkspur Veterinary': 9, 'Juniper Street Bakery': 12 }

  test('a retry comes back to carrier_authorization', async (world) => {
    for (const name of Object.keys(NAMES)) {
      expect(await statusOf(world.api, name)).toBe('carrier_authorization')
      expect(await retried(world, name)).toBe('carrier_authorization')
      expect(await employeesOf(world.api, name)).toBe(0)
    }
  })

  test('both complete by themselves once Noyo is authorised', async ({ api, simulator }) => {
    await advance(simulator, '4d')
    for (const name of Object.keys(NAMES)) expect(await statusOf(api, name)).toBe('carrier_authorization')
    await advance(simulator, '2d')
    for (const [name, employees] of Object.entries(NAMES)) {
      expect(await statusOf(api, name)).toBe('completed')
      expect(await employeesOf(api, name)).toBe(employees)
    }
  })

  test('can be given at once by hand', async ({ api }) => {
    for (const [name, employees] of Object.entries(NAMES)) {
      await transition(api, name, 'completed')
      expect(await statusOf(api, name)).toBe('completed')
      expect(await employeesOf(api, name)).toBe(employees)
    }
  })
})

shipped('wrong-broker', ({ test }) => {
  const RIGHT = {
    'Summit Ridge Therapy': { employees: 18, broker: { broker_federal_ein: '900000201' } },
    'Northgate Machine Works': { employees: 30, broker: { broker_tin: '900000202' } },
  }

  test('neither waiting nor a retry with the same broker helps', async (world) => {
    await advance(world.simulator, '30d')
    for (const name of Object.keys(RIGHT)) {
      expect(await statusOf(world.api, name)).toBe('action_required')
      expect(await retried(world, name)).toBe('action_required')
    }
  })

  test('a retry with the broker on file completes', async (world) => {
    for (const [name, { employees, broker }] of Object.entries(RIGHT)) {
      expect(await retried(world, name, broker)).toBe('completed')
      expect(await employeesOf(world.api, name)).toBe(employees)
    }
  })
})

shipped('refused', ({ test }) => {
  test('nothing goes on by itself', async ({ api, simulator }) => {
    await advance(simulator, '30d')
    expect(await statusOf(api, 'Harbor & Pine Dental')).toBe('unable_to_connect')
    expect(await statusOf(api, 'Copperline Logistics')).toBe('unable_to_connect')
    expect(await statusOf(api, 'Juniper Street Bakery')).toBe('action_required')
  })

  test('a refusal of a week is over after a week, for whoever retries', async (world) => {
    expect(await retried(world, 'Harbor & Pine Dental')).toBe('unable_to_connect')
    await advance(world.simulator, '7d')
    expect(await retried(world, 'Harbor & Pine Dental')).toBe('completed')
    expect(await employeesOf(world.api, 'Harbor & Pine Dental')).toBe(8)
  })

  test('the right identifier completes, the same comes back', async (world) => {
    const { api } = world
    expect(await retried(world, 'Copperline Logistics')).toBe('unable_to_connect')
    expect(await retried(world, 'Copperline Logistics', { carrier_group_id: '00410225' })).toBe('completed')
    expect(await employeesOf(api, 'Copperline Logistics')).toBe(25)
    expect(await retried(world, 'Juniper Street Bakery')).toBe('action_required')
    expect(await retried(world, 'Juniper Street Bakery', { carrier_group_id: '00410125' })).toBe('completed')
    expect(await employeesOf(api, 'Juniper Street Bakery')).toBe(12)
  })
})

shipped('empty-group', ({ test }) => {
  const NAME = 'Cedar Lane Books'
  const RECORD = '/_sim/carriers/guardian/groups/00410100'

  test('plans are there, people are not', async ({ api }) => {
    expect(await statusOf(api, NAME)).toBe('completed')
    const group = `${V1}/groups/${await groupOf(api, NAME)}`
    const plans = (await api.get(`${group}/plans?page_size=100`)).body.response
    const lines = new Set(plans.map((plan: { line_of_coverage: string }) => plan.line_of_coverage))
    expect([...lines].sort()).toEqual(['dental', 'life', 'vision'])
    expect((await api.get(`${group}/group_enrollments`)).body.response).toHaveLength(3)
    expect((await api.get(`${group}/carrier_configurations`)).body).toHaveLength(1)
    for (const nobody of ['employees', 'individual_enrollments']) {
      expect((await api.get(`${group}/${nobody}`)).body.response).toEqual([])
    }
    expect((await api.get(RECORD)).body.members).toEqual([])
  })

  test('the first enrollment goes to the carrier', async ({ api, simulator }) => {
    const group = `${V1}/groups/${await groupOf(api, NAME)}`
    const [dental] = (await api.get(`${group}/plans?line_of_coverage=dental`)).body.response
    const address = { street_one: '12 Mill Lane', city: 'Salem', state: 'OR', zip_code: '97301' }
    const person = { first_name: 'Ottilie', last_name: 'Marchbanks', date_of_birth: '1988-02-29', sex: 'F' }
    const addresses = { home_address: address, mailing_address: address }
    const period = { effective_start_date: '2026-02-01', effective_end_date: '9999-12-31' }
    const sent = await api.post(`${group}/member_snapshots`, {
      snapshot_mode: 'current_open',
      events: [{ id: '1', date: '2026-02-01', reason: 'new_hire', type: 'coverage' }],
      employee: {
        custom_individual_id: 'E-1',
        person: { ...person, ...addresses, ssn: '900123456' },
        employment: {
          employment_status: 'full-time',
          employment_dates: { hire_date: '2026-01-02' },
          hours_worked: 40,
        },
      },
      coverages: [
        {
          carrier_id: idOf('guardian'),
          line_of_coverage: 'dental',
          plan_id: dental.id,
          enrolled_members: [{ custom_individual_id: 'E-1', individual_type: 'employee', ...period }],
        },
      ],
    })
    expect(sent.status).toBe(201)
    await advance(simulator, '1min')
    const { status } = (await api.get(`${V1}/member_snapshots/${sent.body.id}`)).body
    expect(status).toBe('completed')
    const { members, enrollments } = (await api.get(RECORD)).body
    expect(members).toMatchObject([{ first_name: 'Ottilie', relationship: 'self', ssn: '900123456' }])
    expect(enrollments).toMatchObject([{ member_id: members[0].id, effective_start_date: '2026-02-01' }])
    expect(await employeesOf(api, NAME)).toBe(1)
  })
})
