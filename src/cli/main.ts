#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import process from 'node:process'

// Before anything else is loaded: a second start then skips compiling.
enableCompileCache()

const { run } = await import('./run.ts')
process.exitCode = await run(process.argv.slice(2), {
  environment: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  error: (line) => process.stderr.write(`${line}\n`),
})
