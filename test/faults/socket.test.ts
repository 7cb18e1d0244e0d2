import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/hosts/express.ts'
import { listen } from '../../src/hosts/listen.ts'
import { machineWall } from '../../src/kernel/wall.ts'
import { type Flaky, flaky, GROUPS, listening, overRawSocket, WALL_START } from './flaky.ts'

const NEW_GROUP = { method: 'POST', body: '{"name":"Copperline Mill","federal_ein":"900000103"}' }

/** The names of all groups, asked for without any fault. */
async function names({ call }: Flaky): Promise<string[]> {
  const { response } = (await (await call(`${GROUPS}?page_size=100`)).json()) as never as {
    response: { name: string }[]
  }
  return response.map(({ name }) => name)
}

async function seen(header: string, more: Partial<Parameters<typeof overRawSocket>[1]> = {}) {
  const world = await flaky()
  const port = await listening(world.simulator)
  return { world, port, ...(await overRawSocket(port, { token: world.token, header, ...more })) }
}

const lengthIn = (head: string) => Number(/content-length: (\d+)/.exec(head)?.[1])

describe('over a raw socket', () => {
  it('an error status comes with the body of Noyo and Retry-After in seconds; the command is not performed', async () => {
    const { world, head, body } = await seen('status=503; retry-after=2', { ...NEW_GROUP, close: true })
    expect(head).toMatch(/^http\/1\.1 503 service unavailable\r\n/)
    expect(head).toContain('\r\nretry-after: 2\r\n')
    expect(head).toContain('\r\nx-mock-noyo-fault: header status')
    expect(JSON.parse(body)).toEqual({ message: 'Service Unavailable', status: 503 })
    expect(await names(world)).not.toContain('Copperline Mill')
  })

  it('Retry-After can be a date, of the wall clock', async () => {
    const { head } = await seen('status=429; retry-after=30; retry-after-form=date', { close: true })
    expect(head).toContain(`retry-after: ${new Date(WALL_START + 30_000).toUTCString().toLowerCase()}`)
  })

  it('a status may hide a command that was performed', async () => {
    const { world, head } = await seen('status=502; performed', { ...NEW_GROUP, close: true })
    expect(head).toMatch(/^http\/1\.1 502 /)
    expect(await names(world)).toContain('Copperline Mill')
  })

  it('a dropped connection sends nothing and performs nothing', async () => {
    const { world, text, ended } = await seen('drop', NEW_GROUP)
    expect([text, ended]).toEqual(['', 'closed'])
    expect(await names(world)).not.toContain('Copperline Mill')
  })

  it('a reset ends in a reset, and performs nothing', async () => {
    const { world, text, ended } = await seen('reset', NEW_GROUP)
    expect([text, ended]).toEqual(['', 'reset'])
    expect(await names(world)).not.toContain('Copperline Mill')
  })

  it.each([
    ['answer_lost', 'closed'],
    ['answer_lost; reset', 'reset'],
    ['drop; performed', 'closed'],
  ])('a lost answer (%s) sends nothing of a command that is committed', async (header, how) => {
    const { world, text, ended } = await seen(header, NEW_GROUP)
    expect([text, ended]).toEqual(['', how])
    expect(await names(world)).toContain('Copperline Mill')
  })

  it('a truncated answer ends in the middle of the body that was announced', async () => {
    const { head, body, ended } = await seen('truncate=0.25')
    const announced = lengthIn(head)
    expect(head).toMatch(/^http\/1\.1 200 ok/)
    expect(body).toHaveLength(Math.floor(announced / 4))
    expect(ended).toBe('closed')
  })

  it('a truncated answer may be cut right behind its headers', async () => {
    const { head, body, ended } = await seen('truncate; bytes=0')
    expect([lengthIn(head) > 0, body, ended]).toEqual([true, '', 'closed'])
  })

  it('a truncated answer is reset once its part can have been read', async () => {
    const world = await flaky()
    const port = await listening(world.simulator)
    const held = world.nextWait()
    const call = overRawSocket(port, { token: world.token, header: 'truncate; reset' })
    const milliseconds = await held
    expect(milliseconds).toBe(25)
    world.wall.pass(milliseconds)
    expect((await call).ended).toBe('reset')
  })

  it('of an answer without a body nothing arrives in part', async () => {
    const { text, ended } = await seen('truncate', { method: 'HEAD' })
    expect([text, ended]).toEqual(['', 'closed'])
  })

  it('malformed JSON comes with the length of what there is', async () => {
    const { head, body } = await seen('malformed', { close: true })
    expect(body).toHaveLength(lengthIn(head))
    expect(() => JSON.parse(body)).toThrow()
  })

  it('malformed JSON may be announced longer than it is', async () => {
    const { head, body, ended } = await seen('malformed=too_long')
    expect(body.length).toBeLessThan(lengthIn(head))
    expect(() => JSON.parse(body)).toThrow()
    expect(ended).toBe('closed')
  })

  it('malformed JSON may be announced shorter than it is: the rest is on the connection', async () => {
    const { head, body, ended } = await seen('malformed=too_short; bytes=10')
    expect(lengthIn(head)).toBe(10)
    expect(JSON.parse(body)).toHaveProperty('response')
    expect(ended).toBe('closed')
  })

  it('a page of a proxy is HTML', async () => {
    const { head, body } = await seen('html', { close: true })
    expect(head).toMatch(/^http\/1\.1 502 bad gateway\r\ncontent-type: text\/html; charset=utf-8/)
    expect(body).toContain('<h1>502 Bad Gateway</h1>')
  })

  it('a page may come with a status that says all is well, and with words of its own', async () => {
    const { head, body } = await seen('{"kind":"html","status":200,"body":"<p>Maintenance</p>"}', {
      close: true,
    })
    expect(head).toMatch(/^http\/1\.1 200 ok/)
    expect(body).toBe('<p>Maintenance</p>')
  })

  it('a slow answer drips, and is whole in the end', async () => {
    const world = await flaky({ wall: machineWall })
    const port = await listening(world.simulator)
    const chunks: string[] = []
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    const lines = [
      `GET ${GROUPS} HTTP/1.1`,
      'host: localhost',
      'connection: close',
      `authorization: Bearer ${world.token}`,
      'x-mock-noyo-fault: drip=5ms; bytes=64',
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    for await (const chunk of socket) chunks.push(String(chunk))
    const [head = '', body = ''] = chunks.join('').split('\r\n\r\n')
    expect(JSON.parse(body)).toHaveProperty('response')
    expect(body).toHaveLength(lengthIn(head.toLowerCase()))
    expect(chunks.length).toBeGreaterThan(2)
  })

  it('an expired token answers as documented, and is of no use from then on; a new one is', async () => {
    const { world, head, body } = await seen('expired-token', { close: true })
    expect(head).toMatch(/^http\/1\.1 401 /)
    expect(JSON.parse(body)).toEqual({ message: 'Unauthorized' })
    expect((await world.call(GROUPS)).status).toBe(401)
  })

  it('a connection goes on after a fault that leaves it whole', async () => {
    const world = await flaky()
    const port = await listening(world.simulator)
    const socket = connect(port, '127.0.0.1')
    const call = (more: string) =>
      `GET ${GROUPS} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${world.token}\r\n${more}\r\n`
    const wrong = 'x-mock-noyo-fault: status=500\r\n'
    socket.write(call(wrong) + call('x-mock-noyo-fault: malformed\r\n') + call('connection: close\r\n'))
    let text = ''
    for await (const chunk of socket) text += chunk
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 500', 'HTTP/1.1 200', 'HTTP/1.1 200'])
  })
})

describe('in an Express app', () => {
  it('connections are dropped, cut and reset in the same way', async () => {
    const world = await flaky()
    const server = await listen(world.simulator, { listener: createApp(world.simulator) })
    const call = (header: string) => overRawSocket(server.port, { token: world.token, header })
    expect(await call('drop')).toMatchObject({ text: '', ended: 'closed' })
    expect(await call('reset')).toMatchObject({ text: '', ended: 'reset' })
    const { head, body } = await call('truncate')
    expect(body.length).toBe(Math.floor(lengthIn(head) / 2))
    await server.close(0)
  })
})
