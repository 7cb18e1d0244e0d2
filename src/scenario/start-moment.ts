import { type Instant, parseInstant } from '../kernel/instant.ts'

/** In words, for messages. */
export const START_FORM =
  'a date or a time with a zone, from 2000 to 2199, such as 2026-01-05 or 2026-01-05T09:00:00Z'

const FIRST = Date.UTC(2000, 0, 1)
const LAST = Date.UTC(2200, 0, 1)

/**
 * The moment a world's clock starts at; undefined when the text is none or out of bounds: people are born decades before it,
 * coverage goes on for years after it, and every date of both has to keep its four digits.
 */
export function parseStart(text: string): Instant | undefined {
  const instant = parseInstant(text)
  return instant !== undefined && instant >= FIRST && instant < LAST ? instant : undefined
}
