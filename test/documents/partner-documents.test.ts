import { expect } from 'vitest'
import {
  about,
  DOCUMENTS,
  EXAMPLE_MUTUAL,
  issuesOf,
  report,
  reportedGroup,
  SOURCES,
} from '../issues/reports.ts'
import { inEveryMode } from '../modes.ts'
import { type Json, NOBODY } from '../snapshots/families.ts'

const upload = (changed: Json = {}): Json => ({
  content_type: 'EDI_ERROR_REPORT',
  file_key: 'uploads/rejects.csv',
  partner_id: EXAMPLE_MUTUAL,
  partner_type: 'carrier',
  source: 'UPLOAD',
  ...changed,
})

const named = ({ person }: Json): Json => ({
  first_name: person.first_name,
  last_name: person.last_name,
  date_of_birth: person.date_of_birth,
})

inEveryMode('a partner document that is uploaded', ({ test }) => {
  test('with rows and a source makes issues once it is read', async ({ api, simulator }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const row = { message: 'SSN missing', ...named(employees[0]) }
    const elsewhere = { ...row, carrier_group_id: 'EM999999' }
    const excess = { message: 'Volume too high', member_id: employees[1].id, carrier_group_id: 'EM123456' }
    const { status, body } = await api.post(
      DOCUMENTS,
      upload({
        partner_document_source_id: source.id,
        group_ids: [group_id],
        display_name: 'Rejects of January',
        effective_date: '2026-01-05',
        extracted_data: { rows: [row, excess, {}, 'x', elsewhere] },
      }),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ display_name: 'Rejects of January', file_key: 'uploads/rejects.csv' })
    expect(await issuesOf(api)).toEqual([])
    const state = async () => (await api.get(`${DOCUMENTS}/${body.id}/status`)).body.response[0].status
    expect(await state()).toBe('processing')

    await simulator.clock.settle()
    expect(await state()).toBe('completed')
    const issues = await issuesOf(api, `originating_record_ids=${body.id}`)
    expect(issues.map(({ category, member_id }) => [category, member_id]).sort()).toEqual([
      ['invalid_volume', employees[1].id],
      ['missing_ssn', employees[0].id],
    ])
    const { events } = (await api.get('/_sim/events?type=partner_document.read')).body
    expect(events.at(-1).data).toMatchObject({
      rows: 2,
      unread: 3,
      reasons: 'error_missing 1, row_malformed 1, group_unknown 1',
      issues_created: 2,
    })
  })

  test('without a source makes none, and without rows neither', async ({ api, simulator }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const rows = [{ message: 'SSN missing', ...named(employees[0]) }]
    const loose = await api.post(DOCUMENTS, upload({ group_ids: [group_id], extracted_data: { rows } }))
    const closed = await api.post(DOCUMENTS, upload({ partner_document_source_id: source.id }))
    await simulator.clock.settle()
    expect(await issuesOf(api)).toEqual([])
    for (const [{ body }, status] of [
      [loose, 'no_document_source'],
      [closed, 'no_extracted_data'],
    ] as const) {
      expect((await api.get(`${DOCUMENTS}/${body.id}/status`)).body.response).toMatchObject([{ status }])
    }

    const again = await api.put(`${DOCUMENTS}/${closed.body.id}/${closed.body.version}`, {
      extracted_data: { rows },
    })
    expect(again.status).toBe(409)
    const { version } = (await api.get(`${DOCUMENTS}/${closed.body.id}`)).body
    const edited = await api.put(`${DOCUMENTS}/${closed.body.id}/${version}`, { extracted_data: { rows } })
    expect(edited).toMatchObject({ status: 200, body: { extracted_data: { rows } } })
    await simulator.clock.settle()
    expect(await issuesOf(api)).toMatchObject([{ category: 'missing_ssn', employee_id: employees[0].id }])
  })

  test('that could not be read in full resolves nothing; one that was resolves what it lacks', async (world) => {
    const { api, simulator } = world
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    await report(api, group_id, [about(employees[0])])
    const send = async (rows: readonly unknown[]) => {
      const stream = { partner_document_source_id: source.id, extracted_data: { rows } }
      await api.post(DOCUMENTS, upload(stream))
      await simulator.clock.settle()
    }
    await send([{ nothing: 'said' }])
    expect(await issuesOf(api)).toMatchObject([{ status: 'open' }])
    await send([])
    expect(await issuesOf(api)).toMatchObject([{ status: 'resolved' }])
  })

  test('is not read when a later one of its source was', async ({ api, simulator }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const stream = { partner_document_source_id: source.id, extracted_data: { rows: [] } }
    const early = await api.post(DOCUMENTS, upload(stream))
    await report(api, group_id, [about(employees[0])])
    await simulator.clock.settle()
    expect((await api.get(`${DOCUMENTS}/${early.body.id}/status`)).body.response).toMatchObject([
      { status: 'superseded' },
    ])
    expect(await issuesOf(api)).toMatchObject([{ status: 'open' }])
  })

  test('of a carrier may have its rows corrected: these stand for what the bytes said', async (world) => {
    const { api, simulator } = world
    const { group_id, employees } = await reportedGroup(api, simulator)
    const [kept, wrong] = [about(employees[0]), about(employees[1])]
    const { partner_document_id: id, issue_ids } = await report(api, group_id, [kept, wrong])
    const { version, extracted_data } = (await api.get(`${DOCUMENTS}/${id}`)).body
    const corrected = { ...extracted_data, rows: extracted_data.rows.slice(0, 1) }
    await api.put(`${DOCUMENTS}/${id}/${version}`, { extracted_data: corrected })
    await simulator.clock.settle()
    const states = (await issuesOf(api)).map((issue) => [issue.id, issue.status, issue.employee_id])
    expect(states.sort()).toEqual(
      [
        [issue_ids[0], 'open', employees[0].id],
        [issue_ids[1], 'resolved', employees[1].id],
      ].sort(),
    )
  })

  test('is changed and deleted by its version; its issues stay', async ({ api, simulator }) => {
    const { group_id, employees } = await reportedGroup(api, simulator)
    const { partner_document_id: id } = await report(api, group_id, [about(employees[0])])
    const { version } = (await api.get(`${DOCUMENTS}/${id}`)).body
    const edited = await api.put(`${DOCUMENTS}/${id}/${version}`, {
      display_name: 'Second look',
      effective_date: '2026-02-01',
    })
    expect(edited.body).toMatchObject({ id, display_name: 'Second look', effective_date: '2026-02-01' })
    expect(edited.body.version).not.toBe(version)
    expect((await api.delete(`${DOCUMENTS}/${id}/${version}`)).body).toEqual({
      message: 'Version conflict',
      status: 409,
    })
    expect((await api.delete(`${DOCUMENTS}/${id}/${edited.body.version}`)).status).toBe(204)
    expect(await api.get(`${DOCUMENTS}/${id}`)).toMatchObject({
      status: 404,
      body: { message: `Partner document not found with ID ${id}` },
    })
    expect((await api.get(`${DOCUMENTS}/${id}/status`)).body).toEqual({
      message: 'Partner document not found',
      status: 404,
    })
    expect((await api.put(`${DOCUMENTS}/${id}/${version}`, {})).status).toBe(404)
    expect((await api.delete(`${DOCUMENTS}/${id}/${version}`)).status).toBe(404)
    expect(await issuesOf(api)).toHaveLength(1)
  })

  test('names what is there, or is refused', async ({ api, simulator }) => {
    const { source } = await reportedGroup(api, simulator)
    const refusals: readonly (readonly [Json, number, Json])[] = [
      [{ group_ids: [NOBODY] }, 404, { message: `Group not found with UUID ${NOBODY}`, status: 404 }],
      [{ partner_id: NOBODY }, 404, { message: `Carrier not found with UUID ${NOBODY}`, status: 404 }],
      [{ feed_ids: [NOBODY] }, 404, { message: `Feed not found with UUID ${NOBODY}`, status: 404 }],
      [
        { organization_id: NOBODY },
        404,
        { message: `Organization not found with UUID ${NOBODY}`, status: 404 },
      ],
      [
        { partner_document_source_id: NOBODY },
        404,
        { message: `PartnerDocumentSource not found with UUID ${NOBODY}`, status: 404 },
      ],
      [{ source: 'FAX' }, 422, { errors: { source: ['Must be one of: SFTP, EMAIL, UPLOAD, PORTAL.'] } }],
      [{ file_key: undefined }, 422, { errors: { file_key: ['Missing data for required field.'] } }],
      [
        { partner_id: '2b0f1c3c-a01b-4f58-8e70-dfdfaa09de4d', partner_document_source_id: source.id },
        422,
        { errors: { partner_document_source_id: [expect.stringContaining('another partner')] } },
      ],
    ]
    for (const [changed, status, body] of refusals) {
      expect(await api.post(DOCUMENTS, upload(changed))).toMatchObject({ status, body })
    }
    const { response } = (await api.get(DOCUMENTS)).body
    expect(response).toEqual([])
  })
})

