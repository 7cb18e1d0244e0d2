import { findScenario, shippedScenarios } from '../scenario/catalogue.ts'
import { ScenarioError, type ScenarioFault } from '../scenario/fault.ts'
import { readScenario } from '../scenario/read.ts'
import { type Command, DONE, FAILED, splitWords, type Terminal, UsageError } from './command.ts'

const help = `mock-noyo scenarios list
  The shipped scenarios, one a line: name and title.

mock-noyo scenarios validate NAME|FILE ...
  Checks scenarios without starting them. Every fault is one line: file:line:column: place: what is wrong.
  Exits 1 if there is any.

mock-noyo scenarios census NAME|FILE [--group NAME] [--carrier NAME] [--format csv|snapshots|groups] [--out FILE] [--truth FILE]
  Writes a group as the platform has it: the people whom the carrier has where the scenario begins, different as often as
  the group's \`differences\` say. snapshots: bodies for POST /member_snapshots, one a line; groups: the line that
  \`link match\` reads. --truth writes who is who, and in which ways they differ. Ages follow from the day, as at a start:
  --start, --clock frozen and --seed as there.

Options:
  --json   print JSON: a list of {name, title}, or of {name, faults} with every fault's file, line, column, place,
           message and nearest valid name

Examples:
  mock-noyo scenarios list
  mock-noyo scenarios validate demo ./my-world.yaml
  mock-noyo scenarios census differing-records --format groups --truth truth.csv | mock-noyo link match --in -`

export const scenarios: Command = {
  help,
  async run(words, terminal) {
    if (words[0] === 'census') {
      return (await import('./scenario-census.ts')).scenarioCensus(words.slice(1), terminal)
    }
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
        ? 'scenarios needs list, validate or census.'
        : `scenarios takes list, validate or census, not "${action}".`,
    )
  },
}

async function list(json: boolean, terminal: Terminal): Promise<number> {
  const rows = []
  for (const name of shippedScenarios()) {
    rows.push({ name, title: (await readScenario(findScenario(name))).document.title })
  }
  const width = Math.max(...rows.map(({ name }) => name.length))
  if (json) terminal.out(JSON.stringify(rows, undefined, 2))
  else for (const { name, title } of rows) terminal.out(`${name.padEnd(width)}  ${title}`)
  return DONE
}

async function validate(names: readonly string[], json: boolean, terminal: Terminal): Promise<number> {
  const results = []
  for (const name of names) results.push({ name, ...(await checked(name)) })
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

async function checked(
  name: string,
): Promise<{ readonly faults: readonly ScenarioFault[]; readonly text?: string }> {
  try {
    await readScenario(findScenario(name))
    return { faults: [] }
  } catch (error) {
    if (error instanceof ScenarioError) return { faults: error.faults, text: error.message }
    throw error
  }
}
