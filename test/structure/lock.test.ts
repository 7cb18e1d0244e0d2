import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ROOT } from './sources.ts'

const run = promisify(execFile)

test('package-lock.json names no registry', () => {
  const text = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')
  expect(text).not.toContain('"resolved"')
})

test('package-lock.json holds the packages of every platform, so that it installs on all of them', async () => {
  const { stdout } = await run(process.execPath, ['scripts/complete-lock.mjs', '--check'], { cwd: ROOT })
  expect(stdout).toContain('package-lock.json is complete')
})

test('every version in package.json is exact', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Record<string, Record<string, string>>
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
