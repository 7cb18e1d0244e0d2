import type { Instant } from '../kernel/instant.ts'
import type { StandingLine } from './account-document.ts'
import { type CarrierLine, namedCarriers, type ScenarioDocument } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import { durationOf, momentOf } from './moment.ts'
import { EMPLOYMENT_DAYS, type EnrollmentLine, type PersonLine, type WhoLine } from './people-document.ts'
import type { Roster, Rosters } from './rosters.ts'
import type { Path, Source } from './source.ts'

/** Days and times that have the right form and yet are none, or lie beyond all years. */
export function timeFaults(
  source: Source,
  document: ScenarioDocument,
  rosters: Rosters,
  start: Instant,
): ScenarioFault[] {
  const { groups = [] } = document
  const named = namedCarriers(document) ?? []
  return [
    ...named.flatMap(({ path, settings }) => standingFaults(source, path, settings, start)),
    ...groups.flatMap(({ carriers = [] }, index) =>
      carriers.flatMap((line, position) =>
        lineFaults(source, ['groups', index, 'carriers', position], line, start),
      ),
    ),
    ...distinct(rosters).flatMap(({ source: own, at, lines }) =>
      lines.flatMap((person, index) => personFaults(own, [...at, index], person, start)),
    ),
  ]
}

/** A file that several lines name is checked once. */
function distinct({ by }: Rosters): Roster[] {
  return [...new Map([...by.values()].map((roster) => [roster.lines, roster])).values()]
}

const DURATIONS = ['delay', 'report_after', 'approve_after'] as const
const MOMENTS = ['refuse_until', 'installed_on', 'authorized_on'] as const

export function standingFaults(
  source: Source,
  path: Path,
  line: StandingLine,
  start: Instant,
): ScenarioFault[] {
  return [
    ...dayFaults(source, path, line, MOMENTS, start),
    ...DURATIONS.flatMap((name) => durationFaults(source, [...path, name], line[name])),
  ]
}

/** How long something takes, longer than time goes on. */
export function durationFaults(source: Source, path: Path, text: string | undefined): ScenarioFault[] {
  if (text === undefined || durationOf(text) !== undefined) return []
  const message = `${text} is longer than time goes on. For example: ${path.at(-1)}: 3d`
  return [source.fault(path, message)]
}

const PERIOD = ['effective_start_date', 'effective_end_date'] as const

function lineFaults(source: Source, path: Path, line: CarrierLine, start: Instant): ScenarioFault[] {
  const { plans = [] } = line
  return [
    ...standingFaults(source, path, line, start),
    ...(typeof line.requested === 'string' ? dayFaults(source, path, line, ['requested'], start) : []),
    ...plans.flatMap((plan, index) => dayFaults(source, [...path, 'plans', index], plan, PERIOD, start)),
  ]
}

function personFaults(source: Source, path: Path, person: PersonLine, start: Instant): ScenarioFault[] {
  return [
    ...whoFaults(source, path, person, start),
    ...dayFaults(source, path, person, EMPLOYMENT_DAYS, start),
    ...(person.dependents ?? []).flatMap((one, index) =>
      whoFaults(source, [...path, 'dependents', index], one, start),
    ),
  ]
}

function whoFaults(
  source: Source,
  path: Path,
  who: WhoLine & { readonly enrollments?: readonly EnrollmentLine[] },
  start: Instant,
): ScenarioFault[] {
  return [
    ...dayFaults(source, path, who, ['date_of_birth'], start),
    ...(who.enrollments ?? []).flatMap((enrollment, index) =>
      dayFaults(source, [...path, 'enrollments', index], enrollment, PERIOD, start),
    ),
  ]
}

/** No message shows the text: it may be somebody's day of birth. */
function dayFaults<N extends string>(
  source: Source,
  path: Path,
  line: { readonly [Name in N]?: unknown },
  names: readonly N[],
  start: Instant,
): ScenarioFault[] {
  return names.flatMap((name) => {
    const text: unknown = line[name]
    if (typeof text !== 'string' || momentOf(text, start) !== undefined) return []
    const message = 'There is no such day. For example: 2026-02-28'
    return [source.fault([...path, name], message)]
  })
}
