import { connect, type Socket } from 'node:net'

export interface Load {
  readonly port: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  readonly milliseconds: number
}

/**
 * Keeps a number of connections busy, one request at a time each, and resolves to how many were answered. A client on bare
 * sockets, so that it costs a small part of what it measures. Any answer other than 200 ends it with an error.
 */
export async function answered(load: Load): Promise<number> {
  const headers = Object.entries({ host: `127.0.0.1:${load.port}`, ...load.headers })
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const request = Buffer.from(`GET ${load.path} HTTP/1.1\r\n${lines}\r\n`)
  const until = performance.now() + load.milliseconds
  const counts = await Promise.all(
    Array.from({ length: load.connections }, () => busy(load.port, request, until)),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

function busy(port: number, request: Buffer, until: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let count = 0
    const read = answerReader((status) => {
      if (status !== 200) {
        socket.destroy()
        reject(new Error(`answered ${status} instead of 200`))
        return
      }
      count += 1
      if (performance.now() < until) socket.write(request)
      else finish(socket, () => resolve(count))
    })
    socket.on('data', read)
    socket.on('error', reject)
    socket.on('connect', () => socket.write(request))
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
