import { accountFaults } from '../carriers/account-faults.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import type { Instant } from '../kernel/instant.ts'
import { accountOf, rosterOf, takenBy, VOLUME_NEEDS } from './account.ts'
import type { CarrierLine, GroupLine } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import { momentOf } from './moment.ts'
import type { EnrollmentLine, WhoLine } from './people-document.ts'
import type { Roster, Rosters } from './rosters.ts'
import type { Path, Source } from './source.ts'

/** A group at one of its carriers. */
export interface AccountPlace {
  readonly source: Source
  /** The group's place. */
  readonly groupAt: Path
  /** The line's own. */
  readonly at: Path
  readonly group: GroupLine
  readonly line: CarrierLine
  readonly carrier: CarrierProfile
  readonly rosters: Rosters
}

/** Plans, numbers and people that cannot be at this carrier, whenever the world starts. */
export function lineAccountFaults(place: AccountPlace): ScenarioFault[] {
  return [...countFaults(place), ...volumeFaults(place), ...bothFaults(place)]
}

/** What is said of people of whom no carrier will ever know. */
export function unknownFaults(source: Source, groupAt: Path, group: GroupLine): ScenarioFault[] {
  if ((group.carriers ?? []).length > 0) return []
  const said = (['people', 'employees', 'state'] as const).filter((name) => group[name] !== undefined)
  return said.map((name) =>
    source.fault(
      [...groupAt, name],
      `This is what carriers have on record, and the group has none. Add its "carriers", or remove "${name}".`,
      { key: true },
    ),
  )
}

function bothFaults({ source, at, line }: AccountPlace): ScenarioFault[] {
  if (line.plans === undefined || line.lines_of_coverage === undefined) return []
  const message = 'The plans say which lines are bought. Keep "plans" or "lines_of_coverage".'
  return [source.fault([...at, 'lines_of_coverage'], message, { key: true })]
}

/** What the carrier's system cannot take of the group's people, plans and coverages in a world that starts then. */
export function impossibleFaults(place: AccountPlace, start: Instant): ScenarioFault[] {
  const { carrier, rosters, group, line } = place
  const account = accountOf(carrier, rosters, group, line, start)
  const roster = rosterOf(rosters, group, line)
  const impossible = accountFaults(account, carrier).map(({ path, message }) => {
    const sentence = sentenceOf(message)
    if (path[0] === 'families' && roster) {
      return roster.source.fault(placeInRoster(place, roster, path.slice(1)), sentence)
    }
    const onGroup = path[0] === 'state' || (path[0] === 'employees' && line.employees === undefined)
    return place.source.fault([...(onGroup ? place.groupAt : place.at), ...path.map(inFile)], sentence)
  })
  return [...impossible, ...(roster ? unbornFaults(roster, start) : [])]
}

function unbornFaults({ source, at, lines }: Roster, start: Instant): ScenarioFault[] {
  const check = (path: Path, { date_of_birth }: WhoLine) =>
    date_of_birth !== undefined && (momentOf(date_of_birth, start) ?? start) > start
      ? [source.fault([...path, 'date_of_birth'], 'Nobody is on record before birth.')]
      : []
  return lines.flatMap((person, index) => [
    ...check([...at, index], person),
    ...(person.dependents ?? []).flatMap((one, position) =>
      check([...at, index, 'dependents', position], one),
    ),
  ])
}

/** What begins with a name keeps its spelling. */
function sentenceOf(message: string): string {
  const begun = message.replace(
    /^(?:a|an|another|no|nobody|the)\b/,
    (word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`,
  )
  return /[.]$/.test(begun) ? begun : `${begun}.`
}

const KEYWORDS: Readonly<Record<string, string>> = { type: 'plan_type', volume: 'volume_rules' }

/** A plan's fields as the file spells them. */
function inFile(step: string | number): string | number {
  return typeof step === 'string' ? (KEYWORDS[step] ?? step) : step
}

/** In the file people are flat, and hold coverages of other carriers too. */
function placeInRoster(place: AccountPlace, roster: Roster, path: Path): Path {
  const flat = path.filter(
    (step) => step !== 'person' && step !== 'employment' && step !== 'employment_dates',
  )
  const at = flat.indexOf('enrollments')
  const position = flat[at + 1]
  if (at === -1 || typeof position !== 'number') return [...roster.at, ...flat]
  const person = roster.lines[Number(flat[0])]
  const who = flat[1] === 'dependents' ? person?.dependents?.[Number(flat[2])] : person
  const takes = takenBy(place.carrier, place.rosters, place.line)
  const own = (who?.enrollments ?? []).flatMap((one, index) => (takes(one) ? [index] : []))
  return [...roster.at, ...flat.with(at + 1, own[position] ?? position)]
}

/** Fewer employees than are described. */
function countFaults({ source, groupAt, at, group, line, rosters }: AccountPlace): ScenarioFault[] {
  const roster = rosterOf(rosters, group, line)
  const employees = line.employees ?? group.employees
  const described = roster?.lines.length ?? 0
  if (employees === undefined || employees >= described) return []
  const own = line.employees === undefined ? groupAt : at
  const message = `${described} people are described, so there are at least as many employees. Write ${described} or more, or leave "employees" out.`
  return [source.fault([...own, 'employees'], message)]
}

function volumeFaults({ source, at, line }: AccountPlace): ScenarioFault[] {
  return (line.plans ?? []).flatMap(({ volume_rules: rules }, index) => {
    if (rules === undefined) return []
    const missing = VOLUME_NEEDS[rules.calculation].filter((name) => rules[name] === undefined)
    if (missing.length === 0) return []
    const message = `The calculation ${rules.calculation} needs ${missing.map((name) => `"${name}"`).join(' and ')}. Add it.`
    return [source.fault([...at, 'plans', index, 'volume_rules'], message)]
  })
}

/** Coverages of a group's people that none of its carriers takes. */
export function homelessFaults(
  group: GroupLine,
  carriers: readonly { readonly line: CarrierLine; readonly carrier: CarrierProfile }[],
  rosters: Rosters,
): ScenarioFault[] {
  const roster = rosters.by.get(group)
  const sharing = carriers.filter(({ line }) => !rosters.by.has(line))
  if (roster === undefined || sharing.length === 0) return []
  const takers = sharing.map(({ line, carrier }) => takenBy(carrier, rosters, line))
  const check = (at: Path, enrollments: readonly EnrollmentLine[] = []) =>
    enrollments.flatMap((enrollment, index) => {
      if (takers.some((takes) => takes(enrollment))) return []
      const { line_of_coverage, plan } = enrollment
      const message = `${group.name} has ${plan === undefined ? line_of_coverage : `no plan ${JSON.stringify(plan)} of ${line_of_coverage}`} with none of its carriers. Name a line and plan it has bought.`
      const field = plan === undefined ? 'line_of_coverage' : 'plan'
      return [roster.source.fault([...at, 'enrollments', index, field], message)]
    })
  return roster.lines.flatMap((person, index) => {
    const at: Path = [...roster.at, index]
    const dependents = (person.dependents ?? []).flatMap((one, position) =>
      check([...at, 'dependents', position], one.enrollments),
    )
    return [...check(at, person.enrollments), ...dependents]
  })
}
