/** Somebody and a candidate, and how much speaks for the two. */
export interface Edge<P, C> {
  readonly person: P
  readonly candidate: C
  readonly weight: number
}

/** More ways than this to give candidates to people are not tried out. */
const MOST_WAYS = 4000

/**
 * Gives each person one candidate at most, and each candidate to one person at most, so that as much as possible speaks for it
 * altogether. Of that only the edges are told without which the sum would be at least the margin less: where two ways are
 * nearly as good, what they differ in is left open. Undefined where there are too many ways.
 */
export function bestAssignment<E extends Edge<unknown, unknown>>(
  edges: readonly E[],
  margin: number,
): E[] | undefined {
  const people = [...Map.groupBy(edges, ({ person }) => person).values()]
  const ways = people.reduce((product, theirs) => product * (theirs.length + 1), 1)
  if (ways > MOST_WAYS) return undefined
  const best = { sum: 0, chosen: [] as readonly E[] }
  const sums: { sum: number; chosen: readonly E[] }[] = []
  const taken = new Set<unknown>()
  const chosen: E[] = []
  const tryFrom = (at: number, sum: number): void => {
    const theirs = people[at]
    if (!theirs) {
      const way = { sum, chosen: [...chosen] }
      sums.push(way)
      if (sum > best.sum) Object.assign(best, way)
      return
    }
    tryFrom(at + 1, sum)
    for (const edge of theirs) {
      if (taken.has(edge.candidate)) continue
      taken.add(edge.candidate)
      chosen.push(edge)
      tryFrom(at + 1, sum + edge.weight)
      chosen.pop()
      taken.delete(edge.candidate)
    }
  }
  tryFrom(0, 0)
  return best.chosen.filter((edge) =>
    sums.every((way) => best.sum - way.sum >= margin || way.chosen.includes(edge)),
  )
}
