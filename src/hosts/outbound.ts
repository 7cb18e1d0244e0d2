import { type LookupAddress, lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { promisify } from 'node:util'
import { createAllowedHosts } from '../webhooks/allowed-hosts.ts'
import type { CameBack, Outgoing, Outlet } from '../webhooks/outlet.ts'

/** How much of an answer is read, in bytes: a receiver has nothing to say. */
const MOST_READ = 64 * 1024

/** The network: sends requests to receivers on this machine, and on hosts that were allowed. */
export interface Outbound {
  readonly send: Outlet
  /** Why nothing is sent to an address from here; undefined when something is. */
  readonly refused: (url: string) => Promise<string | undefined>
}

/** `allowed` are names, addresses and `*.domain`, separated by commas. */
export function createOutbound(allowed: string | undefined, lookUp: LookUp = lookUpAll): Outbound {
  const hosts = createAllowedHosts(allowed)

  /** Where a name leads that may be sent to. What is connected to is what was looked at. */
  const addressesOf = async (name: string): Promise<readonly LookupAddress[]> => {
    const family = isIP(name)
    const found = family === 0 ? await lookUp(name) : [{ address: name, family }]
    const usable = hosts.isNamed(name) ? found : found.filter(({ address }) => hosts.isUsable(address))
    if (usable.length === 0) throw new Error(hosts.refusal(name, found[0]?.address))
    return usable
  }

  const found = (url: string) =>
    addressesOf(plain(new URL(url).hostname)).catch((error) => {
      throw isUnknownName(error) ? new Error(inWords(error, url)) : error
    })

  return {
    async send(outgoing, signal) {
      const addresses = await found(outgoing.url)
      return exchanged(outgoing, addresses, signal)
    },

    async refused(url) {
      const name = plain(new URL(url).hostname)
      if (hosts.isNamed(name)) return undefined
      return addressesOf(name).then(
        () => undefined,
        (error: Error) => (isUnknownName(error) ? hosts.refusal(name, undefined) : error.message),
      )
    },
  }
}

/** The host of an address as a name or address by itself. */
function plain(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}

/** Every address of a name. */
export type LookUp = (name: string) => Promise<readonly LookupAddress[]>

const lookUpAll: LookUp = async (name) => promisify(lookup)(name, { all: true })

function exchanged(
  { url, headers, body }: Outgoing,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<CameBack> {
  const { promise, resolve, reject } = Promise.withResolvers<CameBack>()
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    // A connection of its own for each: none is used that was opened when the name led elsewhere.
    agent: false,
    lookup: leadingTo(addresses),
    signal,
  })
  request.on('response', (response) => read(response, resolve))
  request.on('error', (error) => reject(new Error(inWords(error, url))))
  request.end(body)
  return promise
}

/** A receiver that hangs up amid its answer has answered: its status has come. */
function read(response: IncomingMessage, resolve: (came: CameBack) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const done = () => {
    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
    response.destroy()
  }
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
    if (size >= MOST_READ) done()
  })
  for (const end of ['end', 'error', 'close']) response.on(end, done)
}

function leadingTo(addresses: readonly LookupAddress[]): LookupFunction {
  return (_name, options, callback) => {
    const [first] = addresses as readonly [LookupAddress]
    if (options.all) callback(null, [...addresses])
    else callback(null, first.address, first.family)
  }
}

function isUnknownName(error: unknown): boolean {
  return ['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut before an answer came',
  EPIPE: 'the connection was cut before an answer came',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name could not be looked up',
  ETIMEDOUT: 'the connection was not taken up in time',
  EHOSTUNREACH: 'there is no way to the host',
}

function inWords(error: NodeJS.ErrnoException, url: string): string {
  const { host } = new URL(url)
  // Several addresses were tried, each in vain.
  const first: NodeJS.ErrnoException = error instanceof AggregateError ? error.errors[0] : error
  const { code = '', message } = first
  const words = WORDS[code]
  return words === undefined ? `${host}: ${message}` : `${host}: ${words} (${code}).`
}
