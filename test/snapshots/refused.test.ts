import { expect } from 'vitest'
import type { Simulator } from '../../src/simulator.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  FULFILLMENT,
  familyOf,
  GUARDIAN,
  type Json,
  NOBODY,
  newHire,
  OPEN_END,
  somebody,
  submit,
} from './families.ts'

interface Case {
  readonly says: string
  /** Changes the payload of a known family with dependents. */
  readonly change: (payload: Json, known: Known) => void
  readonly status: number
  readonly body: (payload: Json, known: Known) => Json
}

interface Known {
  /** Dependents of another employee. */
  readonly others: readonly Json[]
  /** The names of the group's plans by their ids. */
  readonly plans: ReadonlyMap<string, string>
}

const enrolled = (changed: Json = {}) => ({
  carrier_id: GUARDIAN,
  line_of_coverage: 'dental',
  plan_name: 'Any',
  enrolled_members: [
    {
      individual_type: 'employee',
      individual_id: null,
      custom_individual_id: 'E-1',
      effective_start_date: '2026-01-01',
      effective_end_date: OPEN_END,
      ...changed,
    },
  ],
})

const missing = expect.stringMatching(/^Missing data for required field/)

const cases: readonly Case[] = [
  {
    says: 'an employee id that does not exist',
    change: (payload) => {
      payload.employee.id = NOBODY
    },
    status: 404,
    body: () => ({ message: `Employee not found with UUID ${NOBODY}`, status: 404 }),
  },
  {
    says: 'a dependent id that does not exist',
    change: (payload) => {
      payload.dependents[0].id = NOBODY
    },
    status: 404,
    body: () => ({ message: `Dependent not found with UUID ${NOBODY}`, status: 404 }),
  },
  {
    says: "another employee's dependent",
    change: (payload, { others }) => {
      payload.dependents[0].id = others[0].id
    },
    status: 400,
    body: (payload, { others }) => ({
      message: `Dependent with ID ${others[0].id} is not associated with employee ${payload.employee.id}`,
      status: 400,
    }),
  },
  {
    says: 'a new dependent with the name and date of birth of one there is',
    change: (payload) => {
      payload.dependents[0] = { ...payload.dependents[0], id: undefined, custom_individual_id: 'D-1' }
    },
    status: 400,
    body: () => ({
      message: expect.stringMatching(
        /^Error creating dependent\. Existing dependent has matching name and date of birth: [0-9a-f-]{36}$/,
      ),
      status: 400,
    }),
  },
  {
    says: 'a new dependent with the name and date of birth of one named beside it',
    change: (payload) => {
      const [{ id: _noyo, ...alike }] = payload.dependents
      payload.dependents.push({ ...alike, custom_individual_id: 'D-1' })
    },
    status: 400,
    body: (payload) => ({
      message: `Error creating dependent. Existing dependent has matching name and date of birth: ${payload.dependents[0].id}`,
      status: 400,
    }),
  },
  {
    says: 'a new dependent without custom id',
    change: (payload) => {
      payload.dependents.push({ relationship: 'child', person: somebody() })
    },
    status: 422,
    body: (payload) => ({
      errors: { dependents: { [payload.dependents.length - 1]: { custom_individual_id: [missing] } } },
    }),
  },
  {
    says: 'a new employee without custom id',
    change: (payload) => {
      Object.assign(payload, newHire())
      payload.employee.custom_individual_id = undefined
    },
    status: 422,
    body: () => ({ errors: { employee: { custom_individual_id: [missing] } } }),
  },
  {
    says: 'a custom id for two members of one payload',
    change: (payload) => {
      payload.employee.custom_individual_id = 'X'
      payload.dependents[0].custom_individual_id = 'X'
    },
    status: 422,
    body: () => ({ errors: { dependents: { 0: { custom_individual_id: [expect.any(String)] } } } }),
  },
  {
    says: 'an enrolled member who is not in the payload',
    change: (payload) => {
      payload.coverages = [enrolled({ custom_individual_id: 'nobody' })]
    },
    status: 422,
    body: () => ({ message: 'Enrolled member nobody not found in snapshot', status: 422 }),
  },
  {
    says: 'an enrolled member of the wrong type',
    change: (payload) => {
      payload.coverages = [enrolled({ individual_type: 'dependent', individual_id: payload.employee.id })]
    },
    status: 422,
    body: (payload) => ({
      message: `Enrolled member ${payload.employee.id} not found in snapshot`,
      status: 422,
    }),
  },
  {
    says: 'a coverage without plan',
    change: (payload) => {
      payload.coverages = [{ ...enrolled(), plan_name: undefined, custom_plan_id: 'P-1' }]
    },
    status: 422,
    body: () => ({ errors: { coverages: { 0: { plan_id: [missing] } } } }),
  },
  {
    says: 'an end more than a day before the start',
    change: (payload) => {
      payload.coverages = [enrolled({ effective_end_date: '2025-12-30' })]
    },
    status: 422,
    body: () => ({
      errors: {
        coverages: { 0: { enrolled_members: { 0: { effective_end_date: [expect.any(String)] } } } },
      },
    }),
  },
  {
    says: 'a member enrolled twice from one day',
    change: (payload) => {
      payload.coverages = [
        enrolled({ individual_id: payload.employee.id }),
        enrolled({ individual_id: payload.employee.id }),
      ]
    },
    status: 422,
    body: () => ({
      errors: {
        coverages: { 1: { enrolled_members: { 0: { effective_start_date: [expect.any(String)] } } } },
      },
    }),
  },
  {
    says: 'a member enrolled twice from one day under the two names of one plan',
    change: (payload, { plans }) => {
      const [coverage] = payload.coverages
      payload.coverages.push({ ...coverage, plan_id: undefined, plan_name: plans.get(coverage.plan_id) })
    },
    status: 422,
    body: (payload) => ({
      errors: {
        coverages: {
          [payload.coverages.length - 1]: {
            enrolled_members: { 0: { effective_start_date: [expect.any(String)] } },
          },
        },
      },
    }),
  },
  {
    says: 'an enrolled member whose two ids contradict each other',
    change: (payload) => {
      payload.employee.custom_individual_id = 'E-1'
      payload.coverages = [enrolled({ individual_id: payload.employee.id, custom_individual_id: 'E-2' })]
    },
    status: 422,
    body: () => ({ message: 'Enrolled member E-2 not found in snapshot', status: 422 }),
  },
  {
    says: 'an event that is not there, and one that is there twice',
    change: (payload) => {
      const event = { id: '1', date: '2026-01-01', reason: 'moved', type: 'demographic' }
      payload.events = [event, event]
      payload.employee.event_id = '2'
    },
    status: 422,
    body: () => ({
      errors: {
        events: { 1: { id: ['Duplicate event id.'] } },
        employee: { event_id: ['No event of this snapshot has this id.'] },
      },
    }),
  },
  {
    says: 'a termination event without a date of termination',
    change: (payload) => {
      payload.events = [{ id: '1', date: '2026-01-01', reason: 'termination', type: 'coverage' }]
    },
    status: 422,
    body: () => ({ errors: { employee: { employment: { employment_dates: { terminated: [missing] } } } } }),
  },
  {
    says: 'policy terminate without rule',
    change: (payload) => {
      payload.omitted_coverage_handling = { policy: 'terminate' }
    },
    status: 422,
    body: () => ({ errors: { omitted_coverage_handling: { termination_rule: [missing] } } }),
  },
  {
    says: 'rule custom without date',
    change: (payload) => {
      payload.omitted_coverage_handling = { policy: 'terminate', termination_rule: 'custom' }
    },
    status: 422,
    body: () => ({ errors: { omitted_coverage_handling: { custom: { effective_end_date: [missing] } } } }),
  },
  {
    says: 'a carrier that does not exist',
    change: (payload) => {
      payload.coverages = [{ ...enrolled({ individual_id: payload.employee.id }), carrier_id: NOBODY }]
    },
    status: 404,
    body: () => ({ message: `Carrier not found with UUID ${NOBODY}`, status: 404 }),
  },
  {
    says: 'a primary care provider, which is not built',
    change: (payload) => {
      const pcp_details = {
        providers: [{ identification_code: '1', identification_code_type: 'service_provider_number' }],
      }
      payload.coverages = [enrolled({ individual_id: payload.employee.id, pcp_details })]
    },
    status: 501,
    body: () => ({
      message: expect.stringContaining('coverages.0.enrolled_members.0.pcp_details'),
      status: 501,
    }),
  },
]

