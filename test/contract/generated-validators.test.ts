import { describe, expect, it } from 'vitest'
import { bodies as accountsBodies } from '../../src/api/generated/bodies.accounts.js'
import { bodies as controlBodies } from '../../src/api/generated/bodies.control.js'
import { bodies } from '../../src/api/generated/bodies.fulfillment.js'
import { bodies as trackingBodies } from '../../src/api/generated/bodies.tracking.js'
import { operationFacts } from '../../src/api/generated/operations.ts'
import { responses as accountsResponses } from '../../src/api/generated/responses.accounts.js'
import { responses as carrierResponses } from '../../src/api/generated/responses.carrier.js'
import { responses as controlResponses } from '../../src/api/generated/responses.control.js'
import { responses } from '../../src/api/generated/responses.fulfillment.js'
import { responses as trackingResponses } from '../../src/api/generated/responses.tracking.js'
import type { Validate } from '../../src/api/validator.ts'

const uuid = '6f9619ff-8b86-4011-b42d-00c04fc964ff'

/** `keyword pointer` for each violation; a missing property by its own pointer. */
function violations(validate: Validate | undefined, value: unknown): string[] {
  if (!validate) throw new Error('No such validator')
  if (validate(value)) return []
  return (validate.errors ?? []).map(({ keyword, instancePath, params }) =>
    keyword === 'required'
      ? `required ${instancePath}/${params.missingProperty}`
      : `${keyword} ${instancePath}`,
  )
}

const address = { street_one: '1 Main St', city: 'Denver', state: 'CO', zip_code: '80202' }
const person = {
  first_name: 'Ada',
  last_name: 'Stone',
  date_of_birth: '1980-02-29',
  sex: 'F',
  ssn: '900120001',
  home_address: address,
  mailing_address: address,
}
const snapshot = {
  snapshot_mode: 'current_open',
  employee: {
    custom_individual_id: 'E-1',
    person,
    employment: {
      employment_status: 'full-time',
      hours_worked: 40,
      employment_dates: { hire_date: '2020-01-01' },
    },
  },
  coverages: [
    {
      carrier_id: uuid,
      line_of_coverage: 'dental',
      plan_id: uuid,
      enrolled_members: [
        {
          individual_type: 'employee',
          custom_individual_id: 'E-1',
          effective_start_date: '2026-01-01',
          effective_end_date: '9999-12-31',
        },
      ],
    },
  ],
}
const withPerson = (patch: object) => ({
  ...snapshot,
  employee: { ...snapshot.employee, person: { ...person, ...patch } },
})
const snapshotViolations = (body: unknown) => violations(bodies.createMemberSnapshot, body)

