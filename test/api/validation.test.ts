import { describe, expect, test } from 'vitest'
import { echo, stubEdge } from './stub-edge.ts'

const GROUP = '0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab'
const operations = {
  fulfillment: {
    createGroup: echo(201),
    createMemberSnapshot: echo(201),

    createEmployee: echo(201),
    getGroupList: echo(),
  },
  control: { setClock: echo() },
}

async function snapshot(body: unknown, settings = {}) {
  return stubEdge(operations, settings).send('POST', `/api/v1/groups/${GROUP}/member_snapshots`, { body })
}

const person = { first_name: 'Ann', last_name: 'Lee', date_of_birth: '1990-02-03', ssn: '900010001' }

describe('errors of a body', () => {
  test('come all at once, nested like the body, in the vendor`s words', async () => {
    const reply = await snapshot({
      employee: {
        person: { ...person, first_name: 7, date_of_birth: '03/02/1990', ssn: '000-00-0000', sex: 'X' },
      },
      coverages: [{ line_of_coverage: 'hair' }],
    })
    expect(reply.status).toBe(422)
    expect(reply.json).toMatchObject({
      errors: {
        employee: {
          person: {
            first_name: ['Not a valid string.'],
            date_of_birth: ['Not a valid date.'],
            ssn: ['Invalid person SSN'],
          },
        },
      },
    })
    expect(reply.body).not.toMatch(/000-00-0000|1990/)
  })

  test('a null where none may be says so', async () => {
    const { send } = stubEdge(operations)
    const reply = await send('POST', '/api/v1/groups', { body: { name: null } })
    expect(reply.json).toEqual({ errors: { name: ['Field may not be null.'] } })
  })
})

describe('names nobody knows', () => {
  const typo = { name: 'Acme', nmae: 'Acme', 'x\ny—z': 1 }

  test('are named with the nearest in a header that is plain ASCII', async () => {
    const reply = await stubEdge(operations).send('POST', '/api/v1/groups?page=1', { body: typo })
    expect(reply.status).toBe(201)
    expect(reply.headers['x-mock-noyo-unknown-fields']).toBe('page, nmae (nearest: name), x?y?z')
  })

  test('strict: they are errors', async () => {
    const reply = await stubEdge(operations, { unknownFields: 'strict' }).send('POST', '/api/v1/groups', {
      body: { name: 'Acme', nmae: 'Acme' },
    })
    expect([reply.status, reply.json]).toEqual([
      422,
      { errors: { nmae: ['Unknown field. Did you mean name?'] } },
    ])
  })

  test('off: nobody says a word', async () => {
    const stub = stubEdge(operations, { unknownFields: 'off' })
    const reply = await stub.send('POST', '/api/v1/groups?x=1', { body: typo })
    expect([reply.status, reply.headers['x-mock-noyo-unknown-fields']]).toEqual([201, undefined])
    expect(stub.journal[0]?.entry.unknown_fields).toBeUndefined()
  })

  test('the switch that is easily misspelt does not pass unseen', async () => {
    const { send } = stubEdge(operations)
    const reply = await send('POST', `/api/v1/groups/${GROUP}/member_snapshots`, {
      body: { enable_member_autolink: true },
    })
    expect(reply.headers['x-mock-noyo-unknown-fields']).toBe(
      'enable_member_autolink (nearest: enable_member_auto_link)',
    )
  })

  test('in arrays have their position, and many are counted', async () => {
    const reply = await snapshot({ dependents: [{}, { persn: {} }] })
    expect(reply.headers['x-mock-noyo-unknown-fields']).toBe('dependents.1.persn (nearest: person)')
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`field${at}`, at]))
    const counted = await stubEdge(operations).send('POST', '/api/v1/groups', { body: many })
    expect(counted.headers['x-mock-noyo-unknown-fields']).toMatch(/and 20 more$/)
  })

  test('that look like a Social Security number are not repeated', async () => {
    const { send } = stubEdge(operations)
    const reply = await send('POST', '/api/v1/groups', { body: { name: 'Acme', '900-01-0001': 1 } })
    expect(reply.headers['x-mock-noyo-unknown-fields']).toBe('*********')
  })
})
