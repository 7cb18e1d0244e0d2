import { type LinkingSettings, STANDARD_LINKING } from '../linking/settings.ts'
import { type Command, splitWords, UsageError, type Words } from './command.ts'

const help = `mock-noyo link match --in FILE [--out FILE]
  Links records of your own as auto-linking would: one group a line (JSON Lines), - for standard input and output.

  In:   {"task": ..., "carrier": [PERSON with "id"], "platform": [PERSON with "custom_individual_id"]}
        PERSON: first_name, middle_name, last_name, suffix, maiden_name, date_of_birth, ssn, sex, and of dependents employee_id
        (the employee's id on the same side) and relationship. Whatever is not known may be left out.
  Out:  {"task": ..., "links": {custom_individual_id: id or null}, "review": {custom_individual_id: [ids]}, "ms": ...}
        null where no link is made; review names the nearest candidates of those, the best first.

  Lines come out in the order they went in. A line that cannot be read is told on standard error, with file, line and
  place, and has none; the command then exits 1 at its end. Fields that nobody reads are told once each.

Options:
  --in FILE    where the groups are
  --out FILE   where the links go; default: -
  --matcher standard|exact|score, --threshold POINTS, --margin POINTS
               as the keyword \`linking\` of a scenario

Examples:
  mock-noyo link match --in groups.jsonl --out links.jsonl
  jq -c . groups.json | mock-noyo link match --in - | jq .links`

const OPTIONS = { in: true, out: true, matcher: true, threshold: true, margin: true } as const

export const link: Command = {
  help,
  async run(words, terminal) {
    const { values, positionals } = splitWords(words, OPTIONS)
    const [action, ...more] = positionals
    if (action !== 'match') {
      throw new UsageError(action === undefined ? 'link needs match.' : `link takes match, not "${action}".`)
    }
    if (more.length > 0) {
      throw new UsageError(
        `link match takes options only, not "${more[0]}". The file of groups: --in ${more[0]}.`,
      )
    }
    const { in: from, out = '-' } = values
    if (typeof from !== 'string' || from === '') {
      throw new UsageError('link match needs --in FILE, or --in - for standard input.')
    }
    const { matchGroups } = await import('./link-match.ts')
    return matchGroups({ from, to: String(out), settings: settingsOf(values) }, terminal)
  },
}

const MATCHERS = ['standard', 'exact', 'score'] as const

function settingsOf({
  matcher = STANDARD_LINKING.matcher,
  threshold,
  margin,
}: Words['values']): LinkingSettings {
  const named = MATCHERS.find((name) => name === matcher)
  if (named === undefined) throw new UsageError(`--matcher is "${matcher}"; use ${MATCHERS.join(', ')}.`)
  return {
    matcher: named,
    threshold: pointsOf('threshold', threshold) ?? STANDARD_LINKING.threshold,
    margin: pointsOf('margin', margin) ?? STANDARD_LINKING.margin,
  }
}

function pointsOf(name: string, value: string | boolean | undefined): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,3}$/.test(String(value))) return Number(value)
  throw new UsageError(`--${name} is "${value}"; use a whole number of points, such as 75.`)
}
