const MARKS = /\p{M}+/gu

/** Lower case without accents, so that "Peña" and "PENA" are the same text. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').toLowerCase()
}