describe('request bodies', () => {
  it('accept a documented member snapshot', () => {
    expect(snapshotViolations(snapshot)).toEqual([])
    expect(
      snapshotViolations({ snapshot_mode: snapshot.snapshot_mode, employee: snapshot.employee }),
    ).toEqual([])
  })

  it('report every violation at once, each with its place', () => {
    const found = snapshotViolations({
      snapshot_mode: 'past',
      employee: { person: { ...person, sex: 'Q', first_name: 7 } },
    })
    expect(found.sort()).toEqual([
      'enum /employee/person/sex',
      'enum /snapshot_mode',
      'required /employee/employment',
      'type /employee/person/first_name',
    ])
  })

  it.each([
    ['a middle of zeros', '123000001'],
    ['an area of zeros', '000120001'],
    ['the area 666', '666120001'],
    ['an end of zeros', '900120000'],
    ['hyphens', '900-12-0001'],
  ])('refuse a Social Security number with %s', (_what, ssn) => {
    expect(snapshotViolations(withPerson({ ssn }))).toEqual(['pattern /employee/person/ssn'])
  })

  it('accept null where the schema is nullable, and only there', () => {
    expect(snapshotViolations(withPerson({ ssn: null }))).toEqual([])
    expect(snapshotViolations(withPerson({ last_name: null }))).toEqual(['type /employee/person/last_name'])
  })

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', '2026-01-01T00:00:00Z', ''])(
    'refuse the date %j',
    (date_of_birth) => {
      expect(snapshotViolations(withPerson({ date_of_birth }))).toEqual([
        'format /employee/person/date_of_birth',
      ])
    },
  )

  it('accept the open end date and leap days', () => {
    for (const date_of_birth of ['9999-12-31', '2000-02-29', '2024-02-29']) {
      expect(snapshotViolations(withPerson({ date_of_birth })), date_of_birth).toEqual([])
    }
  })

  it('check UUIDs, ZIP codes and whole numbers', () => {
    const coverage = snapshot.coverages[0]
    expect(snapshotViolations({ ...snapshot, coverages: [{ ...coverage, carrier_id: 'guardian' }] })).toEqual(
      ['format /coverages/0/carrier_id'],
    )
    expect(snapshotViolations(withPerson({ home_address: { ...address, zip_code: '8020' } }))).toEqual([
      'pattern /employee/person/home_address/zip_code',
    ])
    const employment = { ...snapshot.employee.employment, hours_worked: 37.5 }
    expect(snapshotViolations({ ...snapshot, employee: { ...snapshot.employee, employment } })).toEqual([
      'type /employee/employment/hours_worked',
    ])
    const beyond = { ...snapshot.employee.employment, hours_worked: 2 ** 31 }
    expect(
      snapshotViolations({ ...snapshot, employee: { ...snapshot.employee, employment: beyond } }),
    ).toEqual(['maximum /employee/employment/hours_worked'])
  })

  it('let unknown names pass (they are warned of elsewhere) and change nothing', () => {
    const body = structuredClone({ ...snapshot, enable_member_autolink: true })
    const before = structuredClone(body)
    expect(snapshotViolations(body)).toEqual([])
    expect(body).toEqual(before)
  })

  it('demand nothing that is read-only', () => {
    expect(violations(bodies.createIssueUI, {}).some((each) => each.includes('dismissed'))).toBe(false)
  })

  it('take an assignee by id or null, though the property is published without a form', () => {
    expect(violations(trackingBodies.assignDifference, { assignee_id: uuid })).toEqual([])
    expect(violations(trackingBodies.assignDifference, { assignee_id: null })).toEqual([])
    expect(violations(trackingBodies.assignDifference, {})).toEqual(['required /assignee_id'])
    expect(violations(trackingBodies.assignDifference, { assignee_id: 'Ada' })).toEqual([
      'format /assignee_id',
    ])
  })

  it('refuse null, arrays and text where an object is due', () => {
    for (const body of [null, [], 'text', 7])
      expect(snapshotViolations(body), JSON.stringify(body)).toEqual(['type '])
  })

  it('exist for each operation with a body and for no other', () => {
    const expected = (api: string) =>
      operationFacts.filter((fact) => fact.api === api && fact.body).map(({ id }) => id)
    expect(Object.keys(bodies).sort()).toEqual(expected('fulfillment').sort())
    expect(Object.keys(trackingBodies).sort()).toEqual(expected('tracking').sort())
    expect(Object.keys(controlBodies).sort()).toEqual(expected('control').sort())
  })

  it('survive anything', () => {
    for (const [id, validate] of [
      ...Object.entries(bodies),
      ...Object.entries(trackingBodies),
      ...Object.entries(controlBodies),
    ]) {
      for (const body of [undefined, null, '', 0, true, [], {}, [[]], { a: { b: [null] } }])
        expect(() => validate(body), id).not.toThrow()
    }
  })

  it('know the token request and the control commands', () => {
    expect(violations(accountsBodies.createToken, { grant_type: 'client_credentials' })).toEqual([])
    expect(violations(accountsBodies.createToken, { grant_type: 7 })).toEqual(['type /grant_type'])
    expect(violations(controlBodies.setClock, { mode: 'stopped', speed: 0 }).sort()).toEqual([
      'enum /mode',
      'minimum /speed',
    ])
    expect(
      violations(controlBodies.createSandbox, {
        id: 'team-1',
        clock: { mode: 'frozen', start: '2026-01-05T09:00:00Z' },
      }),
    ).toEqual([])
    expect(violations(controlBodies.createSandbox, { id: 'Team 1' })).toEqual(['pattern /id'])
    expect(violations(controlBodies.resetSandbox, { keep: ['journal', 'clock'] })).toEqual(['enum /keep/1'])
  })
})

const word = { message: 'Group not found' }
const wordAndStatus = { message: 'Group not found', status: 404 }
const nested = {
  errors: {
    employee: { person: { ssn: ['Invalid person SSN'] } },
    coverages: { 0: { plan_id: ['Not a valid UUID.'] } },
  },
}

