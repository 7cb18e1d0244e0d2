import { describe, expect, test as plain } from 'vitest'
import { evaluated, isEligible } from '../../src/carriers/eligibility.ts'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import type { Api } from '../api-client.ts'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, GUARDIAN, NOBODY } from './connected.ts'

const SAMPLE_LIFE = '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d'
const PRINCIPAL = '000fb418-7767-4abd-8af0-d4e01feab841'
const PLACEHOLDER_DENTAL = '1e586513-9bec-46c5-ada7-662e3efb38fe'

const profileOf = (slug: string) => carrierNamed(slug) as CarrierProfile

describe('a rule', () => {
  plain.each([
    ['united-healthcare', 'premier', ['medical', 'life'], undefined, ['pass', 'fail']],
    ['united-healthcare', 'premier', ['medical', 'std'], undefined, ['pass', 'fail']],
    ['united-healthcare', 'premier', ['medical'], undefined, ['pass', 'pass']],
    ['united-healthcare', 'premier', undefined, undefined, ['pass', 'unknown']],
    ['united-healthcare', 'standard', ['life'], undefined, ['pass']],
    ['guardian', 'premier', ['life'], 1, ['pass']],
    ['sample-life', 'advanced', ['life'], 0, ['pass', 'unknown']],
    ['sample-life', 'advanced', ['life'], 1, ['pass', 'fail']],
    ['sample-life', 'advanced', ['life'], 2, ['pass', 'pass']],
  ] as const)('of %s, %s, with lines %o and %s employees: %o', (slug, tier, lines, employees, results) => {
    const found = evaluated(profileOf(slug), tier, { carrier_active: true, lines, employees })
    expect(found.map(({ result }) => result)).toEqual(results)
    expect(isEligible(found)).toBe(!results.some((result) => result === ('fail' as string)))
  })

  plain('says that a carrier must be active', () => {
    const [active] = evaluated(profileOf('guardian'), 'premier', { carrier_active: false })
    expect(active).toMatchObject({ rule: 'carrier_active', result: 'fail' })
  })
})

const request = (api: Api, carrier_id: string, carrier_group_id: string, more: object = {}) =>
  api.post(`${FULFILLMENT}/group_connections`, {
    carrier_id,
    group_data: { group_name: 'Orchard Tools', carrier_group_id },
    ...more,
  })

