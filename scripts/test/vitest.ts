import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Counts, line, run, seconds } from './step.ts'

/** The part of vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly unknown[]
  }[]
}

interface VitestRun {
  readonly root: string
  /** Where the whole output goes, and where tests put the output of servers they start (MOCK_NOYO_TEST_LOGS). */
  readonly logs: string
  readonly size: string
  readonly args: readonly string[]
}

/** Runs the tests, showing vitest's own output as it comes. Test files that do not load count as one failure each. */
export async function runVitest({ root, logs, size, args }: VitestRun): Promise<Counts> {
  const reportFile = path.join(logs, 'vitest.json')
  const { code, output, took } = await run(
    root,
    ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...args],
    {
      env: { MOCK_NOYO_TEST_SIZE: size, MOCK_NOYO_TEST_LOGS: logs },
      onOutput: (text) => process.stdout.write(text),
    },
  )
  writeFileSync(path.join(logs, 'vitest.log'), output)
  const counts = count(reportFile, code)
  const detail = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${seconds(took)}`
  console.log(line(counts.failed === 0, `tests, ${size}`, detail))
  return counts
}

function count(reportFile: string, code: number): Counts {
  let report: Report
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  } catch {
    console.log('vitest ended without a report; its output above says why')
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + unloaded.length
  return {
    passed: report.numPassedTests,
    // An error outside of every test (an unhandled rejection, no test found at all) fails the run without failing a test.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
