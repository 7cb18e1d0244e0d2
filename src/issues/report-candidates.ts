import type { ReportedPerson } from '../documents/report-row.ts'
import { createBreath } from '../kernel/breath.ts'
import type { World } from '../kernel/world.ts'
import { finder } from '../linking/finder.ts'
import type { Identity } from '../linking/identity.ts'
import { linking } from '../linking/loaded.ts'
import { linkingSettings } from '../linking/settings.ts'
import type { Recognition } from '../members/known-people.ts'
import { dependents, employees } from '../members/records.ts'
import type { IssueMember } from './records.ts'

/** How long names may be in a report; what is longer was cut off. */
export interface NameLengths {
  readonly first: number
  readonly last: number
  /** Of `Last, First` in one cell. */
  readonly full: number
}

/** A member as a report could name them. */
interface Known {
  readonly member: IssueMember
  readonly person: Identity
}

/** Finds the members that a report's people are. */
export interface ReportCandidates {
  /** Undefined when nobody is alike enough, or several are. */
  memberOf(person: ReportedPerson, ssnCounts: boolean): IssueMember | undefined
}

/**
 * The members of some groups, to be recognised in a report by the evidence that links the people of snapshots. Each is compared
 * as the report would name them: names cut to its columns, of the Social Security number the last four digits, which count for
 * less than nine. A custom id or Noyo's id, where there is one, decides. Source: Noyo docs, members/issues/edi-errors (name, date
 * of birth, other identifiers; how they are weighed is assumed).
 */
export async function reportCandidates(
  world: World,
  groupIds: readonly string[],
  lengths: NameLengths,
): Promise<ReportCandidates> {
  const known: Known[] = []
  const byId = new Map<string, IssueMember>()
  const breath = createBreath()
  for (const group_id of groupIds) {
    for (const employee of (await world.find(employees, 'group', group_id)).records) {
      const member = { employee_id: employee.id, member_id: employee.id, member_type: 'employee' } as const
      known.push({ member, person: employee.person })
      remember(byId, member, employee)
      await breath()
    }
    for (const dependent of (await world.find(dependents, 'group', group_id)).records) {
      const { id, employee_id, person } = dependent
      const member = { employee_id, member_id: id, member_type: 'dependent' } as const
      known.push({ member, person })
      remember(byId, member, dependent)
      await breath()
    }
  }
  const recognition = { match: (await linking()).match, settings: linkingSettings(world.setting) }
  const looks = new Map<number, Look>()
  const lookFor = (digits: number) => {
    const there = looks.get(digits) ?? createLook(known, lengths, digits, recognition)
    looks.set(digits, there)
    return there
  }
  return {
    memberOf({ member_id, custom_individual_id, ...told }, ssnCounts) {
      const named = [member_id, custom_individual_id].flatMap((id) =>
        id === undefined ? [] : [byId.get(id)],
      )
      const [certain] = named.filter((member) => member !== undefined)
      if (certain) return certain
      const ssn = ssnCounts ? told.ssn : undefined
      const { first_name = '', last_name = '', date_of_birth = '' } = told
      return lookFor(ssn?.length ?? 0).find({ first_name, last_name, date_of_birth, ...(ssn && { ssn }) })
    },
  }
}

function remember(
  byId: Map<string, IssueMember>,
  member: IssueMember,
  { id, custom_individual_id }: { readonly id: string; readonly custom_individual_id?: string },
): void {
  byId.set(id, member)
  if (custom_individual_id !== undefined) byId.set(custom_individual_id, member)
}

interface Look {
  find(person: Identity): IssueMember | undefined
}

/** Everybody as a report with so many digits of an SSN names them, found by the evidence they share with a person. */
function createLook(
  known: readonly Known[],
  lengths: NameLengths,
  digits: number,
  { match, settings }: Recognition,
): Look {
  const members = new Map<string, IssueMember>()
  const shown = known.map(({ member, person }) => {
    const id = member.member_id as string
    members.set(id, member)
    return { id, person: asReported(person, lengths, digits) }
  })
  const alikeTo = finder(shown)
  return {
    find(person) {
      const [verdict] = match([{ person }], alikeTo({ person }), 'group', settings)
      return verdict?.outcome === 'linked' ? members.get(verdict.match.id) : undefined
    },
  }
}

/** The names and numbers of a member as far as a report has room for them; reports have no other names. */
function asReported(person: Identity, { first, last, full }: NameLengths, digits: number): Identity {
  const { date_of_birth, ssn } = person
  // Where a report has both in one cell, a comma and a blank stand between them.
  const last_name = cut(person.last_name, full - 1)
  const first_name = cut(person.first_name, Math.max(0, full - 2 - [...person.last_name].length))
  return {
    first_name: cut(first_name, first),
    last_name: cut(last_name, last),
    date_of_birth,
    ...(ssn && digits > 0 && { ssn: ssn.slice(-digits) }),
  }
}

function cut(name: string, longest: number): string {
  return name.length <= longest ? name : [...name].slice(0, longest).join('').trimEnd()
}
