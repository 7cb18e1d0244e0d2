import { connect } from 'node:net'

export interface RawReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** Sends the pieces over one connection, one after the other, and reads what comes back until the server hangs up. */
export async function overSocket(port: number, pieces: readonly (string | Uint8Array)[]): Promise<RawReply> {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('end', resolve)
    socket.on('error', reject)
  })
  for (const piece of pieces) socket.write(piece)
  await ended
  socket.destroy()
  return readReply(Buffer.concat(chunks))
}

/** Sends the pieces and hangs up once the last one is on its way. */
export async function hangUpAfter(port: number, pieces: readonly (string | Uint8Array)[]): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  for (const piece of pieces.slice(0, -1)) socket.write(piece)
  await new Promise<void>((resolve) => socket.write(pieces.at(-1) ?? '', () => resolve()))
  socket.resetAndDestroy()
}

function readReply(bytes: Buffer): RawReply {
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1) throw new Error(`no HTTP answer: ${JSON.stringify(bytes.toString())}`)
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const [name = '', ...value] = line.split(':')
    headers[name.toLowerCase()] = value.join(':').trim()
  }
  return { status: Number(first.split(' ')[1]), headers, bytes: bytes.subarray(end + 4) }
}
