import { carrierProfiles } from '../carriers/profiles/index.ts'
import { findScenario, shippedScenarios } from '../scenario/catalogue.ts'
import { ScenarioError } from '../scenario/fault.ts'
import { readScenario } from '../scenario/read.ts'
import { type Command, DONE, FAILED, splitWords, type Terminal, UsageError } from './command.ts'

const help = `mock-noyo scenarios list
  The shipped scenarios, one a line: name and title.

mock-noyo scenarios validate NAME|FILE ...
  Checks scenarios without starting them. Every fault is one line: file:line:column: place: what is wrong.
  Exits 1 if there is any.

Options:
  --json   print JSON

Examples:
  mock-noyo scenarios list
  mock-noyo scenarios validate demo ./my-world.yaml`

export const scenarios: Command = {
  summary: 'list the shipped scenarios, check scenario files',
  help,
  async run(words, terminal) {
    const { values, positionals } = splitWords(words, { json: false })
    const [action, ...names] = positionals
    if (action === 'list' && names.length === 0) return list(values.json === true, terminal)
    if (action === 'validate' && names.length > 0) return validate(names, values.json === true, terminal)
    if (action === 'validate') throw new UsageError('scenarios validate needs a scenario name or a file.')
    throw new UsageError(
      action === undefined
        ? 'scenarios needs list or validate.'
        : `scenarios takes list or validate, not "${words.join(' ')}".`,
    )
  },
}

function list(json: boolean, terminal: Terminal): number {
  const rows = shippedScenarios().map((name) => ({
    name,
    title: readScenario(findScenario(name), carrierProfiles).document.title,
  }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  if (json) terminal.out(JSON.stringify(rows, undefined, 2))
  else for (const { name, title } of rows) terminal.out(`${name.padEnd(width)}  ${title}`)
  return DONE
}

function validate(names: readonly string[], json: boolean, terminal: Terminal): number {
  const results = names.map((name) => ({ name, faults: faultsOf(name) }))
  if (json) {
    terminal.out(
      JSON.stringify(
        results.map(({ name, faults }) => ({ name, faults: faults?.faults ?? [] })),
        undefined,
        2,
      ),
    )
  } else {
    for (const { name, faults } of results) {
      if (faults) terminal.error(faults.message)
      else terminal.out(`${name}: valid`)
    }
  }
  return results.some(({ faults }) => faults) ? FAILED : DONE
}

function faultsOf(name: string): ScenarioError | undefined {
  try {
    readScenario(findScenario(name), carrierProfiles)
    return undefined
  } catch (error) {
    if (error instanceof ScenarioError) return error
    throw error
  }
}
