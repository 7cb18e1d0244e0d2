import type { Call, Reply } from '../api/operation.ts'

/** What every door needs of a simulator. */
export interface Answering {
  handle(call: Call): Promise<Reply>
}

/** What arrived after the headers. */
export interface ReceivedBody {
  readonly body: Uint8Array | undefined
  /** Longer than the edge takes; nothing of it was kept. */
  readonly oversized?: true
}

/** Whether an answer may carry a body at all. RFC 9110: none to HEAD, none with 204 or 304. */
export function carriesBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304
}

/** The edge answers its own defects; this is for the case that it could not. */
export const DEFECT: Reply = messageReply(500, 'Internal server error')

/** For calls that come after the end, such as those of a test that was not waited for. Assumed: as in a planned downtime. */
export const CLOSED: Reply = messageReply(503, 'This simulator is closed.')

function messageReply(status: number, message: string): Reply {
  const body = JSON.stringify({ message, status })
  const length = String(Buffer.byteLength(body))
  return { status, headers: { 'content-type': 'application/json', 'content-length': length }, body }
}
