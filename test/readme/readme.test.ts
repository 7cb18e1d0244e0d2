import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServerProcess, startServer } from '../server-process.ts'
import { type Block, shellBlocks, unmarkedCommands } from './blocks.ts'

const root = path.resolve(import.meta.dirname, '../..')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const blocks = shellBlocks(readme)

/** The address the README types. In the test a free port stands in for it, so that a busy one does not matter. */
const TYPED_ADDRESS = /http:\/\/(127\.0\.0\.1|localhost):4010/g

let folder: string
let server: ServerProcess

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'mock-noyo-readme-'))
  // Typed by hand, a refused call is seen; here curl must say it by its exit code.
  await writeFile(path.join(folder, '.curlrc'), 'fail-with-body\nno-progress-meter\n')
  const start = blocks.find((block) => block.starts)
  if (start === undefined) throw new Error('README.md has no block marked "sh start" that starts the server')
  server = await startServer({
    command: 'bash',
    args: ['-c', `exec bash -euo pipefail <<'BLOCK'\n${start.text}\nBLOCK`],
    cwd: root,
    env: { PORT: '0' },
    log: 'readme-server',
  })
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('README.md', () => {
  test('marks every block of commands as shell', () => {
    expect(unmarkedCommands(readme)).toEqual([])
  })

  test('has exactly one block that starts the server', () => {
    expect(blocks.filter((block) => block.starts)).toHaveLength(1)
  })

  test('works from top to bottom, typed as it stands', { timeout: 120_000 }, async () => {
    const walk = blocks.filter((block) => !block.starts)
    expect(walk.length).toBeGreaterThan(0)
    const { code, output } = await runInOneShell(walk)
    expect(code, `stopped in the block after the last "### README.md" line:\n${output.slice(-4000)}`).toBe(0)
  })
})

function runInOneShell(walk: readonly Block[]): Promise<{ code: number | null; output: string }> {
  const script = walk
    .map((block) => `printf '\\n### README.md line %s\\n' ${block.line}\n${block.text}`)
    .join('\n')
    .replace(TYPED_ADDRESS, server.address)
  return new Promise((resolve) => {
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: root,
      env: { ...process.env, CURL_HOME: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const collect = (text: string) => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('close', (code) => {
      const logs = process.env.MOCK_NOYO_TEST_LOGS
      if (logs !== undefined) appendFileSync(path.join(logs, 'readme-walk.log'), output)
      resolve({ code, output })
    })
  })
}
