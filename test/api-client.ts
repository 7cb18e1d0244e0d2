import { checkResponse } from './response-check.ts'

/** An answer as a client sees it. */
export interface ApiReply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The text parsed as JSON; undefined when there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test states by its expectations what it takes the body for.
  readonly body: any
}

export interface SendOptions {
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, with the `content-type` of `headers`. */
  readonly raw?: string | Uint8Array
  /** Over the usual ones; undefined leaves one out: `{ authorization: undefined }`. */
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** Does not compare the answer with the interface: for faults that break it on purpose. */
  readonly unchecked?: boolean
}

type Options = Omit<SendOptions, 'body' | 'raw'>

/** A client with the demo key. Targets have the API in front: `/fulfillment/api/v1/groups`, `/_sim/clock`. */
export interface Api {
  get(target: string, options?: Options): Promise<ApiReply>
  post(target: string, body?: unknown, options?: Options): Promise<ApiReply>
  put(target: string, body?: unknown, options?: Options): Promise<ApiReply>
  patch(target: string, body?: unknown, options?: Options): Promise<ApiReply>
  delete(target: string, options?: Options): Promise<ApiReply>
  send(method: string, target: string, options?: SendOptions): Promise<ApiReply>
}

export interface Received {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/** How a mode carries a request: bytes there and back. */
export type Transport = (
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | undefined,
) => Promise<Received>

/** A client over a transport, which fetches its token with the demo key when it first needs one. */
export function client(transport: Transport): Api {
  let token: Promise<string> | undefined
  const authorization = () => {
    token ??= newToken(transport)
    return token
  }
  const send: Api['send'] = async (method, target, options = {}) => {
    const own = target.startsWith('/_sim') || (options.headers && 'authorization' in options.headers)
    const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body))
    const headers = Object.entries({
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(own ? {} : { authorization: `Bearer ${await authorization()}` }),
      ...options.headers,
    }).filter((header): header is [string, string] => header[1] !== undefined)
    const bytes = typeof body === 'string' ? Buffer.from(body) : body
    const received = await transport(method, target, Object.fromEntries(headers), bytes)
    const reply = replyOf(received)
    if (!options.unchecked) await checkResponse(method, target, reply)
    return reply
  }
  return {
    send,
    get: (target, options) => send('GET', target, options),
    post: (target, body, options) => send('POST', target, { ...options, body }),
    put: (target, body, options) => send('PUT', target, { ...options, body }),
    patch: (target, body, options) => send('PATCH', target, { ...options, body }),
    delete: (target, options) => send('DELETE', target, options),
  }
}

async function newToken(transport: Transport): Promise<string> {
  const target = '/accounts/auth/public/token'
  const headers = {
    authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
    'content-type': 'application/json',
  }
  const received = await transport(
    'POST',
    target,
    headers,
    Buffer.from('{"grant_type":"client_credentials"}'),
  )
  const reply = replyOf(received)
  await checkResponse('POST', target, reply)
  if (reply.status !== 200) throw new Error(`the demo key got no token: ${reply.status} ${reply.text}`)
  return (reply.body as { access_token: string }).access_token
}

function replyOf({ status, headers, bytes }: Received): ApiReply {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const isJson = text !== '' && headers['content-type']?.startsWith('application/json')
  return { status, headers, text, body: isJson ? parsed(text) : undefined }
}

/** Text that only says it is JSON is reported by the comparison with the interface. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
