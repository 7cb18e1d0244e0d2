const MARKS = /\p{M}+/gu

/** Lower case without accents, so that "Peña" and "PENA" are the same text. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase()
}

/** Case- and accent-insensitive substring. Source: Noyo docs, member-data-endpoints (`ann` matches `Annie`); accents assumed. */
export function containsText(text: string | undefined, part: string): boolean {
  return text !== undefined && folded(text).includes(folded(part))
}
