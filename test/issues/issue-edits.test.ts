import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { NOBODY } from '../snapshots/families.ts'
import { about, issueOf, issuesOf, report, reportedGroup } from './reports.ts'

const UI = '/fulfillment/ui/v1/issues'
const ACTION = {
  explanation: 'updated_platform',
  completed_by: 'Ottilie Marchbanks',
  completed_at: '2026-01-05T10:00:00Z',
}

inEveryMode('an issue in the app', ({ test }) => {
  test('with an action is pending until a report lacks it, and begins anew after that', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const rows = [about(employees[0])]
    const { issue_ids, partner_document_id } = await report(api, group_id, rows)
    const [id] = issue_ids
    const shown = (await api.get(`${UI}/${id}`)).body
    expect(shown).toMatchObject({
      source: 'edi_error_report',
      originating_record_type: 'partner_document',
      originating_record_ids: [partner_document_id],
      data: { summary: 'EM221: SSN REQUIRED', plan_ids: [] },
    })
    const acted = await api.put(`${UI}/${id}/${shown.version}`, {
      data: { resolution: { action: ACTION }, notes: { customer: 'Asked the member.' } },
    })
    expect(acted.body).toMatchObject({
      status: 'pending_resolution',
      data: {
        resolution: { action: { explanation: 'updated_platform' } },
        notes: { customer: 'Asked the member.' },
      },
    })
    expect(await issuesOf(api, 'resolution_action=updated_platform')).toMatchObject([{ id }])

    await report(api, group_id, rows)
    expect(await issueOf(api, id)).toMatchObject({ status: 'pending_resolution', resolved_at: null })
    await report(api, group_id, [])
    expect(await issueOf(api, id)).toMatchObject({ status: 'resolved' })
    await report(api, group_id, rows)
    expect(await issueOf(api, id)).toMatchObject({ status: 'open' })
    expect(await issuesOf(api, 'resolution_action=updated_platform')).toEqual([])
    expect((await api.get(UI)).body.response).toMatchObject([{ id, resolution_method: null }])
  })

  test('that is dismissed stays so, whatever the reports say', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const rows = [about(employees[0])]
    const [id] = (await report(api, group_id, rows)).issue_ids
    const { version } = await issueOf(api, id)
    expect((await api.put(`${UI}/${id}/${version}`, { dismissed: true })).body).toMatchObject({
      dismissed: true,
      status: 'open',
    })
    expect((await api.put(`${UI}/${id}/${version}`, { dismissed: false })).body).toEqual({
      message: 'Version conflict',
      status: 409,
    })
    await report(api, group_id, rows)
    expect(await issueOf(api, id)).toMatchObject({ dismissed: true, status: 'open' })
    await report(api, group_id, [])
    expect(await issuesOf(api, 'dismissed=true')).toMatchObject([{ id, status: 'resolved' }])
    expect(await issuesOf(api, 'dismissed=false')).toEqual([])
  })

  test('takes what staff say of it, and refuses by name what is not simulated', async ({
    api,
    simulator,
  }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const [id] = (await report(api, group_id, [about(employees[0])])).issue_ids
    const { version } = await issueOf(api, id)
    const edit = { category: 'invalid_ssn', status: 'resolved', resolution_guidance: 'Send the number.' }
    const edited = await api.put(`${UI}/${id}/${version}`, edit)
    expect(edited.body).toMatchObject(edit)
    expect(edited.body.resolved_at).toBeGreaterThan(0)
    const refused = await api.put(`${UI}/${id}/${edited.body.version}`, { issue_person_id: NOBODY })
    expect(refused).toMatchObject({
      status: 501,
      body: { message: expect.stringContaining('issue_person_id') },
    })
    expect((await api.get(`${UI}/${NOBODY}`)).status).toBe(404)
  })
})
