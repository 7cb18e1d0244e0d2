import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Counts, line } from './step.ts'

/**
 * The numbers people of the seeded worlds have: never issued (area 900 to 999, group 01 to 49), so nothing else in a log
 * looks like one. Not preceded by a decimal point or digit: `0.912345678` is a measurement.
 */
const SEEDED_SSN = /(?<![\d.])9\d{2}-?(?:0[1-9]|[1-4]\d)-?\d{4}(?!\d)/g

/** Seeds printed by the property tests are numbers of any length. */
const RANDOM_SEED = /\bseed: ?-?\d+/g

/** Fails if anything the tests or their servers printed holds a seeded SSN in clear. Masked ones (***-**-1234) do not match. */
export function searchForSsns(logs: string): Counts {
  const found: string[] = []
  for (const name of readdirSync(logs, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.log')) continue
    const rows = readFileSync(path.join(logs, name), 'utf8').split('\n')
    for (const [index, row] of rows.entries()) {
      if (row.replace(RANDOM_SEED, '').search(SEEDED_SSN) >= 0) {
        found.push(`  ${name}:${index + 1}: ${row.trim().replace(SEEDED_SSN, 'SSN').slice(0, 160)}`)
      }
    }
  }
  const ok = found.length === 0
  console.log(
    line(ok, 'no SSN in the output', ok ? 'every log of this run searched' : `${found.length} lines`),
  )
  if (!ok) console.log(found.slice(0, 20).join('\n'))
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
}
