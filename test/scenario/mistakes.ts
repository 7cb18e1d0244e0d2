import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml'

/** A text with exactly one mistake in it, and where that stands. */
export interface Mistake {
  readonly what: string
  readonly text: string
  readonly line: number
  readonly column: number
  /** The keyword that was meant, where one was misspelt. */
  readonly meant?: string
}

export interface SchemaPart {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, SchemaPart>>
  readonly type?: string | readonly string[]
  readonly additionalProperties?: SchemaPart | boolean
  readonly properties?: Readonly<Record<string, SchemaPart>>
  readonly required?: readonly string[]
  readonly items?: SchemaPart
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly description?: string
  readonly examples?: readonly unknown[]
}

/** Values of another type than the schema's, as YAML. */
const WRONG_TYPES: Readonly<Record<string, readonly string[]>> = {
  string: ['5', '00123', 'true', '[]', '{}', '~'],
  integer: ['"5"', 'many', '1.5', 'true', '[]', '~', '.inf'],
  number: ['"5"', 'fast', 'true', '{}', '~', '.nan'],
  boolean: ['perhaps', 'yes', '1', '[]', '~'],
  array: ['5', 'text', '{}', '~'],
  object: ['5', 'text', '[]', '~', 'name:value'],
}

/** A part that stands for a definition, with what is said of it in its own place. */
export function resolved(schema: SchemaPart, part: SchemaPart = {}): SchemaPart {
  const own = part.$ref === undefined ? undefined : schema.$defs?.[part.$ref.replace('#/$defs/', '')]
  return { ...own, ...part }
}

/** What no type of the part takes. */
function wrongTypes({ type = '' }: SchemaPart): readonly string[] {
  const [first = '', ...others] = [type].flat()
  const never = others.includes('null') ? ['~'] : []
  const rest = others.filter((other) => other !== 'null').map((other) => WRONG_TYPES[other])
  return (WRONG_TYPES[first] ?? []).filter(
    (wrong) => !never.includes(wrong) && rest.every((list) => list?.includes(wrong)),
  )
}

/** Every way to make one mistake in a scenario text. */
export function singleMistakes(text: string, schema: SchemaPart): Mistake[] {
  const lines = new LineCounter()
  const root = parseDocument(text, { lineCounter: lines }).contents
  const found: Mistake[] = []
  const range = (node: unknown) => (node as Node).range as [number, number, number]
  const add = (what: string, begin: number, end: number, by: string, more: Partial<Mistake> = {}) => {
    const { line, col } = lines.linePos(begin)
    found.push({ what, text: text.slice(0, begin) + by + text.slice(end), line, column: col, ...more })
  }

  const visitValue = (node: Node, own: SchemaPart, name: string): void => {
    const part = resolved(schema, own)
    const [begin, end] = range(node)
    const replace = (what: string, by: string) => add(`${name}: ${what}`, begin, trimmed(begin, end), by)
    for (const wrong of wrongTypes(part)) replace(`the wrong type ${wrong}`, wrong)
    for (const [what, by] of wrongValues(part)) replace(what, by)
    if (isMap(node)) visitMap(node.items as Pair<Scalar, Node | null>[], part, name, begin)
    if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        visitValue(item as Node, part.items ?? {}, `${name}[${index}]`)
      }
    }
  }

  const visitMap = (
    pairs: Pair<Scalar, Node | null>[],
    part: SchemaPart,
    name: string,
    begin: number,
  ): void => {
    const other = typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined
    // What may hold anything has no wrong name.
    if (!part.properties && !other) return
    for (const [index, { key, value }] of pairs.entries()) {
      const keyword = String(key.value)
      const place = name === '' ? keyword : `${name}.${keyword}`
      const [from, to] = range(key)
      // Headers have any name.
      if (part.properties || other?.type !== 'string') {
        add(`${place}: misspelt`, from, to, `${keyword}x`, { meant: keyword })
        add(`${place}: misspelt`, from, to, swapped(keyword), { meant: keyword })
      }
      if (isWritten(value)) visitValue(value, part.properties?.[keyword] ?? other ?? {}, place)
      if (!part.required?.includes(keyword)) continue
      const next = pairs[index + 1]
      const left = pairs.length > 1
      if (!left) continue
      const cut = next ? text.slice(0, from) + text.slice(range(next.key)[0]) : cutLast(pairs, index)
      found.push({ what: `${place}: left out`, text: cut, ...position(begin) })
    }
  }

  const cutLast = (pairs: Pair<Scalar, Node | null>[], index: number) => {
    const before = range(pairs[index - 1]?.value)
    const own = range(pairs[index]?.value)
    return text.slice(0, before[1]) + text.slice(trimmed(own[0], own[1]))
  }
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  // A block's range goes on to the next keyword.
  const trimmed = (begin: number, end: number) => begin + text.slice(begin, end).trimEnd().length

  if (!isMap(root)) throw new Error('no scenario')
  visitMap(root.items as Pair<Scalar, Node | null>[], schema, '', range(root)[0])
  return found.filter((mistake) => mistake.text !== text)
}

