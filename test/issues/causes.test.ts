import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { allOf, type Json, NOBODY } from '../snapshots/families.ts'
import { about, DOCUMENTS, EXAMPLE_MUTUAL, issueOf, report, reportedGroup, SOURCES } from './reports.ts'

const REPORTS = '/_sim/carriers/example-mutual/error_reports'

const texts = (why: Json): string => why.chain.map((step: Json) => step.text).join('\n')

inEveryMode('why there is an issue', ({ test }) => {
  test('leads to the report and to who had it made', async ({ api, simulator }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const { issue_ids, partner_document_id } = await report(api, group_id, [about(employees[0])])
    const created = (await api.get(`/_sim/why/${issue_ids[0]}`)).body
    expect(texts(created)).toContain(`issue.created of issue ${issue_ids[0]}`)
    expect(texts(created)).toContain(`report ${source.match_value}`)
    expect(texts(created)).toContain('control command createErrorReport')
    expect(JSON.stringify(created)).toContain(partner_document_id)

    await simulator.clock.advance('1m')
    await report(api, group_id, [])
    expect(texts((await api.get(`/_sim/why/${issue_ids[0]}`)).body)).toContain('issue.resolved')

    const { body } = await api.post(DOCUMENTS, {
      content_type: 'EDI_ERROR_REPORT',
      file_key: 'uploads/rejects.csv',
      partner_id: EXAMPLE_MUTUAL,
      partner_type: 'carrier',
      source: 'UPLOAD',
      partner_document_source_id: source.id,
      extracted_data: { rows: [{ message: 'SSN missing', member_id: employees[0].id }] },
    })
    await simulator.clock.settle()
    const [uploaded] = (await api.get(`/fulfillment/api/v1/issues?originating_record_ids=${body.id}`)).body
      .response
    const why = texts((await api.get(`/_sim/why/${uploaded.id}`)).body)
    for (const part of [
      'issue.created',
      'partner_document.reading',
      'partner_document.received',
      'createPartnerDocument',
    ]) {
      expect(why).toContain(part)
    }
  })

  test('is told without names, numbers and days of birth', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const rows = employees.slice(0, 5).map((employee) => about(employee))
    await report(api, group_id, rows)
    await report(api, group_id, [])
    await report(api, group_id, rows)
    const { events } = (await api.get('/_sim/events?limit=1000')).body
    const told = JSON.stringify(events.filter(({ type }: Json) => /^(issue|partner_document)/.test(type)))
    expect(told).toContain('issue.reopened')
    for (const { person } of employees.slice(0, 5)) {
      expect(told).not.toContain(person.last_name)
      expect(told).not.toContain(person.date_of_birth)
      expect(told).not.toContain(person.ssn)
    }
  })
})

inEveryMode('the control call for an error report', ({ test }) => {
  test('finds the category in the words where none is given, and none in words that say nothing', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const words = ['Dependent is over age', 'COBRA is not administered', 'See attached letter']
    const rows = words.map((message) => ({ message, member_id: employees[0].id }))
    const { issue_ids } = await report(api, group_id, rows)
    const issues = await Promise.all(issue_ids.map((id: string) => issueOf(api, id)))
    expect(issues.map(({ category }) => category)).toEqual([
      'overage_dependent',
      'cobra_status_conflict',
      null,
    ])
  })

  test('names the group, the carrier and the people as they are, or is refused', async ({
    api,
    simulator,
  }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const row = about(employees[0])
    const post = async (body: Json, target = REPORTS) => {
      const { status, body: answer } = await api.post(target, body)
      return [status, answer.error?.code, answer.error?.message] as const
    }
    expect(await post({ group_id, rows: [row] }, '/_sim/carriers/exmaple-mutual/error_reports')).toEqual([
      404,
      'carrier_unknown',
      expect.stringContaining('example-mutual'),
    ])
    expect((await post({ group_id: NOBODY, rows: [row] }))[0]).toBe(404)
    const elsewhere = '/_sim/carriers/sample-life/error_reports'
    expect(await post({ group_id, rows: [row] }, elsewhere)).toEqual([
      409,
      'group_not_at_carrier',
      expect.stringContaining('Sample Life'),
    ])
    const others = await allOf(api, '/employees')
    const stranger = others.find((employee) => employee.group_id !== group_id)
    for (const member_id of [NOBODY, stranger.id]) {
      expect((await post({ group_id, rows: [{ ...row, member_id }] })).slice(0, 2)).toEqual([
        404,
        'reported_member_unknown',
      ])
    }
    const named = { first_name: 'Ada', last_name: 'Moreno', date_of_birth: '1988-04-12' }
    const nobody = { ...row, ...named, member_id: NOBODY }
    expect((await post({ group_id, rows: [nobody] })).slice(0, 2)).toEqual([404, 'reported_member_unknown'])
    expect(await post({ group_id, rows: [row, { ...row, category: 'missing_snn' }] })).toEqual([
      422,
      'invalid_fields',
      expect.stringContaining('rows.1.category'),
    ])
    expect((await post({ group_id, rows: [{ ...row, message: '' }] }))[0]).toBe(422)
    expect(await post({ group_id })).toEqual([409, 'no_file_read', expect.stringContaining('Example Mutual')])
    expect(await allOf(api, '/issues')).toEqual([])
  })

  test('serves a Sync carrier too, in the usual dialect, in a stream that begins with it', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const answer = await report(api, group_id, [about(employees[0])], { carrier: 'guardian' })
    const source = (await api.get(`${SOURCES}/${answer.partner_document_source_id}`)).body
    expect(source).toMatchObject({ match_value: 'error_report_00123456.csv', group_ids: [group_id] })
    expect(await issueOf(api, answer.issue_ids[0])).toMatchObject({ employee_id: employees[0].id })
  })
})
