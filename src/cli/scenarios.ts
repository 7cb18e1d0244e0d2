import { findScenario, shippedScenarios } from '../scenario/catalogue.ts'
import { ScenarioError, type ScenarioFault } from '../scenario/fault.ts'
import { readScenario } from '../scenario/read.ts'
import { type Command, DONE, FAILED, splitWords, type Terminal, UsageError } from './command.ts'

const help = `mock-noyo scenarios list
  The shipped scenarios, one a line: name and title.

mock-noyo scenarios validate NAME|FILE ...
  Checks scenarios without starting them. Every fault is one line: file:line:column: place: what is wrong.
  Exits 1 if there is any.

Options:
  --json   print JSON: a list of {name, title}, or of {name, faults} with every fault's file, line, column, place,
           message and nearest valid name

Examples:
  mock-noyo scenarios list
  mock-noyo scenarios validate demo ./my-world.yaml`

export const scenarios: Command = {
  help,
  async run(words, terminal) {
    const { values, positionals } = splitWords(words, { json: false })
    const [action, ...names] = positionals
    const json = values['json'] === true
    if (action === 'list' && names.length === 0) return list(json, terminal)
    if (action === 'list')
      throw new UsageError('scenarios list takes no names. To check one: scenarios validate NAME|FILE.')
    if (action === 'validate' && names.length > 0) return validate(names, json, terminal)
    if (action === 'validate') throw new UsageError('scenarios validate needs a scenario name or a file.')
    throw new UsageError(
      action === undefined
        ? 'scenarios needs list or validate.'
        : `scenarios takes list or validate, not "${action}".`,
    )
  },
}

function list(json: boolean, terminal: Terminal): number {
  const rows = shippedScenarios().map((name) => ({
    name,
    title: readScenario(findScenario(name)).document.title,
  }))
  const width = Math.max(...rows.map(({ name }) => name.length))
  if (json) terminal.out(JSON.stringify(rows, undefined, 2))
  else for (const { name, title } of rows) terminal.out(`${name.padEnd(width)}  ${title}`)
  return DONE
}

function validate(names: readonly string[], json: boolean, terminal: Terminal): number {
  const results = names.map((name) => ({ name, ...checked(name) }))
  if (json) {
    terminal.out(
      JSON.stringify(
        results.map(({ name, faults }) => ({ name, faults })),
        undefined,
        2,
      ),
    )
  } else {
    for (const { name, text } of results) {
      if (text === undefined) terminal.out(`${name}: valid`)
      else terminal.error(text)
    }
  }
  return results.some(({ faults }) => faults.length > 0) ? FAILED : DONE
}

function checked(name: string): { readonly faults: readonly ScenarioFault[]; readonly text?: string } {
  try {
    readScenario(findScenario(name))
    return { faults: [] }
  } catch (error) {
    if (error instanceof ScenarioError) return { faults: error.faults, text: error.message }
    throw error
  }
}
