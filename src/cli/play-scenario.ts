import { readConfig } from '../config.ts'
import { given } from '../kernel/given.ts'
import { createSimulator } from '../simulator.ts'
import type { ExpectationReport, TimelineReport } from '../timeline/report.ts'
import { type Command, DONE, FAILED, splitWords, type Terminal, UsageError } from './command.ts'

const help = `mock-noyo run NAME|FILE [OPTIONS]
  Plays a scenario on a frozen clock to the end of its timeline, prints what happened day by day, and says of
  everything it expects whether it was so. Exits 1 when something was not, or a step was refused or did not come.

Options:
  --json             print JSON: {ok, story, steps, expectations}
  --seed TEXT        what all ids and people derive from, in place of the scenario's
  --start MOMENT     where the clock starts
  --pace PACE        instant, demo or realistic
  --profile PROFILE  production or noyo-sandbox

Examples:
  mock-noyo run error-report-then-fixed
  mock-noyo run ./my-world.yaml --json`

const OPTIONS = { json: false, seed: true, start: true, pace: true, profile: true } as const

export const playScenario: Command = {
  help,
  async run(words, terminal) {
    const { values, positionals } = splitWords(words, OPTIONS)
    const [scenario, ...more] = positionals
    if (scenario === undefined) throw new UsageError('run needs a scenario name or a file.')
    if (more.length > 0) throw new UsageError(`run plays one scenario, not "${more[0]}" too.`)
    const { json, ...options } = values
    const config = readConfig(options, terminal.environment, terminal.error)
    const simulator = await createSimulator({
      scenario,
      clock: 'frozen',
      ...given(config, 'seed', 'start', 'pace', 'profile'),
    })
    try {
      const report = await simulator.playTimeline()
      if (json === true) terminal.out(JSON.stringify(report, undefined, 2))
      else print(report, terminal)
      return report.ok ? DONE : FAILED
    } finally {
      await simulator.close()
    }
  },
}

function print({ story, steps, expectations, ok }: TimelineReport, terminal: Terminal): void {
  const rows = story.map(({ day, at, who, what }) => [`day ${day}`, shownTime(at), who, what])
  for (const line of table([['day', 'time (UTC)', 'who', 'what'], ...rows])) terminal.out(line)
  const failed = steps.filter(({ status }) => status !== 'done')
  for (const { file, line, step, status, problem } of failed) {
    terminal.out(`${file}:${line}: ${step}: ${status}${problem === undefined ? '.' : `: ${problem}`}`)
  }
  if (expectations.length > 0) {
    terminal.out('')
    for (const line of table(expectations.map(expectationRow))) terminal.out(line)
  }
  const missed = expectations.filter(({ met }) => !met).length
  terminal.out('')
  terminal.out(
    ok
      ? `Everything is as expected: ${steps.length} steps, ${expectations.length} expectations.`
      : `Not as expected: ${missed} of ${expectations.length} expectations missed, ${failed.length} of ${steps.length} steps not played.`,
  )
}

function expectationRow({ file, line, who = '', what, expected, found, met }: ExpectationReport): string[] {
  const verdict = met ? `${found}` : `expected ${expected}, found ${found ?? 'nothing: it was not looked at'}`
  return [met ? 'ok' : 'MISSED', `${file}:${line}`, who, what, verdict]
}

/** `2026-01-05T09:00:00.000Z` without what is the same in every row. */
function shownTime(at: string): string {
  return at.slice(0, 19).replace('T', ' ')
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
