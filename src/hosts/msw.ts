import { type HttpHandler, HttpResponse, http, passthrough } from 'msw'
import { ConnectionLost } from './broken-response.ts'
import type { Answering } from './door.ts'
import { answer } from './fetch.ts'

/** Noyo's real origins, live and sandbox, by their first label; the last host is the former one of the token endpoint. */
const SIMULATED = String.raw`(?:(?:fulfillment|tracking|carrier|accounts)(?:-sandbox)?\.noyo\.com|accounts(?:-sandbox)?\.noyoconnect\.com)`
const NOYO = String.raw`(?:[a-z0-9-]+\.)*noyo(?:connect)?\.com`

const origin = (host: string) => new RegExp(`^https?://${host}(?::\\d+)?(?:/|$)`, 'i')

/**
 * MSW handlers that answer every call to Noyo in process, at the origins the user's code has configured anyway:
 * `setupServer(...handlers(simulator))`. No call to any host of Noyo's leaves the machine: what the interface does not know,
 * and any other host of theirs, gets a 404. Webhooks that the simulator sends to this machine go through, as real requests.
 */
export function handlers(simulator: Answering): HttpHandler[] {
  return [
    http.all(origin(SIMULATED), ({ request }) => answer(simulator, request).catch(lost(request))),
    http.all(origin(NOYO), ({ request }) => unknownHost(new URL(request.url).host)),
    http.post(isWebhook, passthrough),
  ]
}

const HERE = origin(String.raw`(?:localhost|[a-z0-9-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])`)

function isWebhook({ request }: { readonly request: Request }): boolean {
  return HERE.test(request.url) && request.headers.has('x-noyo-signature')
}

/** MSW takes what is thrown for a defect of the handler, and this for a connection that was lost, or that nobody waits for. */
function lost({ signal }: Request): (error: unknown) => Response {
  return (error) => {
    if (error instanceof ConnectionLost || signal.aborted) return HttpResponse.error()
    throw error
  }
}

function unknownHost(host: string): Response {
  const message =
    `${host} is not simulated. Simulated are fulfillment, tracking, carrier and accounts, ` +
    'each with or without -sandbox, at noyo.com.'
  return Response.json({ message, status: 404 }, { status: 404 })
}
