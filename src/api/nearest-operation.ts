import { editDistance } from '../kernel/nearest.ts'
import type { OperationFacts } from './operation-facts.ts'

/** Hostile input must not cost more than a long path of ours would. */
const MOST_SEGMENTS = 14
const LONGEST_SEGMENT = 60

/** A segment that no template has in this place, or that is missing. */
const ONE_SEGMENT = 1
const OTHER_METHOD = 0.4
/** Any text fits a parameter, so a literal that fits is worth more. */
const PARAMETER = 0.3

/**
 * The operation whose method and path are most like what was asked, for "did you mean"; undefined when more than half of
 * the path is different.
 */
export function nearestOperation(
  method: string,
  path: string,
  operations: readonly OperationFacts[],
): OperationFacts | undefined {
  const asked = segmentsOf(path)
  const known = new Map<string, number>()
  const between = (left: string, right: string) => {
    if (right.startsWith('{')) return left === '' ? ONE_SEGMENT : PARAMETER
    const key = `${left}/${right}`
    let cost = known.get(key)
    if (cost === undefined) {
      cost = editDistance(left.toLowerCase(), right) / Math.max(left.length, right.length, 1)
      known.set(key, cost)
    }
    return cost
  }
  let best: OperationFacts | undefined
  let least = Number.POSITIVE_INFINITY
  for (const operation of operations) {
    const template = templateOf(operation)
    if (Math.abs(asked.length - template.length) * ONE_SEGMENT >= least) continue
    const path = sequenceCost(asked, template, between)
    const cost = path + (operation.method === method ? 0 : OTHER_METHOD)
    if (cost < least && path <= Math.max(asked.length, template.length) / 2) {
      best = operation
      least = cost
    }
  }
  return best
}

const templates = new WeakMap<OperationFacts, readonly string[]>()

function templateOf(operation: OperationFacts): readonly string[] {
  const known = templates.get(operation)
  if (known) return known
  const segments = segmentsOf(operation.path)
  templates.set(operation, segments)
  return segments
}

function segmentsOf(path: string): string[] {
  const parts = path.slice(1, MOST_SEGMENTS * LONGEST_SEGMENT).split('/')
  if (parts.at(-1) === '') parts.pop()
  return parts.slice(0, MOST_SEGMENTS).map((part) => part.slice(0, LONGEST_SEGMENT))
}

function sequenceCost(
  asked: readonly string[],
  template: readonly string[],
  between: (left: string, right: string) => number,
): number {
  let last = Array.from({ length: template.length + 1 }, (_, column) => column * ONE_SEGMENT)
  for (const [row, segment] of asked.entries()) {
    const current = [(row + 1) * ONE_SEGMENT]
    for (const [column, part] of template.entries()) {
      current.push(
        Math.min(
          (last[column + 1] as number) + ONE_SEGMENT,
          (current[column] as number) + ONE_SEGMENT,
          (last[column] as number) + between(segment, part),
        ),
      )
    }
    last = current
  }
  return last[template.length] as number
}
