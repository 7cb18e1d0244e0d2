/**
 * The candidate that is written most alike, for "did you mean": at most a third of the letters differ, else undefined.
 * Case, hyphens and underscores count for nothing; of equals the first wins.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(name)
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const other = folded(candidate)
    const distance = editDistance(wanted, other, least)
    if (distance < least && distance <= Math.max(wanted.length, other.length) / 3) {
      best = candidate
      least = distance
    }
  }
  return best
}

/**
 * The field that was probably meant: the one written most alike, else the only one with the same words and some more, or some
 * fewer, as `custom_individual_id` for `custom_id`.
 */
export function nearestField(name: string, candidates: readonly string[]): string | undefined {
  return nearestName(name, candidates) ?? nearestWords(wordsOf(name), candidates)
}

function nearestWords(wanted: readonly string[], candidates: readonly string[]): string | undefined {
  const longer = candidates.filter((candidate) => isMostOf(wanted, wordsOf(candidate)))
  const alike = longer.length > 0 ? longer : candidates.filter((one) => isMostOf(wordsOf(one), wanted))
  return alike.length === 1 ? alike[0] : undefined
}

function isMostOf(words: readonly string[], all: readonly string[]): boolean {
  return words.length * 2 >= all.length && words.every((word) => all.includes(word))
}

function wordsOf(name: string): string[] {
  const apart = name.slice(0, LONGEST).replaceAll(/([a-z])([A-Z])/g, '$1_$2')
  return apart.toLowerCase().split(/[-_ ]+/)
}

/** Longer names are no typing errors; the cut bounds the work on hostile input. */
const LONGEST = 100

function folded(name: string): string {
  return name.slice(0, LONGEST).toLowerCase().replaceAll(/[-_ ]/g, '')
}

/** Insertions, deletions, replacements and swaps of neighbours; gives up past `limit`. */
export function editDistance(left: string, right: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(left.length - right.length) > limit) return Number.POSITIVE_INFINITY
  let beforeLast: number[] = []
  let last = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1]
      let cost = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      )
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        cost = Math.min(cost, (beforeLast[column - 2] as number) + 1)
      }
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.length] as number
}
