import { Refusal } from '../kernel/failure.ts'
import { nearestName } from '../kernel/nearest.ts'
import { problemsOf } from './check.ts'
import { checkForm } from './form.ts'
import { KINDS, type Trouble } from './trouble.ts'

/** A header is short; a fault with a body of its own is asked for by the control API. */
const LONGEST = 4_000

/** What stands behind the `=` of the kind itself: `status=503`. */
const OWN_FIELD: Readonly<Record<string, string>> = {
  latency: 'delay',
  status: 'status',
  html: 'status',
  truncate: 'at',
  malformed: 'framing',
  drip: 'tick',
}

/**
 * What a call asks to go wrong with itself: `status=503; retry-after=2`, or the same as JSON.
 * @throws Refusal `fault_header_unreadable` saying why
 */
export async function troubleOfHeader(text: string): Promise<Trouble> {
  if (text.length > LONGEST) throw unreadable(`It is longer than ${LONGEST} characters.`)
  const fault = text.trimStart().startsWith('{') ? parsed(text) : fieldsOf(text)
  await checkTrouble(fault)
  const [problem] = problemsOf({ fault: fault as unknown as Trouble }, 0)
  if (problem) throw unreadable(problem.message)
  return fault as unknown as Trouble
}

type Fields = Readonly<Record<string, unknown>>

function parsed(text: string): Fields {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable('It begins as JSON and is none.')
  }
}

/** Hyphens are underscores, numbers are numbers, and a name alone is true. */
function fieldsOf(text: string): Fields {
  const parts = text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const pairs = parts.map((part): [string, unknown] => {
    const [name = '', ...rest] = part.split('=')
    const key = name.trim().toLowerCase().replaceAll('-', '_')
    return [key, rest.length === 0 ? true : readValue(rest.join('=').trim())]
  })
  const [[kind, own] = ['', true], ...others] = pairs
  if (!(KINDS as readonly string[]).includes(kind)) {
    const nearest = nearestName(kind, KINDS)
    const hint = nearest === undefined ? '' : ` The nearest is "${nearest}".`
    throw unreadable(`It begins with "${kind.slice(0, 40)}", which is no kind of fault.${hint}`)
  }
  const field = OWN_FIELD[kind]
  if (own !== true && field === undefined) throw unreadable(`Nothing stands behind "${kind}=".`)
  return { kind, ...(own !== true && { [field as string]: own }), ...Object.fromEntries(others) }
}

function readValue(text: string): unknown {
  const plain = /^"(.*)"$/.exec(text)?.[1]
  if (plain !== undefined) return plain
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  return text === 'true' ? true : text === 'false' ? false : text
}

/** The same form as the control API's. */
async function checkTrouble(fault: Fields): Promise<void> {
  await checkForm({ fault }).catch((error) => {
    if (!(error instanceof Refusal)) throw error
    const [first] = error.fields
    throw unreadable(first ? `${first.path.slice(1).join('.')}: ${first.message}` : error.message)
  })
}

function unreadable(why: string): Refusal {
  return new Refusal('fault_header_unreadable', { why })
}
