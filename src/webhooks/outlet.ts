/** A request to a receiver. */
export interface Outgoing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface CameBack {
  readonly status: number
  /** As much of it as is worth showing. */
  readonly body: string
}

/** Where deliveries leave: the network, or whoever stands in for it. Fails, in words for people, when no answer comes. */
export type Outlet = (outgoing: Outgoing, signal: AbortSignal) => Promise<CameBack>

/** Receives webhooks in process: given the request that would be sent, answers as the receiver. `fetch` is one. */
export type Deliver = (request: Request) => Response | Promise<Response>

/** An outlet that hands standard requests over. */
export function handedTo(deliver: Deliver): Outlet {
  return async ({ url, headers, body }, signal) => {
    const request = new Request(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    const response: Partial<Response> | undefined = await deliver(request)
    // Any platform's own kind of response will do.
    if (typeof response?.status !== 'number' || typeof response.text !== 'function') {
      throw new Error('deliver answered no Response. Return one: new Response() is a success.')
    }
    return { status: response.status, body: await response.text() }
  }
}