/** Names of carriers and identifiers that are wrong although the schema has nothing against them. */
export function wrongReferences(text: string): Mistake[] {
  const lines = new LineCounter()
  const found: Mistake[] = []
  const add = (what: string, { range, value }: Scalar, by: (value: string) => string, meant?: string) => {
    const [begin, end] = range as [number, number, number]
    const { line, col } = lines.linePos(begin)
    const changed = text.slice(0, begin) + JSON.stringify(by(String(value))) + text.slice(end)
    found.push({ what: `${what} ${value}`, text: changed, line, column: col, ...(meant && { meant }) })
  }
  visit(parseDocument(text, { lineCounter: lines }), {
    Pair(_key, { key, value }, above) {
      // What was sent may be wrong on purpose.
      if (above.some((node) => isPair(node) && String((node.key as Scalar).value) === 'sent')) return
      const name = String((key as Scalar).value)
      if (name === 'carrier' || name === 'carrier_id')
        add('the carrier', value as Scalar, swapped, String((value as Scalar).value))
      if (name === 'carrier_group_id') add('the identifier', value as Scalar, (id) => `${id}!`)
      if (name !== 'carriers' || !isSeq(value)) return
      for (const item of value.items) {
        if (isScalar(item)) add('the active carrier', item, swapped, String(item.value))
      }
    },
  })
  return found
}

/** Every field of a snapshot that a step sends, misspelt, and of another type. */
export function bodyMistakes(text: string): Mistake[] {
  const lines = new LineCounter()
  const found: Mistake[] = []
  const add = (what: string, node: Scalar, by: string, more: Partial<Mistake> = {}) => {
    const [begin, end] = node.range as [number, number, number]
    const { line, col } = lines.linePos(begin)
    found.push({ what, text: text.slice(0, begin) + by + text.slice(end), line, column: col, ...more })
  }
  visit(parseDocument(text, { lineCounter: lines }), {
    Pair(_key, { key, value }, above) {
      const names = above.flatMap((node) => (isPair(node) ? [String((node.key as Scalar).value)] : []))
      if (names[0] !== 'timeline' || names[1] !== 'snapshot') return
      const name = String((key as Scalar).value)
      add(`${name}: misspelt`, key as Scalar, `${name}x`, { meant: name })
      if (isScalar(value)) add(`${name}: a group of fields`, value, '{}')
    },
  })
  return found
}

function wrongValues(part: SchemaPart): [string, string][] {
  const found: [string, string][] = []
  const { minimum, maximum, minLength, maxLength, minItems } = part
  if (part.enum) found.push(['none of the values', `"${outside(part.enum)}"`])
  if (part.pattern) found.push(['not in the form', '"!"'])
  if (minimum !== undefined) found.push(['too little', String(minimum - 1)])
  if (maximum !== undefined) found.push(['too much', String(maximum + 1)])
  if (minLength !== undefined) found.push(['empty', '""'])
  if (maxLength !== undefined) found.push(['too long', `"${'x'.repeat(maxLength + 1)}"`])
  if (minItems !== undefined) found.push(['an empty list', '[]'])
  return found
}

function outside([first = '', ...others]: readonly string[]): string {
  const other = first.length > 1 ? swapped(first) : 'Z'
  return other === first || others.includes(other) ? `${first}x` : other
}

/** A keyword may stand without a value. */
function isWritten(value: Node | null): value is Node {
  const [begin, end] = value?.range ?? [0, 0]
  return end > begin
}

/** Two letters changed places. */
function swapped(word: string): string {
  const at = [...word].findIndex((letter, index) => index > 0 && letter !== word[index + 1])
  return word.slice(0, at) + (word[at + 1] ?? '') + word[at] + word.slice(at + 2)
}
