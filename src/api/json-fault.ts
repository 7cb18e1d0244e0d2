type Expected = 'value' | 'valueOrEnd' | 'keyOrEnd' | 'key' | 'colon' | 'commaOrEnd' | 'nothing'

const BLANK = /[ \t\r\n]*/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids them in strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*"/iy
const OTHER_VALUE = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

/**
 * Where a text stops being JSON, as `line 2, column 9`. The platform's own message often lacks the place, and quotes the text
 * around it, which may hold a Social Security number.
 */
export function jsonFault(text: string): string {
  const before = text.slice(0, faultAt(text))
  return `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`
}

function faultAt(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = skip(BLANK, text, 0)
  while (at < text.length) {
    const step = next(text, at, expected, open)
    if (!step) return at
    expected = step.expected
    at = skip(BLANK, text, step.end)
  }
  return at
}

interface Step {
  readonly end: number
  readonly expected: Expected
}

function next(text: string, at: number, expected: Expected, open: string[]): Step | undefined {
  const character = text[at] as string
  const end = at + 1
  if (expected === 'colon') return character === ':' ? { end, expected: 'value' } : undefined
  if (expected === 'commaOrEnd' && character === ',') {
    return { end, expected: open.at(-1) === '}' ? 'key' : 'value' }
  }
  if (expected.endsWith('OrEnd') && character === open.at(-1)) {
    open.pop()
    return { end, expected: afterValue(open) }
  }
  if (expected.startsWith('key')) {
    const key = skip(STRING, text, at)
    return key > at ? { end: key, expected: 'colon' } : undefined
  }
  return expected.startsWith('value') ? value(text, at, open) : undefined
}

function value(text: string, at: number, open: string[]): Step | undefined {
  const character = text[at]
  if (character === '{' || character === '[') {
    open.push(character === '{' ? '}' : ']')
    return { end: at + 1, expected: character === '{' ? 'keyOrEnd' : 'valueOrEnd' }
  }
  const end = Math.max(skip(STRING, text, at), skip(OTHER_VALUE, text, at))
  return end > at ? { end, expected: afterValue(open) } : undefined
}

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? 'nothing' : 'commaOrEnd'
}

/** The place behind what the pattern matches here; the same place when it does not. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
