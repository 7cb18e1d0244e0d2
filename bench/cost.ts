import process from 'node:process'

/** Milliseconds. */
export interface Cost {
  readonly processor: number
  readonly wall: number
}

export async function costOf(work: () => unknown): Promise<Cost> {
  const [before, begun] = [process.cpuUsage(), performance.now()]
  await work()
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  return { processor: (user + system) / 1_000, wall }
}
