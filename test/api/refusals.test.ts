import { describe, expect, test } from 'vitest'
import { notFound, Refusal } from '../../src/kernel/failure.ts'
import { echo, NOON, stubEdge } from './stub-edge.ts'

const ID = '0b0e7e9e-5a3f-4a3b-8a3b-1234567890ab'

describe('refusals and defects', () => {
  const throwing = (error: unknown, settings = {}) =>
    stubEdge(
      {
        fulfillment: { getGroup: { level: 'stored', reads: async () => Promise.reject(error) } },
        control: { getClock: { level: 'stored', serves: async () => Promise.reject(error) } },
      },
      settings,
    )

  test('a refusal answers as the catalogue says', async () => {
    const reply = await throwing(notFound('Group', ID)).send('GET', `/api/v1/groups/${ID}`)
    expect([reply.status, reply.json]).toEqual([
      404,
      { message: `Group not found with UUID ${ID}`, status: 404 },
    ])
  })

  test('field errors are nested, positions in arrays as keys, with whole objects beside their fields', async () => {
    const refusal = new Refusal('invalid_fields', {}, [
      { path: ['coverages', 0, 'plan_id'], message: 'One.' },
      { path: ['coverages', 0, 'plan_id'], message: 'Two.' },
      { path: ['coverages', 0], message: 'Whole.' },
      { path: ['employee'], message: 'Whole.' },
      { path: ['employee', '__proto__'], message: 'Odd.' },
    ])
    const reply = await throwing(refusal).send('GET', `/api/v1/groups/${ID}`)
    expect(reply.status).toBe(422)
    expect(reply.body).toBe(
      '{"errors":{"coverages":{"0":{"plan_id":["One.","Two."],"_schema":["Whole."]}},"employee":{"_schema":["Whole."],"__proto__":["Odd."]}}}',
    )
  })

  test('a sandbox that has gone is a token that no longer counts; in the control API it is named', async () => {
    const stub = throwing(new Refusal('sandbox_not_found', { id: 'gone' }))
    expect((await stub.send('GET', `/api/v1/groups/${ID}`)).status).toBe(401)
    expect((await stub.send('GET', '/_sim/clock')).json).toMatchObject({
      error: { code: 'sandbox_not_found' },
    })
  })

  test.each([new Error('secret detail at /home/x.ts:1'), new Refusal('no_such_code'), 'text', undefined])(
    'anything else is a defect: 500 without a word of it, and somebody is told (%s)',
    async (error) => {
      const stub = throwing(error)
      const reply = await stub.send('GET', `/api/v1/groups/${ID}`)
      expect(reply.status).toBe(500)
      expect(reply.json).toEqual({ message: expect.stringContaining('getGroup'), status: 500 })
      expect(reply.body).not.toMatch(/secret|\.ts|at \//)
      expect(stub.faults).toHaveLength(1)
    },
  )

  test('a view that fails leaves the command undone', async () => {
    let committed = false
    const { send } = stubEdge(
      {
        fulfillment: {
          createGroup: {
            level: 'stored',
            writes: async () => ({
              status: 201,
              content: { view: { of: () => ({ bad: 1n }) }, record: { id: 'x' } as never },
            }),
          },
        },
      },
      {
        runner: {
          read: () => Promise.reject(new Error('no')),
          write: async (_sandbox, _cause, decide) => {
            const result = await decide({ now: NOON } as never)
            committed = true
            return result
          },
        },
      },
    )
    expect((await send('POST', '/api/v1/groups', { body: { name: 'Acme' } })).status).toBe(500)
    expect(committed).toBe(false)
  })

  test('with validation of answers, one that breaks its schema is a defect', async () => {
    const broken = stubEdge({ fulfillment: { getGroup: echo() } }, { validateResponses: true })
    const reply = await broken.send('GET', `/api/v1/groups/${ID}`)
    expect(reply.status).toBe(500)
    expect(reply.json).toEqual({ message: expect.stringContaining("required property 'name'"), status: 500 })
    expect(broken.faults).toHaveLength(1)
  })
})
