import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import {
  allOf,
  connectedGroup,
  currentPayload,
  GUARDIAN,
  type Json,
  PRINCIPAL,
  snapshotOf,
  submit,
} from '../snapshots/families.ts'
import { issueOf, issuesOf } from './reports.ts'

inEveryMode('what is wrong in a snapshot', ({ test }) => {
  test('is an issue of its employee until a later snapshot no longer has it', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator, PRINCIPAL, '1234567')
    const [first, second] = await allOf(api, `/groups/${group}/employees`)
    const send = async (employee: Json, changed: Json = {}) => {
      const { events: _, ...payload } = await currentPayload(api, employee.id)
      const { status, body, text } = await submit(api, group, { ...payload, ...changed })
      if (status !== 201) throw new Error(text)
      await simulator.clock.settle()
      return snapshotOf(api, body.id)
    }
    const events = [{ id: '1', date: '2026-01-01', reason: 'new_hire', type: 'coverage' }]

    const refused = await send(first)
    expect(refused.fulfillment_summary).toMatchObject([{ carrier_id: PRINCIPAL, status: 'invalid' }])
    const query = `originating_record_ids=${refused.id}&source=member_snapshot_creation`
    const [issue] = await issuesOf(api, query)
    expect(issue).toMatchObject({
      category: 'missing_event',
      status: 'open',
      partner_id: PRINCIPAL,
      group_id: group,
      employee_id: first.id,
      member_id: first.id,
      member_type: 'employee',
    })
    const { body: shown } = await api.get(`/fulfillment/ui/v1/issues/${issue.id}`)
    expect(shown).toMatchObject({
      source: 'member_snapshot_creation',
      originating_record_type: 'member_snapshot',
      data: { summary: 'Event is required for carrier' },
    })

    const again = await send(first)
    await send(second)
    const others = (await issuesOf(api, `group_id=${group}`)).map(({ id }) => id)
    expect(others).toHaveLength(2)
    expect(await issuesOf(api, `originating_record_ids=${refused.id},${again.id}`)).toMatchObject([
      { id: issue.id, status: 'open' },
    ])

    await send(first, { events })
    expect(await issueOf(api, issue.id)).toMatchObject({ status: 'resolved' })
    expect(await issuesOf(api, 'status=open')).toMatchObject([{ employee_id: second.id }])
    await send(first)
    expect(await issueOf(api, issue.id)).toMatchObject({ id: issue.id, status: 'open', resolved_at: null })
    const why = (await api.get(`/_sim/why/${issue.id}`)).body.chain.map(({ text }: Json) => text).join('\n')
    expect(why).toContain('issue.reopened')
    expect(why).toContain('createMemberSnapshot')
  })

  test('of an omitted coverage is a missing coverage', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator, GUARDIAN)
    for (const { id } of await allOf(api, `/groups/${group}/employees`)) {
      const payload = await currentPayload(api, id)
      if ((payload.coverages ?? []).length < 2) continue
      await submit(api, group, { ...payload, coverages: payload.coverages.slice(1) })
      await simulator.clock.settle()
      expect(await issuesOf(api, 'category=missing_coverage')).toMatchObject([
        { employee_id: id, partner_id: GUARDIAN, status: 'open' },
      ])
      return
    }
    throw new Error('nobody has two coverages')
  })
})
