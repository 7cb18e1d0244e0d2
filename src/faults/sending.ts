import { Buffer } from 'node:buffer'
import { JSON_TYPE } from '../api/content.ts'
import type { Reply } from '../api/operation.ts'
import type { Strike } from '../api/strike.ts'
import { answerOf } from './instead.ts'
import { latencyOf, millisecondsOf } from './latency.ts'
import { HEADER, type StrikeParts } from './table.ts'
import { CUT_AT, DRIP_BYTES, DRIP_TICK, type Trouble } from './trouble.ts'

interface Struck {
  /** The id of the fault. */
  readonly id: string
  readonly trouble: Trouble
  /** The call's own number in [0, 1). */
  readonly fraction: number
  readonly sandbox: string
}

/** What becomes of a finished answer on its way. */
export function sendingOf(struck: Struck, parts: StrikeParts): Strike['send'] {
  const { id, trouble } = struck
  const { kind } = trouble
  return async (answered) => {
    const reply = { ...answered, headers: { ...answered.headers, [HEADER]: `${id} ${kind}` } }
    switch (kind) {
      case 'latency':
        await passed(struck, parts)
        return reply
      case 'status':
      case 'html':
        return trouble.performed ? replaced(reply, trouble, parts) : reply
      case 'drop':
        return dropped(id, kind, false)
      case 'reset':
        return dropped(id, kind, true)
      case 'answer_lost':
        return dropped(id, kind, trouble.reset === true)
      case 'truncate':
        return truncated(reply, struck, parts)
      case 'malformed':
        return malformed(reply, trouble)
      case 'drip':
        return dripping(reply, trouble, parts)
      default:
        return reply
    }
  }
}

/** Time goes by: the caller's, or the sandbox's. */
async function passed({ trouble, fraction, sandbox }: Struck, { runner, waits }: StrikeParts): Promise<void> {
  const milliseconds = latencyOf(trouble, fraction)
  if (trouble.clock !== 'virtual') return waits.wait(milliseconds)
  // Where the clock is on its way already, or its sandbox gone, that is all the time there is.
  await runner.advance(sandbox, (now) => now + milliseconds).catch(() => undefined)
}

/** The answer of a proxy although the command was performed. */
function replaced(reply: Reply, trouble: Trouble, { wall }: StrikeParts): Reply {
  const { status, text = '', type, headers } = answerOf(trouble, wall.now())
  const length = String(Buffer.byteLength(text))
  return {
    status,
    headers: { ...reply.headers, 'content-type': type, 'content-length': length, ...headers },
    body: text,
  }
}

/** What is answered says so, for doors of somebody's own that carry out nothing. */
function dropped(id: string, kind: string, reset: boolean): Reply {
  const body = JSON.stringify({ message: `The connection ends here: fault ${id} (${kind}).`, status: 502 })
  const headers = {
    'content-type': JSON_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    [HEADER]: `${id} ${kind}`,
  }
  return { status: 502, headers, body, transport: { does: 'drop', reset } }
}

/** A client that finds a reset behind bytes it has not read yet may take it for an ordinary end. In milliseconds. */
const READ_BEFORE_RESET = 25

function truncated(reply: Reply, { id, trouble }: Struck, { waits }: StrikeParts): Reply {
  const { kind, reset = false } = trouble
  const bytes = bytesOf(reply)
  // Of what has no body nothing can arrive in part.
  if (bytes.length === 0) return dropped(id, kind, reset)
  const wait = reset ? { wait: () => waits.wait(READ_BEFORE_RESET) } : {}
  return { ...reply, body: bytes, transport: { does: 'cut', bytes: cutAt(bytes, trouble), reset, ...wait } }
}

function malformed(reply: Reply, trouble: Trouble): Reply {
  const { framing = 'right' } = trouble
  const bytes = bytesOf(reply)
  if (bytes.length === 0) return reply
  const cut = cutAt(bytes, trouble)
  const headers = { ...reply.headers, 'content-length': String(cut) }
  if (framing === 'too_short') return { ...reply, headers, body: bytes, transport: { does: 'overrun' } }
  const body = bytes.subarray(0, cut)
  if (framing === 'right') return { ...reply, headers, body }
  return { ...reply, body, transport: { does: 'cut', bytes: cut, reset: false } }
}

function dripping(
  reply: Reply,
  { bytes = DRIP_BYTES, tick = DRIP_TICK }: Trouble,
  parts: StrikeParts,
): Reply {
  const milliseconds = millisecondsOf(tick) ?? 0
  return { ...reply, transport: { does: 'drip', bytes, tick: milliseconds, wait: parts.waits.wait } }
}

function bytesOf({ body = '' }: Reply): Buffer {
  return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length)
}

/** Never all of it. */
function cutAt(body: Uint8Array, { at = CUT_AT, bytes }: Trouble): number {
  return Math.min(bytes ?? Math.floor(body.length * at), body.length - 1)
}
