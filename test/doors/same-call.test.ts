import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MAX_BODY } from '../../src/api/body.ts'
import type { Call, Reply } from '../../src/api/operation.ts'
import { AWKWARD } from './calls.ts'
import { DOORS, type Door } from './doors.ts'

/** Answers with what it was called with. */
const echo = {
  async handle(call: Call): Promise<Reply> {
    const { method, target, body, headers, oversized = false } = call
    const text = JSON.stringify({
      method,
      target,
      oversized,
      body: body && { length: body.length, sha256: createHash('sha256').update(body).digest('hex') },
      type: headers['content-type'],
      authorization: headers['authorization'],
      twice: headers['x-twice'],
      host: headers['host'],
    })
    const length = String(Buffer.byteLength(text))
    const kind = { 'content-type': 'application/json', 'content-length': length, 'x-said': 'a, b' }
    return { status: 200, headers: kind, body: method === 'HEAD' ? undefined : text }
  },
}

describe('the call a door makes of a request', () => {
  const doors: Door[] = []
  beforeAll(async () => {
    for (const open of DOORS) doors.push(await open(echo))
  })
  afterAll(async () => {
    for (const door of doors) await door.close()
  })

  it.each(Object.keys(AWKWARD))('is the same through every door: %s', async (name) => {
    const asked = AWKWARD[name]!
    const answers = await Promise.all(
      doors.map(async (door) => ({ door: door.name, ...(await door.send(asked)) })),
    )
    const [first, ...others] = answers.map(({ door, bytes, ...rest }) => ({
      door,
      text: bytes.toString(),
      ...rest,
    }))
    expect(others.map(({ text }) => text)).toEqual(others.map(() => first?.text))
    for (const other of others) expect(other).toEqual({ ...first, door: other.door })
  })

  it('says that a body was too long, and keeps none of it', async () => {
    for (const door of doors) {
      const { bytes } = await door.send({ method: 'POST', target: '/ping', body: 'x'.repeat(MAX_BODY + 1) })
      expect(JSON.parse(bytes.toString()), door.name).toMatchObject({ oversized: true })
      expect(JSON.parse(bytes.toString()), door.name).not.toHaveProperty('body')
    }
  })
})
