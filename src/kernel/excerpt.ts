const MOST = 60

/** Enough of what was given to find it again: a message should not grow with its cause. */
export function excerpt(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 3)}...` : text
}
