import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a receiver has got. */
export interface Got {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly raw: string
  readonly type: string
  readonly event_id: string
  readonly data: Readonly<Record<string, unknown>>
}

/** What a receiver does with a request: a status, or nothing at all, or a cut connection. */
export type Manner = number | 'hang' | 'reset'

export interface Receiver {
  readonly url: string
  readonly got: Got[]
  /** What it does from now on; the n-th request of a list gets the n-th manner, the last one for ever. */
  behave(...manners: readonly Manner[]): void
  close(): Promise<void>
}

/** A receiver on a real port of this machine. */
export async function openReceiver(): Promise<Receiver> {
  const got: Got[] = []
  let manners: readonly Manner[] = [200]
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      got.push(received(request.url ?? '', request.headers as Record<string, string>, Buffer.concat(chunks)))
      const manner = manners[0] as Manner
      if (manners.length > 1) manners = manners.slice(1)
      if (manner === 'hang') return
      if (manner === 'reset') request.socket.destroy()
      else response.writeHead(manner, manner === 302 ? { location: '/elsewhere' } : {}).end('so be it')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    got,
    behave: (...next) => {
      manners = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export function received(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Got {
  const raw = body.toString('utf8')
  const { data, event } = JSON.parse(raw) as {
    data: Got['data']
    event: { id: string; type: string }
  }
  return { path, headers, raw, type: event.type, event_id: event.id, data }
}

/** How old or how far ahead a timestamp may be: five minutes, as the documents advise. */
const TOLERANCE = 5 * 60_000

/** The vendor's recipe: any of the signatures is that of timestamp and body, and the timestamp is of now. */
export function isGenuine(
  { headers, raw }: Pick<Got, 'headers' | 'raw'>,
  secret: string,
  now: number,
): boolean {
  const timestamp = headers['x-noyo-timestamp'] ?? ''
  if (!(Math.abs(now - Date.parse(timestamp)) <= TOLERANCE)) return false
  const wanted = Buffer.from(createHmac('sha256', secret).update(`${timestamp}.${raw}`).digest('hex'))
  return (headers['x-noyo-signature'] ?? '').split(',').some((given) => {
    const bytes = Buffer.from(given.trim())
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
  })
}
