import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { nearestName } from '../kernel/nearest.ts'
import { readText, shownPath } from './catalogue.ts'
import type { CarrierLine, GroupLine, ScenarioDocument } from './document.ts'
import { ScenarioError, type ScenarioFault } from './fault.ts'
import type { PersonLine } from './people-document.ts'
import { readPeople } from './people-source.ts'
import { peopleFaults } from './schema-check.ts'
import type { Path, Source } from './source.ts'

/** People as somebody has written them down, in line or in a file of their own. */
export interface Roster {
  readonly lines: readonly PersonLine[]
  /** Where they stand, so that a fault finds its place. */
  readonly source: Source
  /** The list's place in it. */
  readonly at: Path
}

export interface Rosters {
  /** By the line of the group, or of its carrier, that has them. */
  readonly by: ReadonlyMap<GroupLine | CarrierLine, Roster>
  readonly faults: readonly ScenarioFault[]
  /** Of the files that were read. */
  readonly texts: readonly string[]
}

/** All people of a scenario; `file` is the scenario's own, which names theirs. Given a document that satisfies the schema. */
export function readRosters(file: string, source: Source, { groups = [] }: ScenarioDocument): Rosters {
  const by = new Map<GroupLine | CarrierLine, Roster>()
  const faults: ScenarioFault[] = []
  const files = new Map<string, { readonly text: string; readonly people: Source }>()
  const read = (named: string) => {
    const full = path.resolve(path.dirname(file), named)
    const known = files.get(full)
    if (known) return known.people
    const text = readText(full)
    const people = readPeople(shownPath(full), text)
    files.set(full, { text, people })
    faults.push(...peopleFaults(people))
    return people
  }
  const add = (line: GroupLine | CarrierLine, at: Path) => {
    const { people } = line
    if (people === undefined) return
    if (typeof people !== 'string') {
      by.set(line, { lines: people, source, at })
      return
    }
    const missing = missingFault(file, source, at, people)
    if (missing) {
      faults.push(missing)
      return
    }
    try {
      const own = read(people)
      by.set(line, { lines: own.data as PersonLine[], source: own, at: [] })
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error
      faults.push(...error.faults)
    }
  }
  for (const [index, group] of groups.entries()) {
    add(group, ['groups', index, 'people'])
    for (const [position, line] of (group.carriers ?? []).entries()) {
      add(line, ['groups', index, 'carriers', position, 'people'])
    }
  }
  return { by, faults, texts: [...files.values()].map(({ text }) => text) }
}

function missingFault(file: string, source: Source, at: Path, named: string): ScenarioFault | undefined {
  const full = path.resolve(path.dirname(file), named)
  if (existsSync(full) && statSync(full).isFile()) return undefined
  const message = `There is no file ${JSON.stringify(named.slice(0, 60))}. Name a CSV file, from this file's folder on.`
  return source.fault(at, message, { nearest: nearestFile(full, named) })
}

/** The file of the same folder that is named most alike, as it would be written here. */
function nearestFile(full: string, named: string): string | undefined {
  try {
    const nearest = nearestName(path.basename(full), readdirSync(path.dirname(full)))
    return nearest === undefined ? undefined : path.join(path.dirname(named), nearest)
  } catch {
    return undefined
  }
}