inEveryMode(
  'whether a group may be connected',
  ({ test }) => {
    test('is asked before it is, and the answer names the rules', async ({ api, simulator }) => {
      const { body } = await request(api, SAMPLE_LIFE, '123-00001')
      await simulator.clock.settle()
      const failed = (await api.get(`${FULFILLMENT}/group_connections/${body.id}`)).body
      expect(failed).toMatchObject({ status: 'unable_to_connect', setup_result: { reason: 'not_eligible' } })
      expect(failed.setup_result.eligibility_rules).toMatchObject([
        { rule: 'minimum_employees', result: 'fail' },
      ])
      const eligibility = await api.get(`${FULFILLMENT}/groups/${body.group_id}/connection_eligibility`)
      expect(eligibility.body).toMatchObject({
        group_id: body.group_id,
        carrier_id: SAMPLE_LIFE,
        eligibility: 'not_eligible',
        eligibility_rules: [
          { rule: 'carrier_active', result: 'pass' },
          { rule: 'minimum_employees', result: 'fail' },
        ],
        data_exchange_configuration: { name: 'Not Connected' },
      })
      // Once the cause is gone, a retry goes on.
      await api.post('/_sim/carriers/sample-life/groups/123-00001/members', {
        first_name: 'Second',
        last_name: 'Employee',
        date_of_birth: '1980-02-03',
        ssn: '900120001',
      })
      await api.put(`${FULFILLMENT}/group_connections/${body.id}/retry`, {})
      await simulator.clock.settle()
      const gone = (await api.get(`${FULFILLMENT}/group_connections/${body.id}`)).body
      expect(gone.status).toBe('action_required')
      const after = await api.get(`${FULFILLMENT}/groups/${body.group_id}/connection_eligibility`)
      expect(after.body).toMatchObject({
        eligibility: 'eligible',
        data_exchange_configuration: { name: 'Advanced' },
      })
    })

    test('is not asked when the request ignores it or names an exchange', async ({ api, simulator }) => {
      for (const more of [{ ignore_eligibility: true }, { data_exchange_configuration: 'edi' }]) {
        const begun = await simulator.checkpoint()
        const { id } = (await request(api, SAMPLE_LIFE, '123-00001', more)).body
        await simulator.clock.settle()
        const { status } = (await api.get(`${FULFILLMENT}/group_connections/${id}`)).body
        expect(status).toBe('action_required')
        await simulator.restore(begun)
      }
    })

    test('of one carrier: the one named, or the only one there is', async ({ api }) => {
      const { id } = (await api.post(`${FULFILLMENT}/groups`, { name: 'Orchard' })).body
      const path = `${FULFILLMENT}/groups/${id}/connection_eligibility`
      expect(Object.keys((await api.get(path)).body.errors)).toEqual(['carrier_id'])
      const early = await api.get(`${path}?carrier_id=${SAMPLE_LIFE}`)
      expect(early.body).toMatchObject({
        eligibility: 'eligible',
        eligibility_rules: [{ result: 'pass' }, { rule: 'minimum_employees', result: 'unknown' }],
      })
      const group_data = { carrier_group_id: '00123456' }
      const connections = `${FULFILLMENT}/groups/${id}/group_connections`
      await api.post(connections, { carrier_id: GUARDIAN, group_data })
      expect((await api.get(path)).body).toMatchObject({
        carrier_id: GUARDIAN,
        eligibility: 'eligible',
        data_exchange_configuration: {
          name: 'Premier',
          data_exchange: { enrollments: { from_carrier: { enabled: true } } },
        },
      })
      await api.post(connections, {
        carrier_id: PRINCIPAL,
        group_data: { carrier_group_id: '1234567', broker_federal_ein: '900000201' },
      })
      expect((await api.get(path)).status).toBe(422)
      expect((await api.get(`${path}?carrier_id=${NOBODY}`)).status).toBe(404)
      expect((await api.get(`${FULFILLMENT}/groups/${NOBODY}/connection_eligibility`)).status).toBe(404)
    })

    test('goes by rules that each carrier shows for each exchange', async ({ api }) => {
      const rules = async (id: string) =>
        (await api.get(`${FULFILLMENT}/carriers/${id}/eligibility_rules`)).body
      const guardian = await rules(GUARDIAN)
      expect(guardian.meta.total_records).toBe(2)
      const named = guardian.response.map(
        (one: { data_exchange_configuration_name: string }) => one.data_exchange_configuration_name,
      )
      expect(named).toEqual(['Premier', 'Standard'])
      const [send] = (await rules(SAMPLE_LIFE)).response
      expect(send.rules[1]).toEqual({ description: 'The group has at least 2 employees.' })
      expect((await api.get(`${FULFILLMENT}/carriers/${NOBODY}/eligibility_rules`)).status).toBe(404)
    })

    test('a carrier that is not active takes no request, by either way', async ({ api }) => {
      const { id } = (await api.post(`${FULFILLMENT}/groups`, { name: 'Orchard' })).body
      const before = (await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records
      const [fresh, known] = [
        await request(api, PLACEHOLDER_DENTAL, 'PD00A17'),
        await api.post(`${FULFILLMENT}/groups/${id}/group_connections`, {
          carrier_id: PLACEHOLDER_DENTAL,
          group_data: { carrier_group_id: 'PD00A17' },
        }),
      ]
      for (const refused of [fresh, known]) {
        expect(refused.status).toBe(422)
        expect(refused.body.errors.carrier_id[0]).toContain('inactive')
      }
      expect((await api.get(`${FULFILLMENT}/groups`)).body.meta.total_records).toBe(before)
    })
  },
  { scenario: new URL('one-employee.yaml', import.meta.url).pathname },
)
