import type { RequestEntry } from '../kernel/journal.ts'
import type { Terminal } from './command.ts'
import { requestLine } from './request-line.ts'

/** The log of a server: one line a request. */
export interface RequestLog {
  add(entry: RequestEntry): void
  /** Writes what has not been written yet. */
  flush(): void
}

/** Lines of requests that were answered together are written together: under load a write a line costs a fourth of it all. */
export function createRequestLog(terminal: Pick<Terminal, 'out'>): RequestLog {
  let waiting: RequestEntry[] = []
  const flush = () => {
    if (waiting.length === 0) return
    const lines = waiting.map(requestLine)
    waiting = []
    terminal.out(lines.join('\n'))
  }
  return {
    add(entry) {
      waiting.push(entry)
      if (waiting.length === 1) setImmediate(flush)
    },
    flush,
  }
}
