import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './documents.ts'
import { fidelityText, readFidelity } from './fidelity.ts'
import type { GeneratedFile } from './files.ts'
import { contractFiles, coverageFile } from './files.ts'
import { guideFile } from './scenario-guide.ts'

const command = 'npm run generate'

async function main(options: readonly string[]): Promise<number> {
  const unknown = options.filter((option) => option !== '--check')
  if (unknown.length > 0) {
    console.error(`Unknown option ${unknown[0]}. The only option is --check.`)
    return 2
  }
  const isCheck = options.includes('--check')
  const pages = [{ path: 'docs/fidelity.md', text: fidelityText(readFidelity()) }, guideFile()]
  const contract = settle([...(await contractFiles()), ...pages], isCheck)
  const coverage = await coverageOrReason()
  if (typeof coverage !== 'string') return settle([coverage], isCheck) || contract
  console.error(`docs/coverage.md cannot be made, because src/capabilities.ts cannot be read: ${coverage}`)
  return 1
}

/** Writes what is stale, or names it; the exit code. */
function settle(files: readonly GeneratedFile[], isCheck: boolean): number {
  const stale = files.filter(({ path, text }) => current(path) !== text)
  for (const { path, text } of stale) {
    if (isCheck) {
      console.error(`${path} is stale: run ${command}`)
    } else {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
      console.log(`${path} written`)
    }
  }
  return isCheck && stale.length > 0 ? 1 : 0
}

async function coverageOrReason(): Promise<GeneratedFile | string> {
  try {
    return await coverageFile()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function current(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

process.exitCode = await main(process.argv.slice(2))
