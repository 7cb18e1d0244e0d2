import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { FULFILLMENT, NOBODY } from '../snapshots/families.ts'
import {
  about,
  DOCUMENTS,
  EXAMPLE_MUTUAL,
  ISSUES,
  issueOf,
  issuesOf,
  report,
  reportedGroup,
  SOURCES,
} from './reports.ts'

inEveryMode('a carrier that answers a file with an error report', ({ test }) => {
  test('makes a partner document of a source and an issue a row, on the member it means', async ({
    api,
    simulator,
  }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const [first, second] = employees
    const answer = await report(api, group_id, [
      about(first),
      about(second, { category: 'invalid_volume', message: 'VOLUME OUT OF RANGE', line_of_coverage: 'dental' }),
    ])
    expect(answer).toMatchObject({ issue_ids: [{}, {}].map(() => expect.any(String)), unread: [] })
    const issues = await Promise.all(answer.issue_ids.map((id: string) => issueOf(api, id)))
    expect(issues).toMatchObject([
      {
        category: 'missing_ssn',
        status: 'open',
        dismissed: false,
        employee_id: first.id,
        member_id: first.id,
        member_type: 'employee',
        group_id,
        partner_id: EXAMPLE_MUTUAL,
        resolved_at: null,
      },
      { category: 'invalid_volume', employee_id: second.id },
    ])
    const now = Math.floor(Date.parse((await api.get('/_sim/clock')).body.now) / 1000)
    expect(issues[0].last_seen).toBe(now)
    expect(issues[0].issue_key).toMatch(/^[0-9a-f]{64}$/)

    const document = (await api.get(`${DOCUMENTS}/${answer.partner_document_id}`)).body
    expect(document).toMatchObject({
      content_type: 'EDI_ERROR_REPORT',
      source: 'SFTP',
      partner_id: EXAMPLE_MUTUAL,
      partner_type: 'carrier',
      group_ids: [group_id],
      partner_document_source_id: source.id,
      display_name: source.match_value,
    })
    expect(document.file_key.endsWith(`/${source.match_value}`)).toBe(true)
    expect(document.extracted_data.rows).toHaveLength(2)
    expect(document.extracted_data.unread).toEqual([])
  })
})
