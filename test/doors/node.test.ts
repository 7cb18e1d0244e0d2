import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { MAX_BODY } from '../../src/api/body.ts'
import type { Call, Reply } from '../../src/api/operation.ts'
import { type ListenError, listen } from '../../src/hosts/listen.ts'
import { piecesOf } from './doors.ts'
import { hangUpAfter, overSocket } from './socket.ts'

const POST = { method: 'POST', target: '/ping', headers: { 'content-type': 'application/json' } }

const reply = (body: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) },
  body,
})

/** A simulator that notes its calls and answers when it is told to. */
function noting(answer: (call: Call) => Promise<Reply> = async () => reply('{}')) {
  const calls: Call[] = []
  return {
    calls,
    handle(call: Call) {
      calls.push(call)
      return answer(call)
    },
  }
}

async function opened(simulator: ReturnType<typeof noting>) {
  const server = await listen(simulator)
  onTestFinished(() => server.close(0))
  return server
}

describe('the Node door', () => {
  it('makes no call of a request whose client hung up in the middle of the body', async () => {
    const simulator = noting()
    const { port, server } = await opened(simulator)
    const begun = once(server, 'request') as Promise<[IncomingMessage]>
    const [head, body] = piecesOf({ ...POST, body: '{"name":"cut short"}' })
    const hungUp = hangUpAfter(port, [head as string, String(body).slice(0, 5)])
    const [request] = await begun
    if (!request.closed) await once(request, 'close').catch(() => {})
    await hungUp
    expect(simulator.calls).toEqual([])
    expect(await overSocket(port, piecesOf(POST))).toMatchObject({ status: 200 })
  })

  it('takes no harm from a client that does not wait for its answer', async () => {
    const { promise, resolve } = Promise.withResolvers<Reply>()
    const simulator = noting(() => promise)
    const { port, server } = await opened(simulator)
    const begun = once(server, 'request') as Promise<[IncomingMessage]>
    const hungUp = hangUpAfter(port, piecesOf({ method: 'GET', target: '/ping' }))
    const [request] = await begun
    if (!request.closed) await once(request, 'close').catch(() => {})
    await hungUp
    resolve(reply('{"late":true}'))
    expect(await overSocket(port, piecesOf(POST))).toMatchObject({ status: 200 })
  })

  it('answers 500 in the documented shape when the simulator throws', async () => {
    const { port } = await opened(noting(() => Promise.reject(new Error('a defect'))))
    const { status, headers, bytes } = await overSocket(port, piecesOf(POST))
    expect(status).toBe(500)
    expect(headers['content-length']).toBe(String(bytes.length))
    expect(JSON.parse(bytes.toString())).toEqual({ message: 'Internal server error', status: 500 })
  })

  it('answers requests sent behind one another over one connection in order', async () => {
    const { port } = await opened(noting(async ({ target }) => reply(JSON.stringify(target))))
    const head = (target: string) => `GET ${target} HTTP/1.1\r\nhost: a\r\n\r\n`
    const last = 'GET /c HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'
    const { bytes } = await overSocket(port, [head('/a') + head('/b') + last])
    expect(bytes.toString().match(/"\/[abc]"/g)).toEqual(['"/a"', '"/b"', '"/c"'])
  })

  it('reads no endless body to its end: it answers, then hangs up', async () => {
    const simulator = noting(async ({ oversized }) => ({ ...reply('{}'), status: oversized ? 413 : 200 }))
    const { port } = await opened(simulator)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({
        port,
        method: 'POST',
        path: '/ping',
        headers: { 'content-length': String(1e12) },
      })
      const more = () => {
        while (sent.write(Buffer.alloc(MAX_BODY)));
      }
      sent.on('response', (response) => {
        sent.off('drain', more)
        resolve(response.statusCode)
      })
      sent.on('drain', more)
      sent.on('error', reject)
      onTestFinished(() => void sent.destroy())
      more()
    })
    expect(status).toBe(413)
    expect(simulator.calls).toHaveLength(1)
  })
})

describe('a server', () => {
  it('lets what is in flight end when it closes, and closes idle connections', async () => {
    const { promise, resolve } = Promise.withResolvers<Reply>()
    const simulator = noting(({ target }) => (target === '/slow' ? promise : Promise.resolve(reply('{}'))))
    const server = await listen(simulator)
    const idle = await keptOpen(server.port)
    const begun = once(server.server, 'request')
    const slow = overSocket(server.port, ['GET /slow HTTP/1.1\r\nhost: a\r\n\r\n'])
    await begun
    const closing = server.close()
    await expect(fetch(server.url)).rejects.toThrow()
    resolve(reply('{"slow":true}'))
    expect((await slow).bytes.toString()).toBe('{"slow":true}')
    await closing
    await idle.ended
  })

  it('hangs up on whoever is left when its patience is over', async () => {
    const server = await listen(noting(() => new Promise(() => {})))
    const begun = once(server.server, 'request')
    const stuck = overSocket(server.port, piecesOf(POST)).catch((error: Error) => error.message)
    await begun
    await server.close(1)
    expect(await stuck).toMatch(/no HTTP answer|ECONNRESET/)
  })

  it('says that a port is taken, and what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const error = (await listen(noting(), { port }).catch((caught) => caught)) as ListenError
    expect(error.name).toBe('ListenError')
    expect(error.message).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(error.message).toContain('--port')
  })

  it('says that a host is none of this machine', async () => {
    await expect(listen(noting(), { host: '192.0.2.1' })).rejects.toThrow(
      /192\.0\.2\.1 is no address.*--host/,
    )
  })

  it('prints an address that can be called', async () => {
    const all = await listen(noting(), { host: '0.0.0.0' })
    onTestFinished(() => all.close(0))
    expect(all.url).toBe(`http://localhost:${all.port}`)
    expect((await fetch(`${all.url}/ping`)).status).toBe(200)
  })
})

/** A connection that had its answer and stays. */
async function keptOpen(port: number): Promise<{ ended: Promise<unknown> }> {
  const { connect } = await import('node:net')
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /ping HTTP/1.1\r\nhost: a\r\n\r\n')
  await once(socket, 'data')
  return { ended: once(socket, 'close') }
}
