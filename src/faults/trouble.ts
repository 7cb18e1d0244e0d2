/*
 * What goes wrong, and with which calls, as the control API, a scenario and the header say it. Durations and moments are texts
 * here; `check.ts` says what they may be.
 */

export const KINDS = [
  'latency',
  'status',
  'drop',
  'reset',
  'answer_lost',
  'truncate',
  'malformed',
  'html',
  'drip',
  'expired_token',
] as const

export type TroubleKind = (typeof KINDS)[number]

export interface Trouble {
  readonly kind: TroubleKind
  readonly performed?: boolean
  readonly delay?: string
  readonly min?: string
  readonly max?: string
  readonly median?: string
  readonly p90?: string
  readonly p95?: string
  readonly p99?: string
  readonly distribution?: 'normal' | 'lognormal'
  readonly clock?: 'wall' | 'virtual'
  readonly status?: number
  readonly retry_after?: number
  readonly retry_after_form?: 'seconds' | 'date'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly at?: number
  readonly bytes?: number
  readonly framing?: 'right' | 'too_long' | 'too_short'
  readonly tick?: string
  readonly reset?: boolean
}

/** A fault as somebody asks for it. */
export interface FaultLine {
  readonly operations?: readonly string[]
  readonly share?: number
  readonly times?: number
  readonly after?: number
  readonly every?: number
  readonly from?: string
  readonly until?: string
  readonly fault: Trouble
}

type Field = Exclude<keyof Trouble, 'kind'>

const ANSWERS = ['retry_after', 'retry_after_form', 'body', 'headers', 'performed'] as const

/** What may be said of each kind. */
export const FIELDS: Readonly<Record<TroubleKind, readonly Field[]>> = {
  latency: ['delay', 'min', 'max', 'median', 'p90', 'p95', 'p99', 'distribution', 'clock'],
  status: ['status', ...ANSWERS],
  drop: ['performed'],
  reset: ['performed'],
  answer_lost: ['reset'],
  truncate: ['at', 'bytes', 'reset'],
  malformed: ['at', 'bytes', 'framing'],
  html: ['status', ...ANSWERS],
  drip: ['bytes', 'tick'],
  expired_token: [],
}

/** The percentiles of a latency beside its median. */
export const TAILS = ['p90', 'p95', 'p99'] as const

/** Where the body is cut unless said. */
export const CUT_AT = 0.5
export const DRIP_BYTES = 16
export const DRIP_TICK = '100ms'
/** What a proxy answers whose upstream cannot be reached. */
export const PROXY_STATUS = 502