inEveryMode('lists of partner documents and their sources', ({ test }) => {
  test('are filtered, sorted and paged', async ({ api, simulator }) => {
    const { group_id, employees, source } = await reportedGroup(api, simulator)
    const delivered = await report(api, group_id, [about(employees[0])])
    await simulator.clock.advance('1h')
    const other = await api.post(DOCUMENTS, upload({ effective_date: '2025-06-01' }))
    await simulator.clock.settle()
    const [first, second] = [delivered.partner_document_id, other.body.id]
    const found = async (query: string) =>
      (await api.get(`${DOCUMENTS}?${query}`)).body.response.map(({ id }: Json) => id)
    expect(await found('')).toEqual([second, first])
    expect(await found('sort_order=asc')).toEqual([first, second])
    expect(await found('sort_by=file_name&sort_order=asc')).toEqual([first, second])
    expect(await found('sort_by=effective_date')).toEqual([first, second])
    expect(await found('page=2&page_size=1')).toEqual([first])
    expect(await found(`group_ids=${group_id}`)).toEqual([first])
    expect(await found('file_name=EM_ERR')).toEqual([first])
    expect(await found('source=UPLOAD')).toEqual([second])
    expect(await found('effective_date_end=2025-12-31')).toEqual([second])
    expect(await found('effective_date_start=2025-12-31')).toEqual([first])
    expect(await found(`partner_id=${EXAMPLE_MUTUAL}&partner_type=carrier`)).toHaveLength(2)
    expect(await found(`feed_ids=${NOBODY}`)).toEqual([])
    expect((await api.get(`${DOCUMENTS}?exclude_total_count=true`)).body.meta).toEqual({
      offset: 0,
      page_num: 1,
      page_size: 20,
    })
    expect(await api.get(`${DOCUMENTS}?partner_id=${NOBODY}`)).toMatchObject({
      status: 400,
      body: { message: 'Invalid partner_id' },
    })
    expect(await api.get(`${DOCUMENTS}?organization_id=${NOBODY}`)).toMatchObject({
      status: 403,
      body: { message: 'Forbidden' },
    })

    const sources = async (query: string) => (await api.get(`${SOURCES}?${query}`)).body.response
    expect(await sources(`group_ids=${group_id}`)).toEqual([source])
    expect(await sources('match_strategy=SUBJECT_EXACT')).toEqual([])
    expect(await sources('partner_type=carrier&sort_by=name&sort_direction=asc')).toContainEqual(source)
    expect((await api.get(`${SOURCES}?sort_by=size`)).status).toBe(422)
    expect((await api.get(`${SOURCES}/${NOBODY}`)).body).toEqual({
      message: `PartnerDocumentSource not found with UUID ${NOBODY}`,
      status: 404,
    })
  })
})
