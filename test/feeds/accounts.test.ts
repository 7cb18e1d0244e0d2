import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { allOf, FULFILLMENT, type Json, snapshotOf } from '../snapshots/families.ts'
import {
  carrierRecord,
  EXAMPLE_MUTUAL,
  enrolled,
  family,
  fileOf,
  planOf,
  runsOf,
  sendCensus,
  sendGroup,
} from './census.ts'

inEveryMode('a group at a Send carrier', ({ test }) => {
  test('has a file for each of its accounts, with what is wanted there and nothing else', async ({
    api,
    simulator,
  }) => {
    const { group_id, feed } = await sendGroup(api, simulator)
    const first = await allOf(api, `/groups/${group_id}/plans`)
    const dental = await planOf(api, group_id, 'dental')
    await api.post(`${FULFILLMENT}/groups/${group_id}/group_connections`, {
      carrier_id: EXAMPLE_MUTUAL,
      group_data: { carrier_group_id: 'EM654321' },
    })
    await simulator.clock.settle()
    const known = new Set(first.map(({ id }) => id))
    const theirs = (await allOf(api, `/groups/${group_id}/plans`)).filter(({ id }) => !known.has(id))
    const vision = theirs.find(({ line_of_coverage }) => line_of_coverage === 'vision') as Json
    const listed = (await api.get(`${FULFILLMENT}/feeds?group_id=${group_id}`)).body.response
    const other = listed.find(({ id }: Json) => id !== feed)
    const coverage = (plan: Json, who: string) => ({
      carrier_id: EXAMPLE_MUTUAL,
      line_of_coverage: plan.line_of_coverage,
      plan_id: plan.id,
      enrolled_members: [enrolled(who)],
    })
    await sendCensus(api, group_id, [
      family(1, dental, { coverages: [coverage(dental, 'E-1')] }),
      family(2, dental, { coverages: [coverage(dental, 'E-2'), coverage(vision, 'E-2')] }),
    ])
    await simulator.clock.settle()
    const rows = async (id: string) => {
      const [run] = await runsOf(api, id)
      const [, ...lines] = (await fileOf(api, run?.id)).trim().split('\r\n')
      return lines.map((line) => /DEN|VIS/.exec(line)?.[0])
    }
    expect([await rows(feed), await rows(other.id)]).toEqual([['DEN', 'DEN'], ['VIS']])
    expect((await api.get(`${FULFILLMENT}/issues?group_id=${group_id}`)).body.response).toEqual([])
  })

  test('that cannot be connected any more waits for no file', async ({ api, simulator }) => {
    const { group_id, connection, feed } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    const [id] = await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.advance('4s')
    expect(await snapshotOf(api, id as string)).toMatchObject({
      status: 'processing',
      fulfillment_summary: [{ status: 'scheduled' }],
    })
    await api.post(`/_sim/group_connections/${connection}/transition`, { status: 'unable_to_connect' })
    expect(await simulator.clock.settle()).toMatchObject({ stopped: 'quiet' })
    expect(await snapshotOf(api, id as string)).toMatchObject({
      status: 'completed',
      fulfillment_summary: [{ carrier_id: EXAMPLE_MUTUAL, status: 'not_connected' }],
    })
    expect(await runsOf(api, feed)).toEqual([])
    expect(await allOf(api, `/groups/${group_id}/individual_enrollments`)).toEqual([])
  })

  test('may give an id again: whoever had it stays who they were at the carrier', async ({
    api,
    simulator,
  }) => {
    const { group_id } = await sendGroup(api, simulator)
    const plan = await planOf(api, group_id, 'dental')
    await sendCensus(api, group_id, [family(1, plan)])
    await simulator.clock.settle()
    const people = async () =>
      (await carrierRecord(api)).members
        .filter(({ last_name }: Json) => last_name.startsWith('Marchbanks'))
        .map(({ id, first_name, ssn }: Json) => [id, first_name, ssn])
    const [first] = await people()
    const { id } = (await api.get(`${FULFILLMENT}/groups/${group_id}/employees/E-1`)).body
    const one = family(1, plan)
    const renamed = {
      ...one,
      employee: { ...one.employee, id, custom_individual_id: 'E-9' },
      coverages: one.coverages.map((coverage: Json) => ({
        ...coverage,
        enrolled_members: [enrolled('E-9')],
      })),
    }
    await sendCensus(api, group_id, [renamed])
    await simulator.clock.settle()
    const two = family(2, plan)
    const again = {
      ...two,
      employee: { ...two.employee, custom_individual_id: 'E-1' },
      coverages: two.coverages.map((coverage: Json) => ({
        ...coverage,
        enrolled_members: [enrolled('E-1')],
      })),
    }
    await sendCensus(api, group_id, [again])
    await simulator.clock.settle()
    const after = await people()
    expect(after).toHaveLength(2)
    expect(after).toContainEqual(first)
    expect(after.map(([, name]: string[]) => name).sort()).toEqual(['Quillb', 'Quillc'])
    const members = (await carrierRecord(api)).enrollments.filter(({ member_id }: Json) =>
      after.some(([member]: string[]) => member === member_id),
    )
    expect(new Set(members.map(({ member_id }: Json) => member_id)).size).toBe(2)
  })
})
