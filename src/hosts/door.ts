import type { Call, Reply } from '../api/operation.ts'

/** What every door needs of a simulator. */
export interface Answering {
  handle(call: Call): Promise<Reply>
}

/** The longest request body in bytes: 5 MiB. A longer one is answered 413 without being kept. Assumed. */
export const MAX_BODY = 5 * 1024 * 1024

/** Whether an answer may carry a body at all. RFC 9110: none to HEAD, none with 204 or 304. */
export function carriesBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 304
}

/** The edge answers its own defects; this is for the case that it could not. */
export const DEFECT: Reply = {
  status: 500,
  headers: { 'content-type': 'application/json', 'content-length': '48' },
  body: '{"message":"Internal server error","status":500}',
}

/** For calls that come after the end, such as those of a test that was not waited for. Assumed: as in a planned downtime. */
export const CLOSED: Reply = {
  status: 503,
  headers: { 'content-type': 'application/json', 'content-length': '52' },
  body: '{"message":"This simulator is closed.","status":503}',
}
