import { describe, expect, test } from 'vitest'
import { allOf, FULFILLMENT, type Json } from '../snapshots/families.ts'
import { opened, scenarioFile } from './opened.ts'

const world = (line: string, more = '') => `
title: A group whose files the carrier takes already
clock: { mode: frozen, start: 2026-01-05T09:00:00Z }
${more}
groups:
  - name: Orchard Tools
    carriers:
      - { ${line}, connected: true }
`

const LEE = '{ first_name: Lee, last_name: Park, ssn: "900-12-3457", dependents: [] }'
const LINE = 'carrier: example-mutual, carrier_group_id: EM123456'

describe('a connection by file that is complete at the start', () => {
  const CARRIERS = [
    ['example-mutual', 'EM123456', 'demo'],
    ['sample-life', '123-45678', 'realistic'],
    ['placeholder-dental', 'PD00A17', 'realistic'],
    ['fictional-benefits', '123456789', 'instant'],
  ] as const

  test.each(CARRIERS)(
    '%s has the census on record that Noyo holds: %s at the pace %s',
    async (carrier, id, pace) => {
      const line = `carrier: ${carrier}, carrier_group_id: "${id}", employees: 6`
      const { api } = await opened({ scenario: scenarioFile(world(line, `pace: ${pace}`)) })
      const [connection] = (await api.get(`${FULFILLMENT}/group_connections`)).body.response
      expect(connection.status).toBe('completed')
      const employees = await allOf(api, `/groups/${connection.group_id}/employees`)
      expect(employees.map(({ custom_individual_id: own }) => own).sort()).toEqual(
        [1, 2, 3, 4, 5, 6].map((n) => `${id}-${n}`),
      )
      const { members } = (await api.get(`/_sim/carriers/${carrier}/groups/${id}`)).body
      const numbers = (list: Json[]) => list.flatMap(({ ssn }) => ssn ?? []).sort()
      const known = numbers(employees.map(({ person }) => person))
      expect(numbers(members.filter(({ relationship }: Json) => relationship === 'self'))).toEqual(known)
      const snapshots = await allOf(api, `/groups/${connection.group_id}/member_snapshots`)
      expect(snapshots.map(({ status }) => status)).toEqual(Array(6).fill('completed'))
      const feeds = (await api.get(`${FULFILLMENT}/feeds?testing=false`)).body.response
      expect(feeds).toHaveLength(1)
    },
  )

  test('has the people of the file, and the next snapshot goes with the next file', async () => {
    const people = `people: [{ first_name: Ada, last_name: Moreno, ssn: "900-12-3456", dependents: [] }, ${LEE}]`
    const { api, simulator } = await opened({ scenario: scenarioFile(world(`${LINE}, ${people}`)) })
    const [group] = (await api.get(`${FULFILLMENT}/groups`)).body.response
    const employees = await allOf(api, `/groups/${group.id}/employees`)
    const ada = employees.find(({ person }) => person.first_name === 'Ada')
    expect(ada.person.ssn).toBe('900123456')
    const payload = (await api.get(`${FULFILLMENT}/employees/${ada.id}/member_snapshot`)).body
    payload.employee.person.first_name = 'Adaline'
    const sent = await api.post(`${FULFILLMENT}/groups/${group.id}/member_snapshots`, payload)
    expect(sent.status).toBe(201)
    await simulator.clock.settle()
    const { members } = (await api.get('/_sim/carriers/example-mutual/groups/EM123456')).body
    expect(members.map(({ first_name }: Json) => first_name)).toContain('Adaline')
  })

  test('is told of with its line, and what is wrong, where the carrier will not approve in time', async () => {
    const refused = (text: string) =>
      opened({ scenario: scenarioFile(text) }).then(
        () => 'none',
        ({ message }: Error) => message.replace(/^.*world\.yaml/, ''),
      )
    const people = `people: [{ first_name: Ada, last_name: Moreno, ssn: null, dependents: [] }, ${LEE}]`
    expect(await refused(world(`${LINE}, ${people}`))).toMatch(
      /^:8:\d+: groups\[0\]\.carriers\[0\]\.connected: This connection is action_required at the start \(file setup pending\)\. Of \d+ rows of the census's file \d+ are wrong\. .*"requested: true"/,
    )
    const alone = 'people: [{ first_name: Ada, last_name: Moreno, dependents: [] }]'
    expect(await refused(world(`${LINE}, ${alone}`))).toContain(
      'unable_to_connect at the start (not eligible)',
    )
    expect(await refused(world(`${LINE}, approve_after: 70d`))).toContain('approves a file 70d after')
    expect(await refused(world(`${LINE}, employees: 0`))).toContain('Give the group people')
  })
})
