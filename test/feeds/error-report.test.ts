import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { allOf, FULFILLMENT, type Json } from '../snapshots/families.ts'
import { connectionStatus, enrolled, family, planOf, sendCensus, sendGroup } from './census.ts'

inEveryMode('what a carrier finds in a file', ({ test }) => {
  test('comes back as an error report, and is resolved by the next file without it', async ({
    api,
    simulator,
  }) => {
    const { group_id, connection } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const issues = async (): Promise<Json[]> =>
      (await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)).body.response
    const early = family(3, plan)
    early.coverages[0].enrolled_members = [enrolled('E-3', { effective_start_date: '2024-02-01' })]
    await sendCensus(api, group_id, [
      family(1, plan),
      family(2, plan, { employee: { person: { ssn: null } } }),
      early,
    ])
    await simulator.clock.settle()
    const people = await allOf(api, `/groups/${group_id}/employees`)
    const idOf = (custom: string) =>
      people.find(({ custom_individual_id }) => custom_individual_id === custom).id
    const found = (await issues()).map(({ category, status, employee_id }) => [category, status, employee_id])
    expect(found.toSorted()).toEqual(
      [
        ['coverage_date_conflict', 'open', idOf('E-3')],
        ['missing_ssn', 'open', idOf('E-2')],
      ].toSorted(),
    )
    expect(await connectionStatus(api, connection)).toBe('action_required')

    const twoPeople = { message: 'SEE LETTER', member_id: idOf('E-2'), custom_individual_id: 'E-3' }
    const refused = await api.post('/_sim/carriers/example-mutual/error_reports', {
      group_id,
      rows: [twoPeople],
    })
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      expect.stringMatching(/^rows\.0\.custom_individual_id: .*somebody else/),
    ])

    await sendCensus(api, group_id, [family(2, plan)])
    await simulator.clock.settle()
    const later = (await issues()).map(({ category, status }) => `${category} ${status}`)
    expect(later.toSorted()).toEqual(['coverage_date_conflict open', 'missing_ssn resolved'])

    const corrected = family(3, plan, { employee: { employment: undefined } })
    corrected.employee.employment = {
      ...early.employee.employment,
      employment_dates: { hire_date: '2024-02-01' },
    }
    corrected.coverages = early.coverages
    await sendCensus(api, group_id, [corrected])
    await simulator.clock.settle()
    expect((await issues()).map(({ status }) => status)).toEqual(['resolved', 'resolved'])
    expect(await connectionStatus(api, connection)).toBe('completed')
  })

  test('is matched to its employee also where a name has a break in it', async ({ api, simulator }) => {
    const carrier = 'f987f2dd-6431-4a56-a4f0-ca1a998fab77'
    const { group_id } = await sendGroup(api, simulator, carrier, '123456789')
    const plan = await planOf(api, group_id, 'accident')
    const broken = family(1, plan, { employee: { person: { first_name: 'Ann\nLee' } } })
    await sendCensus(api, group_id, [broken, family(2, plan)])
    await simulator.clock.settle()
    const { first_name, last_name, date_of_birth } = broken.employee.person
    const rows = [{ first_name, last_name, date_of_birth, category: 'invalid_address', message: 'No street' }]
    await api.post('/_sim/carriers/fictional-benefits/error_reports', { group_id, rows })
    const people = await allOf(api, `/groups/${group_id}/employees`)
    const { id } = people.find(({ custom_individual_id }) => custom_individual_id === 'E-1')
    const { body } = await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)
    expect(body.response).toMatchObject([{ category: 'invalid_address', employee_id: id }])
  })

  test('is told at once when the control API asks for a report without rows', async ({ api, simulator }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const ask = () => api.post('/_sim/carriers/example-mutual/error_reports', { group_id })
    expect(await ask()).toMatchObject({ status: 409, body: { error: { code: 'no_file_read' } } })
    await sendCensus(api, group_id, [family(1, plan, { employee: { person: { ssn: null } } })])
    await simulator.clock.settle()
    const { status, body } = await ask()
    expect(status).toBe(201)
    expect(body.issue_ids).toHaveLength(1)
    const { body: issue } = await api.get(`${FULFILLMENT}/issues/${body.issue_ids[0]}`)
    expect(issue).toMatchObject({ category: 'missing_ssn', status: 'open', group_id })
  })
})
