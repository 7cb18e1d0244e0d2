/** Texts to put in order: by the first column, where that is the same by the second, and so on. At least one, all as long. */
export type Columns = readonly [readonly string[], ...(readonly string[])[]]

/** Shorter stretches are sorted by comparing. */
const FEW = 24

/** A packed number has 53 bits: seven for each character, the rest for the place. */
const BEYOND = 2 ** 7 - 1
const FIVE = { characters: 5, places: 2 ** 18 }
const FOUR = { characters: 4, places: 2 ** 25 }

/**
 * The places of the columns' texts in order (by UTF-16 code unit, as `<` compares), equal ones as they stand. Sorts numbers
 * made of a few characters each, several times faster than comparing texts: a large commit spends most of its time here.
 */
export function textOrder(columns: Columns): Uint32Array {
  const order = new Uint32Array(columns[0].length)
  for (let place = 0; place < order.length; place += 1) order[place] = place
  sortStretch(columns, order, 0, order.length, 0)
  return order
}

/** Sorts a stretch of places whose texts in the columns before `column` are the same. */
function sortStretch(columns: Columns, order: Uint32Array, from: number, to: number, column: number): void {
  if (isInOrder(columns, order, from, to)) return
  if (to - from <= FEW) {
    insertEach(columns, order, from, to)
    return
  }
  const shared = sharedLength(columns[column] as readonly string[], order, from, to)
  if (shared === undefined) sortStretch(columns, order, from, to, column + 1)
  else if (!sortByCharacters(columns, order, from, to, column, shared)) {
    order.set(
      Array.from(order.subarray(from, to)).sort((one, other) => compare(columns, one, other)),
      from,
    )
  }
}

/** Sorts by the characters after the shared ones, then each stretch of the same. False when they tell nothing apart. */
function sortByCharacters(
  columns: Columns,
  order: Uint32Array,
  from: number,
  to: number,
  column: number,
  shared: number,
): boolean {
  const texts = columns[column] as readonly string[]
  const before = order.slice(from, to)
  const { characters, places } = before.length <= FIVE.places ? FIVE : FOUR
  if (before.length > places) return false
  const packed = new Float64Array(before.length)
  for (let at = 0; at < before.length; at += 1) {
    packed[at] = charactersOf(texts[before[at] as number] as string, shared, characters) * places + at
  }
  packed.sort()
  const charactersAt = (at: number) => Math.floor((packed[at] as number) / places)
  if (charactersAt(0) === charactersAt(before.length - 1)) return false
  for (let at = 0; at < before.length; at += 1) {
    order[from + at] = before[(packed[at] as number) % places] as number
  }
  let start = 0
  for (let at = 1; at <= before.length; at += 1) {
    if (at < before.length && charactersAt(at) === charactersAt(start)) continue
    if (at - start > 1) sortStretch(columns, order, from + start, from + at, column)
    start = at
  }
  return true
}

/** Some characters as one number that keeps their order. What lies beyond ASCII looks alike, and what comes after it too. */
function charactersOf(text: string, from: number, count: number): number {
  let packed = 0
  let isTold = true
  for (let at = from; at < from + count; at += 1) {
    const character: number = isTold && at < text.length ? Math.min(BEYOND, text.charCodeAt(at) + 1) : 0
    isTold &&= character < BEYOND
    packed = packed * (BEYOND + 1) + character
  }
  return packed
}

/** How many characters all the texts begin with; undefined when they are the same text. */
function sharedLength(
  texts: readonly string[],
  order: Uint32Array,
  from: number,
  to: number,
): number | undefined {
  const first = texts[order[from] as number] as string
  let shared = first.length
  let isSame = true
  for (let place = from + 1; place < to; place += 1) {
    const text = texts[order[place] as number] as string
    if (isSame && text === first) continue
    isSame = false
    let at = 0
    while (at < shared && text.charCodeAt(at) === first.charCodeAt(at)) at += 1
    shared = at
    if (shared === 0) break
  }
  return isSame ? undefined : shared
}

function insertEach(columns: Columns, order: Uint32Array, from: number, to: number): void {
  for (let next = from + 1; next < to; next += 1) {
    const place = order[next] as number
    let at = next
    for (; at > from && compare(columns, order[at - 1] as number, place) > 0; at -= 1) {
      order[at] = order[at - 1] as number
    }
    order[at] = place
  }
}

function isInOrder(columns: Columns, order: Uint32Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) {
    if (compare(columns, order[at - 1] as number, order[at] as number) > 0) return false
  }
  return true
}

function compare(columns: Columns, one: number, other: number): number {
  for (const texts of columns) {
    const difference = compareTexts(texts[one] as string, texts[other] as string)
    if (difference !== 0) return difference
  }
  return 0
}

export function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