async function knownFamily(api: Api, simulator: Simulator) {
  const group = await connectedGroup(api, simulator)
  const { payload } = await familyOf(api, group, 1)
  for (const { id } of await allOf(api, `/groups/${group}/employees`)) {
    const { dependents } = await currentPayload(api, id)
    if (id === payload.employee.id || dependents.length === 0) continue
    const sold = await allOf(api, `/groups/${group}/plans`)
    return { group, payload, others: dependents, plans: new Map(sold.map((plan) => [plan.id, plan.name])) }
  }
  throw new Error('no other family with dependents')
}

inEveryMode('a snapshot is refused for', ({ test }) => {
  for (const { says, change, status, body } of cases) {
    test(says, async ({ api, simulator }) => {
      const { group, payload, ...known } = await knownFamily(api, simulator)
      change(payload, known)
      const before = await allOf(api, `/groups/${group}/employees`)
      const reply = await submit(api, group, payload)
      expect(reply.body).toEqual(body(payload, known))
      expect(reply.status).toBe(status)
      expect(await allOf(api, `/groups/${group}/employees`)).toEqual(before)
      expect(await allOf(api, `/groups/${group}/member_snapshots`)).toEqual([])
    })
  }

  test('a group that does not exist, and one whose employee it is not', async ({ api, simulator }) => {
    const { group, payload } = await knownFamily(api, simulator)
    const unknown = await submit(api, NOBODY, payload)
    expect(unknown.body).toEqual({ message: `Group not found with UUID ${NOBODY}`, status: 404 })
    const other = (await api.post(`${FULFILLMENT}/groups`, { name: 'Elsewhere' })).body.id
    expect(other).not.toBe(group)
    const { body } = await submit(api, other, payload)
    expect(body).toEqual({ message: `Employee not found with UUID ${payload.employee.id}`, status: 404 })
  })

  test("another employee's dependent by custom id", async ({ api, simulator }) => {
    const { group, payload } = await knownFamily(api, simulator)
    const child = { custom_individual_id: 'D-1', relationship: 'child', person: somebody() }
    const hired = await submit(api, group, newHire({ dependents: [child] }))
    const [, { id }] = hired.body.created_members
    payload.dependents.push(child)
    const { status, body } = await submit(api, group, payload)
    expect(status).toBe(400)
    expect(body.message).toBe(
      `Dependent with ID ${id} is not associated with employee ${payload.employee.id}`,
    )
  })

  test("another member's custom id", async ({ api, simulator }) => {
    const { group, payload } = await knownFamily(api, simulator)
    expect((await submit(api, group, newHire())).status).toBe(201)
    payload.employee.custom_individual_id = 'E-100'
    const reply = await submit(api, group, payload)
    expect(reply.status).toBe(409)
    expect(reply.body).toEqual({
      message: 'custom_individual_id E-100 is already associated with another member in this group',
      status: 409,
    })
    payload.employee.custom_individual_id = 'E-1'
    payload.dependents[0].custom_individual_id = 'E-100'
    expect((await submit(api, group, payload)).status).toBe(409)
  })

  test('one member under two entries, by Noyo id and by custom id', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const child = { custom_individual_id: 'D-1', relationship: 'child', person: somebody() }
    const { body } = await submit(api, group, newHire({ dependents: [child] }))
    const { id } = body.member_snapshot.dependents[0]
    const sibling = { ...child, person: somebody({ first_name: 'Lotte', ssn: '966010002' }) }
    for (const custom_individual_id of [undefined, 'D-2']) {
      const named = { ...child, id, custom_individual_id }
      for (const dependents of [
        [named, sibling],
        [sibling, named],
      ]) {
        const reply = await submit(api, group, newHire({ dependents }))
        expect(reply.status).toBe(409)
        expect(reply.body.message).toBe(
          'custom_individual_id D-1 is already associated with another member in this group',
        )
      }
    }
  })
})
