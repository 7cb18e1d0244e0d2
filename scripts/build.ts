/**
 * Compiles src into dist, the form the published package has: `node scripts/run.mjs scripts/build.ts`.
 *
 * dist mirrors src, so that paths relative to a module (../../scenarios, ../../openapi) are right in both.
 */
import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { run } from './test/step.ts'

const root = path.resolve(import.meta.dirname, '..')
const dist = path.join(root, 'dist')

rmSync(dist, { recursive: true, force: true })
const { code, output } = await run(root, ['tsc', '-p', 'tsconfig.build.json', '--pretty', 'false'])
if (code === 0) {
  copyWhatTheCompilerLeaves()
} else {
  console.error(`The sources do not compile:\n${output}`)
  process.exitCode = 1
}

/** Generated JavaScript with its declarations, and files that are not code (the console's pages). */
function copyWhatTheCompilerLeaves(): void {
  const source = path.join(root, 'src')
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    if (entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts')) continue
    const file = path.join(entry.parentPath, entry.name)
    cpSync(file, path.join(dist, path.relative(source, file)))
  }
}
