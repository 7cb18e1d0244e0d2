import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './documents.ts'
import { generatedFiles } from './files.ts'

const command = 'npm run generate'

async function main(options: readonly string[]): Promise<number> {
  const unknown = options.filter((option) => option !== '--check')
  if (unknown.length > 0) {
    console.error(`Unknown option ${unknown[0]}. The only option is --check.`)
    return 2
  }
  const files = await generatedFiles()
  const stale = files.filter(({ path, text }) => current(path) !== text)
  if (options.includes('--check')) {
    for (const { path } of stale) console.error(`${path} is stale`)
    if (stale.length > 0)
      console.error(`${stale.length} of ${files.length} generated files are stale: run ${command}`)
    else console.log(`${files.length} generated files are fresh`)
    return stale.length > 0 ? 1 : 0
  }
  for (const { path, text } of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  console.log(`${stale.length} of ${files.length} generated files written`)
  return 0
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

process.exitCode = await main(process.argv.slice(2))
