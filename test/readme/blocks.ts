/** A fenced shell block of a Markdown text. */
export interface Block {
  /** Line of its first command, counted from 1. */
  readonly line: number
  readonly text: string
  /** Marked `sh start`: it runs on, as the server the other blocks talk to. */
  readonly starts: boolean
}

const SHELLS = new Set(['sh', 'bash', 'shell', 'zsh', 'console'])

/**
 * Lines a reader types once to get here, or whose run would hold this very run. They are left out; everything else is run
 * as it stands.
 */
const NOT_AGAIN = /^(git clone |cd |npm (ci|install|i)\b|npm (test|run test:full)$)/

/** The shell blocks of a text, in order. Blocks without commands left to run are dropped. */
export function shellBlocks(markdown: string): Block[] {
  return fences(markdown)
    .filter((fence) => SHELLS.has(fence.language))
    .map(({ line, rows, info }) => ({
      line,
      text: rows.filter((row) => !NOT_AGAIN.test(row)).join('\n'),
      starts: info.includes('start'),
    }))
    .filter((block) => block.text.trim() !== '')
}

/** Lines of blocks that look like commands and are not marked as shell: they would escape the test. */
export function unmarkedCommands(markdown: string): string[] {
  return fences(markdown)
    .filter((fence) => fence.language === '')
    .flatMap((fence) => fence.rows.filter((row) => /^\s*\$?\s*(curl|npm|npx|mock-noyo|export)\s/.test(row)))
}

interface Fence {
  readonly line: number
  readonly language: string
  readonly info: readonly string[]
  readonly rows: readonly string[]
}

function fences(markdown: string): Fence[] {
  const found: Fence[] = []
  let open: { line: number; language: string; info: string[]; rows: string[] } | undefined
  for (const [index, row] of markdown.split('\n').entries()) {
    const fence = /^\s*```(.*)$/.exec(row)
    if (fence === null) {
      open?.rows.push(row)
    } else if (open === undefined) {
      const [language = '', ...info] = (fence[1] ?? '').trim().split(/\s+/)
      open = { line: index + 2, language, info, rows: [] }
    } else {
      found.push(open)
      open = undefined
    }
  }
  return found
}
