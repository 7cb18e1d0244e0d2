import { excerpt } from '../kernel/excerpt.ts'
import { type Terminal, UsageError, type Words } from './command.ts'

/** Where a server is looked for when nobody says. */
const DEFAULT_URL = 'http://127.0.0.1:4010'

/** The words that every command for a running server takes; `true` marks those with a value. */
export const CLIENT_OPTIONS = { url: true, sandbox: true, 'control-token': true, json: false } as const

export const CLIENT_HELP = `Of the server:
  --url URL              where it is (default ${DEFAULT_URL}; MOCK_NOYO_URL)
  --sandbox ID           the sandbox (default the server's \`default\`; MOCK_NOYO_SANDBOX)
  --control-token TOKEN  needed where it listens beyond its machine (MOCK_NOYO_CONTROL_TOKEN)
  --json                 print the server's answer as JSON, a refusal too

Exit codes: 0 done, 1 refused or not as asked for, 2 called wrongly, 3 no server answers there.`

interface Said {
  readonly code: string
  readonly message: string
  readonly answer: unknown
}

/** The server refused; its own words, with the nearest name where it knows one. */
export class RefusedError extends Error {
  readonly status: number
  /** The code of the control API's errors (docs/errors.md); empty for any other answer. */
  readonly code: string
  /** What it answered, as JSON. */
  readonly answer: unknown

  constructor(status: number, { code, message, answer }: Said) {
    super(message)
    this.name = 'RefusedError'
    this.status = status
    this.code = code
    this.answer = answer
  }
}

/** Nobody answers at the address, or somebody who is no Mock Noyo. */
export class UnreachableError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UnreachableError'
  }
}

/** The control API of a running server, for one sandbox. */
export interface ControlClient {
  readonly url: string
  /**
   * What the server answers to `/_sim` + path, parsed; undefined when there is no body.
   * @throws {RefusedError} for any answer but a success
   * @throws {UnreachableError}
   */
  call<T>(method: string, path: string, body?: unknown): Promise<T>
  /** The same with a body and an answer that are JSON text already: states may be long. */
  callText(method: string, path: string, text?: string): Promise<string>
}

/** The client for the words of a command line and the environment. @throws {UsageError} for an address that is none */
export function controlClient({ values }: Pick<Words, 'values'>, { environment }: Terminal): ControlClient {
  const said = (name: keyof typeof CLIENT_OPTIONS, variable: string) => {
    const value = values[name] ?? environment[variable]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const url = readUrl(said('url', 'MOCK_NOYO_URL') ?? DEFAULT_URL)
  const sandbox = said('sandbox', 'MOCK_NOYO_SANDBOX')
  const token = said('control-token', 'MOCK_NOYO_CONTROL_TOKEN')
  const headers = {
    ...(sandbox === undefined ? {} : { 'x-mock-noyo-sandbox': sandbox }),
    ...(token === undefined ? {} : { 'x-mock-noyo-control-token': token }),
  }
  const callText = (method: string, path: string, text?: string) =>
    answerOf(`${url}/_sim${path}`, {
      method,
      redirect: 'manual',
      headers: { ...headers, ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(text === undefined ? {} : { body: text }),
    })
  return {
    url,
    callText,
    async call<T>(method: string, path: string, body?: unknown) {
      const text = await callText(method, path, body === undefined ? undefined : JSON.stringify(body))
      return (text === '' ? undefined : JSON.parse(text)) as T
    },
  }
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username === '') {
    return text.replace(/\/+$/, '')
  }
  throw new UsageError(`"${excerpt(text)}" is no address of a server. Write one such as ${DEFAULT_URL}.`)
}

async function answerOf(address: string, request: RequestInit): Promise<string> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(address, request)
    text = await answer.text()
  } catch (error) {
    throw new UnreachableError(`${new URL(address).origin} does not answer (${reasonOf(error)}). ${REMEDY}`)
  }
  if (answer.ok && isJsonOrNothing(answer, text)) return text
  const refusal = refusalOf(text)
  if (refusal) throw new RefusedError(answer.status, refusal)
  throw new UnreachableError(
    `${new URL(address).origin} answered ${answer.status}, and not as Mock Noyo does. ${REMEDY}`,
  )
}

const REMEDY = 'Start it with "mock-noyo start", or say where it is: --url URL, MOCK_NOYO_URL.'

function isJsonOrNothing(answer: Response, text: string): boolean {
  return text === '' || (answer.headers.get('content-type') ?? '').startsWith('application/json')
}

/** `fetch failed` says nothing; what lies below it does. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as NodeJS.ErrnoException | undefined) : undefined
  return cause?.code ?? (cause?.message || (error as Error).message)
}

/** The control API's error, or the message that Mock Noyo answers otherwise. */
function refusalOf(text: string): Said | undefined {
  let body: { error?: { code?: unknown; message?: unknown; nearest?: unknown }; message?: unknown }
  try {
    body = Object(JSON.parse(text))
  } catch {
    return undefined
  }
  const { error, message } = body
  if (typeof error?.message === 'string') {
    const near = typeof error.nearest === 'string' ? error.nearest : undefined
    const hint = near === undefined || error.message.includes(near) ? '' : ` Nearest: ${near}.`
    return { code: String(error.code ?? ''), message: `${error.message}${hint}`, answer: body }
  }
  return typeof message === 'string' ? { code: '', message, answer: body } : undefined
}