describe('answers', () => {
  const published = { fulfillment: responses, tracking: trackingResponses, carrier: carrierResponses }

  it('accept the three documented shapes of errors where they belong', () => {
    const answers = responses.getGroup
    expect(violations(answers?.[401], word)).toEqual([])
    expect(violations(answers?.[404], wordAndStatus)).toEqual([])
    expect(violations(answers?.[404], word)).toEqual(['required /status'])
    expect(violations(answers?.[422], nested)).toEqual([])
    expect(violations(answers?.[422], { message: 'Not so', status: 422 })).toEqual([])
    expect(violations(answers?.[422], { errors: { page_size: 'text' } })).not.toEqual([])
    expect(violations(answers?.[422], {})).not.toEqual([])
  })

  it('declare an error answer for everything the edge may refuse', () => {
    for (const { api, id, method, secured } of operationFacts) {
      if (!secured || !(api in published)) continue
      const answers = published[api as keyof typeof published][id]
      const statuses = [400, 401, 404, 422, 500, 501, 502, 503, ...(method === 'GET' ? [] : [409, 413])]
      for (const status of statuses)
        expect(typeof answers?.[status], `${api}.${id} ${status}`).toBe('function')
      expect(violations(answers?.[401], word), `${api}.${id}`).toEqual([])
      for (const status of statuses.filter((each) => each !== 401)) {
        expect(
          violations(answers?.[status], { message: 'So it is', status }),
          `${api}.${id} ${status}`,
        ).toEqual([])
      }
      expect(violations(answers?.[422], nested), `${api}.${id}`).toEqual([])
    }
  })

  it('keep the published peculiarities', () => {
    expect(violations(responses.createRsp?.[400], { status: 'error', message: 'No' })).toEqual([])
    expect(
      violations(responses.getPartnerDocument?.[404], { message: 'Partner document not found with ID 1' }),
    ).toEqual([])
    expect(violations(responses.createNewGroupDisconnectionRequest?.[403], word)).toEqual([])
    expect(responses.getGroupDisconnectionRequestById?.[201]).toBeTypeOf('function')
    expect(responses.getGroupDisconnectionRequestById?.[200]).toBeUndefined()
  })

  it('hold a snapshot to the published types: epoch seconds, and the raw body as text', () => {
    const answer = {
      id: uuid,
      version: uuid,
      created: 1_700_000_000,
      modified: 1_700_000_000,
      employee_id: uuid,
      status: 'processing',
      created_members: [],
      warnings: [],
      inbound_snapshot: '{}',
      member_snapshot: {
        ...snapshot,
        employee: { ...snapshot.employee, id: uuid },
        events: [],
        dependents: [],
      },
    }
    const found = violations(responses.createMemberSnapshot?.[201], {
      ...answer,
      inbound_snapshot: {},
      created: '2026-01-01',
    })
    expect(found).toContain('type /inbound_snapshot')
    expect(found).toContain('type /created')
    expect(
      violations(responses.createMemberSnapshot?.[201], answer).filter(
        (each) => !each.includes('/member_snapshot'),
      ),
    ).toEqual([])
  })

  it('accept null for an address of a member, which the published allOf would refuse', () => {
    const employee = (home_address: unknown) => ({ person: { ...person, home_address } })
    const places = (value: unknown) =>
      violations(responses.getEmployee?.[200], employee(value)).filter((each) =>
        each.includes('home_address'),
      )
    expect(places(null)).toEqual([])
    expect(places(address)).toEqual([])
    expect(places('Denver')).not.toEqual([])
    expect(places({ ...address, city: undefined })).toContain('required /person/home_address/city')
  })

  it('demand what is read-only, since it is the server that gives it', () => {
    expect(violations(carrierResponses.getCarrier?.[200], {})).toContain('required /id')
  })

  it('hold our own control API to one shape of errors', () => {
    const error = {
      error: { code: 'unknown_sandbox', message: 'No sandbox x', field: 'sandbox', nearest: 'y' },
    }
    for (const [id, answers] of Object.entries(controlResponses))
      expect(violations(answers.default, error), id).toEqual([])
    expect(violations(controlResponses.getClock?.default, word)).toEqual(['required /error'])
    expect(violations(controlResponses.getReady?.[503], { status: 'loading' })).toEqual([])
  })

  it('know the token', () => {
    const token = { access_token: 'x.y.z', expires_in: 864000, token_type: 'Bearer' }
    expect(violations(accountsResponses.createToken?.[200], token)).toEqual([])
    expect(violations(accountsResponses.createToken?.[200], { ...token, token_type: 'bearer' })).toEqual([
      'enum /token_type',
    ])
    expect(violations(accountsResponses.createToken?.[401], { message: 'Unauthorized' })).toEqual([])
  })
})
