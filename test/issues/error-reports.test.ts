import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { ADDRESS, allOf, type Json } from '../snapshots/families.ts'
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

const NOW = 1_767_603_600

inEveryMode('a carrier that answers a file with an error report', ({ test }) => {
  test('makes a partner document of a source and an issue a row, on the member it means', async (world) => {
    const { api, simulator } = world
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const [first, second] = employees
    const volume = { category: 'invalid_volume', message: 'VOLUME OUT OF RANGE', line_of_coverage: 'dental' }
    const answer = await report(api, group_id, [about(first), about(second, volume)])
    expect(answer.unread).toEqual([])
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
    const { now } = (await api.get('/_sim/clock')).body
    expect(Number(issues[0].last_seen)).toBe(Math.floor(Date.parse(now) / 1000))
    expect(issues[0].last_seen).toBeGreaterThan(NOW)
    expect(issues[0].issue_key).toMatch(/^[0-9a-f]{64}$/)

    const document = (await api.get(`${DOCUMENTS}/${answer.partner_document_id}`)).body
    const [feed] = await allOf(api, '/feeds').then((feeds) =>
      feeds.filter((each) => each.group_ids.includes(group_id)),
    )
    expect(document).toMatchObject({
      content_type: 'EDI_ERROR_REPORT',
      source: 'SFTP',
      partner_id: EXAMPLE_MUTUAL,
      partner_type: 'carrier',
      group_ids: [group_id],
      feed_ids: [feed.id],
      partner_document_source_id: source.id,
      display_name: source.match_value,
    })
    expect(document.file_key.endsWith(`/${source.match_value}`)).toBe(true)
    expect(document.extracted_data).toMatchObject({
      rows: [{ code: 'EM221' }, { code: 'EM208' }],
      unread: [],
    })
    expect((await api.get(`${SOURCES}/${source.id}`)).body).toEqual(source)
    const [, line] = answer.file.split('\r\n')
    const { person } = first
    const told = [person.last_name.slice(0, 10).toUpperCase(), person.first_name.slice(0, 6).toUpperCase()]
    const born = person.date_of_birth.replaceAll('-', '')
    expect(line).toBe(`EM123456,,${told},${born},*****${person.ssn.slice(-4)},,,EM221,SSN REQUIRED`)
    expect((await api.get(`${DOCUMENTS}/${answer.partner_document_id}/status`)).body).toMatchObject({
      meta: { total_records: 1 },
      response: [{ template_name: 'error_report_processing', status: 'completed' }],
    })
  })

  test('resolves an issue by leaving it out, and opens the same one by telling of it again', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const rows = [about(employees[0]), about(employees[1])]
    const { issue_ids } = await report(api, group_id, rows)
    const [id, kept] = issue_ids
    const opened = await issueOf(api, id)

    await simulator.clock.advance('1d')
    const second = await report(api, group_id, [rows[1]])
    expect(second).toMatchObject({ issue_ids: [kept], resolved_issue_ids: [id] })
    const resolved = await issueOf(api, id)
    expect(resolved).toMatchObject({ status: 'resolved', last_seen: opened.last_seen })
    expect(resolved.resolved_at).toBe(opened.last_seen + 86_400)
    expect(resolved.version).not.toBe(opened.version)
    expect(await issueOf(api, kept)).toMatchObject({ status: 'open', last_seen: resolved.resolved_at })

    await simulator.clock.advance('1d')
    expect(await report(api, group_id, rows)).toMatchObject({ issue_ids: [id, kept], resolved_issue_ids: [] })
    expect(await issueOf(api, id)).toMatchObject({
      id,
      status: 'open',
      resolved_at: null,
      created: opened.created,
      issue_key: opened.issue_key,
      last_seen: opened.last_seen + 2 * 86_400,
    })
    expect(await issuesOf(api)).toHaveLength(2)

    const last = await report(api, group_id, [])
    expect([last.issue_ids, last.resolved_issue_ids.sort()]).toEqual([[], [id, kept].sort()])
    expect(await issuesOf(api, 'status=open,pending_resolution')).toEqual([])
  })

  test('resolves nothing that another of its streams told of', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const rows = [about(employees[0])]
    const medical = await report(api, group_id, rows, { stream: 'medical' })
    const dental = await report(api, group_id, rows, { stream: 'dental' })
    expect(dental.partner_document_source_id).not.toBe(medical.partner_document_source_id)
    expect(dental.issue_ids).not.toEqual(medical.issue_ids)

    expect(await report(api, group_id, [], { stream: 'dental' })).toMatchObject({
      resolved_issue_ids: dental.issue_ids,
    })
    expect(await issueOf(api, medical.issue_ids[0])).toMatchObject({ status: 'open' })
    const bySource = `partner_document_source_id=${medical.partner_document_source_id}`
    expect((await issuesOf(api, bySource)).map(({ id }) => id)).toEqual(medical.issue_ids)
  })

  test('tells two of one name apart by the digits it shows, and nobody where it cannot', async (world) => {
    const { api, simulator } = world
    const { group_id } = await reportedGroup(api, simulator)
    const twin = (ssn: string, first_name: string): Json => ({
      person: {
        first_name,
        last_name: 'Marchbanks-Hollingsworth',
        date_of_birth: '1988-02-29',
        ssn,
        sex: 'F',
        home_address: ADDRESS,
      },
      employment: {
        employment_status: 'full-time',
        hours_worked: 40,
        employment_dates: { hire_date: '2024-03-01' },
        salary: { amount: 70_000, unit: 'annual', type: 'salary', effective_date: '2024-03-01' },
      },
    })
    const create = async (body: Json) =>
      (await api.post('/fulfillment/api/v1/employees', { group_id, ...body })).body.id
    const [one, other] = [
      await create(twin('977334455', 'Ottilie')),
      await create(twin('977334466', 'Ottilia')),
    ]
    const row = { category: 'invalid_address', message: 'ADDRESS NOT VALID' }
    const named = {
      first_name: 'Ottilie',
      last_name: 'Marchbanks-Hollingsworth',
      date_of_birth: '1988-02-29',
    }
    const { issue_ids } = await report(api, group_id, [
      { ...row, ...named, ssn: '977334466' },
      { ...row, member_id: one },
      // The number is what is wrong: it tells nobody, and both are called OTTILI, MARCHBANKS.
      { ...row, member_id: one, category: 'invalid_ssn', message: 'SSN NOT VALID' },
      { ...row, first_name: 'Nobody', last_name: 'Known', date_of_birth: '1970-01-01' },
      { message: 'CLASS/DIV NOT ON GRP' },
    ])
    const issues = await Promise.all(issue_ids.map((id: string) => issueOf(api, id)))
    expect(issues.map(({ member_id, category }) => [member_id, category])).toEqual([
      [other, 'invalid_address'],
      [one, 'invalid_address'],
      [null, 'invalid_ssn'],
      [null, 'invalid_address'],
      [null, 'invalid_carrier_config'],
    ])
    expect(issues[2]).toMatchObject({ employee_id: null, member_type: null, group_id })
  })

  test('is about the plan of its line, where there is one, and in the words of the last report', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const plans = (await allOf(api, `/groups/${group_id}/plans`)).filter(
      ({ carrier_id }) => carrier_id === EXAMPLE_MUTUAL,
    )
    const lines = [...new Set(plans.map((plan) => plan.line_of_coverage))]
    const rows = (amount: number) =>
      lines.map((line_of_coverage) => {
        const message = `VOLUME ${amount} OUT OF RANGE`
        return about(employees[0], { category: 'invalid_volume', message, line_of_coverage })
      })
    const { issue_ids } = await report(api, group_id, rows(50_000))
    const again = await report(api, group_id, rows(60_000))
    expect(again.issue_ids).toEqual(issue_ids)
    for (const [index, line] of lines.entries()) {
      const { data } = (await api.get(`/fulfillment/ui/v1/issues/${issue_ids[index]}`)).body
      const ofLine = plans.filter((plan) => plan.line_of_coverage === line).map(({ id }) => id)
      expect(data.plan_ids).toEqual(ofLine.length === 1 ? ofLine : [])
      expect(data.summary).toBe('EM208: VOLUME 60000 OUT OF RANGE')
    }
    const counts = lines.map((line) => plans.filter((plan) => plan.line_of_coverage === line).length)
    expect(counts).toContain(1)
    expect(Math.max(...counts)).toBeGreaterThan(1)
  })

  test('says of a dependent whose they are', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    for (const employee of employees) {
      const [dependent] = await allOf(api, `/employees/${employee.id}/dependents`)
      if (!dependent) continue
      const { issue_ids } = await report(api, group_id, [about(dependent, { category: 'overage_dependent' })])
      expect(await issueOf(api, issue_ids[0])).toMatchObject({
        employee_id: employee.id,
        member_id: dependent.id,
        member_type: 'dependent',
      })
      return
    }
    throw new Error('no dependents')
  })

  test('is listed by what it is about', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const volume = { category: 'invalid_volume', message: 'VOLUME OUT OF RANGE' }
    const first = await report(api, group_id, [about(employees[0]), about(employees[1], volume)])
    const [ssn, amount] = first.issue_ids
    const { issue_key } = await issueOf(api, ssn)
    const found = async (query: string) => (await issuesOf(api, query)).map(({ id }) => id).sort()
    const both = [ssn, amount].sort()
    expect(await found('')).toEqual(both)
    expect(await found(`group_id=${group_id}&partner_id=${EXAMPLE_MUTUAL}`)).toEqual(both)
    expect(await found(`originating_record_ids=${first.partner_document_id}`)).toEqual(both)
    expect(await found('source=edi_error_report&dismissed=false')).toEqual(both)
    expect(await found('category=missing_ssn')).toEqual([ssn])
    expect(await found('status=open,resolved')).toEqual(both)
    expect(await found(`issue_key=${issue_key}`)).toEqual([ssn])
    expect(await found(`employee_id=${employees[1].id}`)).toEqual([amount])
    expect(await found(`member_id=${employees[0].id}`)).toEqual([ssn])
    for (const query of [
      'status=resolved',
      'source=member_snapshot_creation',
      'dismissed=true',
      'resolution_action=updated_noyo',
      `group_id=${employees[0].id}`,
      `originating_record_ids=${first.partner_document_id},${group_id}`,
    ]) {
      expect([query, await found(query)]).toEqual([query, []])
    }
    expect((await api.get(`${ISSUES}?category=missing_snn`)).body).toEqual({
      errors: { category: [expect.stringContaining('Must be one of: missing_coverage')] },
    })
    expect((await api.get(`${ISSUES}/${group_id}`)).body).toEqual({
      message: `Issue not found with UUID ${group_id}`,
      status: 404,
    })
  })
})
