import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answering } from './door.ts'
import { serve } from './node.ts'

/** A server that is open. */
export interface Listening {
  /** With a host that can be called, e.g. `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  readonly server: Server
  /**
   * Takes no further connection, lets the requests in flight end, closes what is idle; after `patience` milliseconds
   * (default 5,000) it hangs up on whoever is left.
   */
  close(patience?: number): Promise<void>
}

export interface ListenOptions {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 (default) takes any free one. */
  readonly port?: number
  /** What answers; by default the simulator's own door. */
  readonly listener?: RequestListener
}

/** The address cannot be listened on; the message says why and what would do. */
export class ListenError extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options)
    this.name = 'ListenError'
  }
}

/** Longer than the pools of the usual clients keep a connection, so that none is closed under a request being sent. */
const IDLE_CONNECTION = 65_000
const PATIENCE = 5_000
const SWEEP = 10

/** Opens a server for a simulator. @throws {ListenError} */
export async function listen(simulator: Answering, options: ListenOptions = {}): Promise<Listening> {
  const { host = '127.0.0.1', port = 0, listener = serve(simulator) } = options
  let draining = false
  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION }, (request, response) => {
    if (draining) response.shouldKeepAlive = false
    listener(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(refused(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `http://${called(host, address)}:${address.port}`,
    port: address.port,
    server,
    close(patience = PATIENCE) {
      draining = true
      return closed(server, patience)
    },
  }
}

function closed(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that has just had its answer counts as open until it is found idle.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP)
    const hangUp = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(hangUp)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** The host to print: one that listens on every address is called by a name every client knows. */
function called(host: string, address: AddressInfo): string {
  if (address.address === '0.0.0.0' || address.address === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function refused(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const texts: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program. Take another one with --port N, or any free one with --port 0.`,
    EACCES: `Port ${port} on ${host} needs more rights than this process has. Take one above 1023 with --port N.`,
    EADDRNOTAVAIL: `${host} is no address of this machine. Listen on 127.0.0.1, or on 0.0.0.0 for all of them, with --host H.`,
    ENOTFOUND: `${host} is no host this machine knows. Listen on 127.0.0.1, or on 0.0.0.0 for all addresses, with --host H.`,
  }
  const text = texts[error.code ?? ''] ?? `Could not listen on ${host}:${port}: ${error.message}.`
  return new ListenError(text, { cause: error })
}
