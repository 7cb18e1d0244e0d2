import type { Courier } from '../kernel/flight.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Wall } from '../kernel/wall.ts'
import { arrival } from './attempt.ts'
import { attemptDeparture } from './events.ts'
import { isSuccess } from './model.ts'
import type { Outgoing, Outlet } from './outlet.ts'
import { createQueue } from './queue.ts'
import { signedHeaders } from './signature.ts'

/** A receiver that has not answered by then, by the wall, has failed. Assumed. */
export const TIME_OUT = 10_000

/** The beginning of an answer that is kept, in characters. */
const EXCERPT = 2_000

interface Came {
  readonly status: number | null
  readonly answer?: string
  readonly error?: string
}

export interface CourierParts {
  readonly wall: Wall
  readonly outlet: Outlet
  /** The clock that the receivers' own is compared with. */
  readonly timestamps: 'wall' | 'virtual'
}

/** Carries deliveries to their receivers: one after the other for each subscription, as long as they answer. */
export function createWebhookCourier(parts: CourierParts): Courier {
  const { wall } = parts
  const queue = createQueue(wall)

  /** What comes back, or that nothing does. */
  const sent = async (outgoing: Outgoing, signal: AbortSignal): Promise<Came & { readonly late?: true }> => {
    const give = new AbortController()
    const { promise: over, resolve } = Promise.withResolvers<'late' | 'aborted'>()
    const stop = wall.after(TIME_OUT, () => resolve('late'))
    signal.addEventListener('abort', () => resolve('aborted'), { once: true })
    try {
      const came = await Promise.race([parts.outlet(outgoing, give.signal), over])
      if (came === 'aborted') return { status: null, error: 'The attempt was given up.' }
      if (came === 'late')
        return { status: null, late: true, error: `No answer within ${TIME_OUT / 1000} seconds.` }
      return { status: came.status, answer: came.body.slice(0, EXCERPT) }
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) }
    } finally {
      stop()
      give.abort()
    }
  }

  return attemptDeparture.by(({ payload }, sandbox, signal) =>
    queue.take(`${sandbox}/${payload.webhook_id}`, async () => {
      const { url, body, number } = payload
      const now: Instant = parts.timestamps === 'wall' ? wall.now() : payload.at
      const headers = signedHeaders(payload, sandbox, now)
      const began = wall.now()
      const { late = false, ...came } = signal.aborted
        ? { status: null }
        : await sent({ url, headers, body }, signal)
      const duration_ms = Math.max(0, wall.now() - began)
      const marks = payload.wrong_signature ? ({ wrong_signature: true } as const) : {}
      const outcome = { number, url, headers, duration_ms, ...inWords(came), ...marks }
      return { late, done: arrival(payload.delivery_id, outcome, payload.at) }
    }),
  )
}

/** A receiver's refusal, said as such. */
function inWords(came: Came): Came {
  if (came.status === null || isSuccess(came)) return came
  const redirect = came.status >= 300 && came.status < 400
  const why = redirect ? ': a redirect, which is not followed' : ''
  return { ...came, error: `The receiver answered ${came.status}${why}.` }
}
