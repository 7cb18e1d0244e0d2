import { STATUS_CODES } from 'node:http'
import { JSON_TYPE, type Outcome } from '../api/content.ts'
import { Refusal } from '../kernel/failure.ts'
import { type Instant, SECOND } from '../kernel/instant.ts'
import { PROXY_STATUS, type Trouble } from './trouble.ts'

/** The answer in place of the operation's; undefined where the command is performed. `wall` is the machine's time. */
export function insteadOf(trouble: Trouble, wall: Instant): (() => Outcome) | undefined {
  const { kind, performed = false } = trouble
  switch (kind) {
    case 'status':
    case 'html':
      return performed ? undefined : () => answerOf(trouble, wall)
    case 'drop':
    case 'reset':
      return performed ? undefined : () => NOTHING
    case 'expired_token':
      return () => {
        throw new Refusal('unauthorized')
      }
    default:
      return undefined
  }
}

/** What is never sent. */
const NOTHING: Outcome = { status: PROXY_STATUS, text: undefined, type: JSON_TYPE }

/** The answer of kinds `status` and `html`. */
export function answerOf(trouble: Trouble, wall: Instant): Outcome {
  const { kind, status = PROXY_STATUS, body, retry_after, retry_after_form } = trouble
  const headers: Record<string, string> = {}
  if (retry_after !== undefined) {
    headers['retry-after'] =
      retry_after_form === 'date' ? new Date(wall + retry_after * SECOND).toUTCString() : String(retry_after)
  }
  for (const [name, value] of Object.entries(trouble.headers ?? {})) headers[name.toLowerCase()] = value
  const isText = typeof body === 'string'
  if (kind === 'html') return { status, text: isText ? body : page(status), type: HTML, headers }
  const text = isText ? body : JSON.stringify(body ?? vendorBody(status))
  return { status, text, type: isText ? TEXT : JSON_TYPE, headers }
}

const HTML = 'text/html; charset=utf-8'
const TEXT = 'text/plain; charset=utf-8'

function wordsOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error'
}

/** Assumed after the errors that are published: 401 and 403 are bare there, all others have their status. */
function vendorBody(status: number): object {
  const message = wordsOf(status)
  return status === 401 || status === 403 ? { message } : { message, status }
}

/** As proxies write it. */
function page(status: number): string {
  const title = `${status} ${wordsOf(status)}`
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`
}
