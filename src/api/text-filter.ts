import { folded } from '../kernel/folding.ts'

/** Case- and accent-insensitive substring. Source: Noyo docs, member-data-endpoints (`ann` matches `Annie`); accents assumed. */
export function containsText(text: string | undefined, part: string): boolean {
  return text !== undefined && folded(text).includes(folded(part))
}
