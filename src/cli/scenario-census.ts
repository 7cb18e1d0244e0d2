import { writeFileSync } from 'node:fs'
import type { Population } from '../carriers/census.ts'
import { nameLists } from '../carriers/name-lists.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { readConfig } from '../config.ts'
import { given } from '../kernel/given.ts'
import { nearestName } from '../kernel/nearest.ts'
import { CENSUS_FORMATS, CENSUS_WRITERS, type CensusFormat, truthText } from '../linking-trial/census-text.ts'
import { type CarrierPerson, platformCensus } from '../linking-trial/platform-census.ts'
import { findScenario } from '../scenario/catalogue.ts'
import type { CarrierLine, GroupLine, ScenarioDocument } from '../scenario/document.ts'
import { readScenario } from '../scenario/read.ts'
import { createSimulator, type SimulatorOptions } from '../simulator.ts'
import { DONE, splitWords, type Terminal, UsageError } from './command.ts'

const OWN = { group: true, carrier: true, format: true, out: true, truth: true } as const
const WORLD = { seed: true, start: true, clock: true } as const
const OPTIONS = { ...OWN, ...WORLD }

/** Writes the platform's side of a group of a scenario. Resolves with the exit code. */
export async function scenarioCensus(words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = splitWords(words, OPTIONS)
  const [name, ...more] = positionals
  if (name === undefined) throw new UsageError('scenarios census needs a scenario name or a file.')
  if (more.length > 0) throw new UsageError(`scenarios census takes one scenario, not "${more[0]}" too.`)
  const said = (option: keyof typeof OWN) => values[option] as string | undefined
  const world = given(
    readConfig(given(values, 'seed', 'start', 'clock'), terminal.environment, terminal.error),
    'seed',
    'start',
    'clock',
  )
  const format = formatOf(said('format') ?? 'csv')
  const { document } = await readScenario(findScenario(name))
  const group = groupOf(document, said('group'))
  const line = lineOf(group, said('carrier'))
  const { members, today } = await carrierSide({ ...world, scenario: name }, line)
  const population: Population = {
    seed: world.seed ?? document.seed ?? 'mock-noyo',
    key: group.name,
    state: group.state ?? 'CA',
    today,
    takenNumbers: new Set(members.flatMap(({ ssn }) => ssn ?? [])),
  }
  const census = platformCensus(members, group.differences ?? {}, { lists: await nameLists(), population })
  write(said('out') ?? '-', CENSUS_WRITERS[format](census, group.name, members), terminal)
  const truth = said('truth')
  if (truth !== undefined) write(truth, truthText(census), terminal)
  return DONE
}

function formatOf(asked: string): CensusFormat {
  const format = CENSUS_FORMATS.find((one) => one === asked)
  if (format !== undefined) return format
  throw new UsageError(`--format is "${asked}"; use ${CENSUS_FORMATS.join(', ')}.`)
}

function groupOf({ groups = [] }: ScenarioDocument, asked: string | undefined): GroupLine {
  const known = groups.filter(({ carriers = [] }) => carriers.length > 0)
  const names = known.map(({ name }) => name)
  const [only, ...others] = asked === undefined ? known : known.filter(({ name }) => name === asked)
  if (only !== undefined && others.length === 0) return only
  if (asked === undefined) {
    throw new UsageError(
      names.length === 0
        ? 'The scenario has no group at a carrier.'
        : `The scenario has several groups. Name one: --group "${names[0]}". Others: ${names.slice(1).join(', ')}.`,
    )
  }
  const nearest = nearestName(asked, names)
  throw new UsageError(
    `The scenario has no group "${asked}" at a carrier.${nearest === undefined ? ` It has: ${names.join(', ')}.` : ` Nearest: "${nearest}".`}`,
  )
}

function lineOf({ name, carriers = [] }: GroupLine, asked: string | undefined): CarrierLine {
  const line =
    asked === undefined
      ? carriers[0]
      : carriers.find(({ carrier }) => carrierNamed(carrier) === (carrierNamed(asked) ?? 'none'))
  if (line !== undefined) return line
  const slugs = carriers.map(({ carrier }) => carrierNamed(carrier)?.slug ?? carrier)
  throw new UsageError(`"${name}" is not at the carrier "${asked}". It is at ${slugs.join(', ')}.`)
}

/** What the carrier has on record where the scenario begins: the world is played for it, and thrown away. */
async function carrierSide(
  world: SimulatorOptions,
  { carrier, carrier_group_id }: CarrierLine,
): Promise<{ readonly members: readonly CarrierPerson[]; readonly today: Population['today'] }> {
  const simulator = await createSimulator({ defaultClock: 'running', ...world })
  try {
    const told = async (path: string) => (await simulator.fetch(`http://localhost/_sim/${path}`)).json()
    const slug = carrierNamed(carrier)?.slug ?? carrier
    const group = (await told(`carriers/${slug}/groups/${encodeURIComponent(carrier_group_id)}`)) as {
      members: readonly CarrierPerson[]
    }
    const { now } = (await told('clock')) as { now: string }
    return { members: group.members, today: now.slice(0, 10) }
  } finally {
    await simulator.close()
  }
}

function write(to: string, text: string, terminal: Terminal): void {
  if (to === '-') {
    terminal.out(text.trimEnd())
    return
  }
  try {
    writeFileSync(to, text)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${to} cannot be written (${code}). Name a file in a folder that there is.`)
  }
}
