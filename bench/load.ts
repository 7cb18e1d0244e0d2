import { connect, type Socket } from 'node:net'

export interface Load {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** Posted as JSON in turn, each to be answered 201; without them the path is read. */
  readonly bodies?: readonly string[]
  readonly connections: number
  /** How long it goes on. */
  readonly milliseconds?: number
  /** How many requests it sends instead. */
  readonly requests?: number
}

/**
 * Keeps a number of connections busy, one request at a time each, and resolves to how many were answered. A client on bare
 * sockets, so that it costs a small part of what it measures. Any answer other than the expected one ends it with an error.
 */
export async function answered(load: Load): Promise<number> {
  const requests = requestsOf(load)
  const expected = load.bodies ? 201 : 200
  let sent = 0
  const next = () => {
    sent += 1
    return requests[sent % requests.length] as Buffer
  }
  const until = performance.now() + (load.milliseconds ?? Number.POSITIVE_INFINITY)
  const most = load.requests ?? Number.POSITIVE_INFINITY
  const goesOn = () => sent < most && performance.now() < until
  const counts = await Promise.all(
    Array.from({ length: load.connections }, () => busy(load.port, next, expected, goesOn)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

function requestsOf({ port, path, headers, bodies }: Load): Buffer[] {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  if (!bodies) return [Buffer.from(`GET ${path} HTTP/1.1\r\n${lines}\r\n`)]
  return bodies.map((body) => {
    const about = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
    return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines}${about}\r\n${body}`)
  })
}

function busy(port: number, next: () => Buffer, expected: number, goesOn: () => boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let count = 0
    const read = answerReader((status) => {
      if (status !== expected) {
        socket.destroy()
        reject(new Error(`answered ${status} instead of ${expected}`))
        return
      }
      count += 1
      if (goesOn()) socket.write(next())
      else finish(socket, () => resolve(count))
    })
    socket.on('data', read)
    socket.on('error', reject)
    socket.on('connect', () => socket.write(next()))
  })
}

function finish(socket: Socket, then: () => void): void {
  socket.removeAllListeners('data')
  socket.destroy()
  then()
}

/** Reads whole answers with a content length out of what arrives. */
function answerReader(onAnswer: (status: number) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (;;) {
      const end = rest.indexOf('\r\n\r\n')
      if (end === -1) return
      const head = rest.toString('latin1', 0, end)
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (rest.length < end + 4 + length) return
      rest = rest.subarray(end + 4 + length)
      onAnswer(Number(head.slice(9, 12)))
    }
  }
}
