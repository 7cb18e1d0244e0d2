import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

export interface Outcome {
  readonly code: number
  /** Standard output and error, interleaved as they came. */
  readonly output: string
  readonly took: number
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Sees the output as it comes. */
  readonly onOutput?: (text: string) => void
}

/** Runs a project file or a command of an installed package on the Node that runs this. `took` is in milliseconds. */
export function run(root: string, command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  const [target = '', ...args] = command
  const file = target.endsWith('.ts')
    ? path.join(root, target)
    : realpathSync(path.join(root, 'node_modules', '.bin', target))
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...options.env },
    })
    let output = ''
    const collect = (text: string) => {
      output += text
      options.onOutput?.(text)
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    const finish = (code: number) => resolve({ code, output, took: performance.now() - started })
    child.on('error', (error) => {
      output += error.message
      finish(1)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

export function line(ok: boolean, name: string, detail: string): string {
  return `${ok ? 'ok  ' : 'FAIL'} ${name} (${detail})`
}
