import { createBreath } from '../../kernel/breath.ts'
import { OPEN_END } from '../../kernel/instant.ts'
import type { Unit } from '../../kernel/unit.ts'
import {
  type CarrierEnrollment,
  type CarrierGroup,
  type CarrierMember,
  carrierEnrollments,
  carrierMembers,
} from '../records.ts'
import { applyFamily, type EnrollmentWrite, type FamilyWrite } from '../write.ts'
import type { AccountFacts } from './account-facts.ts'
import type { Accepted } from './check.ts'
import type { FiledPerson } from './family.ts'
import { employmentOf, personOf } from './person.ts'
import { type FiledMember, filedMembers } from './records.ts'
import type { FileRow } from './rows.ts'

/**
 * The carrier puts what it takes of a file on its record. Whom it knows is told by the sender's number, unless that is given to another, else by Social Security
 * number, else by name and date of birth (assumed); nobody is taken off the record because a file leaves them out (assumed).
 */
export async function loadFamilies(
  unit: Unit,
  group: CarrierGroup,
  facts: AccountFacts,
  accepted: readonly Accepted[],
): Promise<void> {
  const known = await peopleOf(unit, group)
  const breath = createBreath()
  for (const one of accepted) {
    const write = familyWrite(one, known, facts)
    const { members } = await applyFamily(unit, group, write)
    for (const [number, { id }] of members) await keepNumber(unit, group, known, number, id)
    await breath()
  }
}

/** The sender's number means this member from now on. */
async function keepNumber(
  unit: Unit,
  { id: carrier_group }: CarrierGroup,
  { filed }: KnownPeople,
  number: string,
  carrier_member: string,
): Promise<void> {
  const before = filed.get(number)
  if (before?.carrier_member === carrier_member) return
  if (before) unit.change(filedMembers, before, { carrier_member })
  else {
    await unit.create(filedMembers, `${carrier_group}/${number}`, { carrier_group, number, carrier_member })
  }
}

interface KnownPeople {
  readonly filed: ReadonlyMap<string, FiledMember>
  readonly byNumber: ReadonlyMap<string, CarrierMember>
  readonly subscribers: Candidates
  readonly dependents: ReadonlyMap<string, Candidates>
  /** By member. */
  readonly enrollments: ReadonlyMap<string, readonly CarrierEnrollment[]>
}

interface Candidates {
  readonly bySsn: ReadonlyMap<string, CarrierMember>
  readonly byName: ReadonlyMap<string, CarrierMember>
}

const NOBODY: Candidates = { bySsn: new Map(), byName: new Map() }

async function peopleOf(unit: Unit, group: CarrierGroup): Promise<KnownPeople> {
  const [members, filed, held] = await Promise.all([
    unit.find(carrierMembers, 'group', group.id),
    unit.find(filedMembers, 'carrier_group', group.id),
    unit.find(carrierEnrollments, 'group', group.id),
  ])
  const byId = new Map(members.records.map((member) => [member.id, member]))
  const numbered = filed.records.flatMap(({ number, carrier_member }) => {
    const member = byId.get(carrier_member)
    return member ? [[number, member] as const] : []
  })
  const families = Map.groupBy(members.records, ({ subscriber }) => subscriber ?? '')
  const candidates = [...families].map(([subscriber, people]) => [subscriber, candidatesOf(people)] as const)
  const dependents = new Map(candidates)
  return {
    filed: new Map(filed.records.map((one) => [one.number, one])),
    byNumber: new Map(numbered),
    subscribers: dependents.get('') ?? NOBODY,
    dependents,
    enrollments: Map.groupBy(held.records, ({ member }) => member),
  }
}

function candidatesOf(members: readonly CarrierMember[]): Candidates {
  const bySsn = members.flatMap((member) => (member.person.ssn ? [[member.person.ssn, member] as const] : []))
  const byName = members.map((member) => [nameKey(member.person), member] as const)
  return { bySsn: new Map(bySsn), byName: new Map(byName) }
}

function nameKey(person: Pick<CarrierMember['person'], 'first_name' | 'last_name' | 'date_of_birth'>) {
  const { first_name, last_name, date_of_birth } = person
  return `${first_name}/${last_name}/${date_of_birth}`.toLowerCase()
}

function recognised(
  { fields }: FiledPerson,
  key: string,
  known: KnownPeople,
  { bySsn, byName }: Candidates,
): CarrierMember | undefined {
  const { ssn = '', first_name = '', last_name = '', date_of_birth = '' } = fields
  const named = byName.get(nameKey({ first_name, last_name, date_of_birth }))
  const numbered = known.byNumber.get(key)
  const other = bySsn.get(ssn) ?? named
  return numbered && !isAnother(fields, numbered) ? numbered : other
}

/** A number given again: another Social Security number, and of first name, last name and birth two are different (assumed). */
function isAnother(fields: FiledPerson['fields'], { person }: CarrierMember): boolean {
  if (fields.ssn !== undefined && fields.ssn === person.ssn) return false
  const alike = (['first_name', 'last_name', 'date_of_birth'] as const).filter(
    (name) => fields[name]?.toLowerCase() === person[name]?.toLowerCase(),
  )
  return alike.length < 2
}

function familyWrite(accepted: Accepted, known: KnownPeople, facts: AccountFacts): FamilyWrite {
  const { family, employee, dependents, rows } = accepted
  const keyOf = (person: FiledPerson) => `${family.number}/${person.number}`
  const subscriber = recognised(employee, keyOf(employee), known, known.subscribers)
  const ofFamily = (subscriber && known.dependents.get(subscriber.id)) ?? NOBODY
  const people = dependents.map((person) => ({
    person,
    member: recognised(person, keyOf(person), known, ofFamily),
  }))
  const enrollments = [{ person: employee, member: subscriber }, ...people].flatMap(({ person, member }) => {
    const writes = person.rows
      .filter((row) => rows.has(row))
      .map((row) => enrollmentWrite(row, keyOf(person), facts))
    return matched(writes, (member && known.enrollments.get(member.id)) ?? [])
  })
  return {
    subscriber: {
      key: keyOf(employee),
      carrier_member: subscriber?.id,
      person: personOf(employee.fields, subscriber?.person),
      employment: employmentOf(employee.fields, subscriber?.employment),
    },
    dependents: people.map(({ person, member }) => ({
      key: keyOf(person),
      carrier_member: member?.id,
      person: personOf(person.fields, member?.person),
      relationship: (person.fields.relationship ?? 'other') as NonNullable<CarrierMember['relationship']>,
    })),
    enrollments,
  }
}

/**
 * The writes with the carrier's coverage that each is about: the one of the same start, else one of the plan whose period
 * overlaps, since a start may be corrected. A new start after an end is a new coverage.
 */
function matched(
  writes: readonly EnrollmentWrite[],
  held: readonly CarrierEnrollment[],
): readonly EnrollmentWrite[] {
  const starts = new Set(writes.map((write) => `${write.plan} ${write.effective_start_date}`))
  const free = new Set(held.filter((one) => !starts.has(`${one.plan} ${one.effective_start_date}`)))
  return writes.map((write) => {
    const same = held.find(
      (one) => one.plan === write.plan && one.effective_start_date === write.effective_start_date,
    )
    const found = same ?? [...free].find((one) => one.plan === write.plan && overlaps(one, write))
    if (!found) return write
    free.delete(found)
    return { ...write, carrier_enrollment: found.id }
  })
}

type Period = Pick<EnrollmentWrite, 'effective_start_date' | 'effective_end_date'>

function overlaps(one: Period, other: Period): boolean {
  return (
    one.effective_start_date <= other.effective_end_date &&
    other.effective_start_date <= one.effective_end_date
  )
}

function enrollmentWrite({ fields }: FileRow, member: string, facts: AccountFacts): EnrollmentWrite {
  const { cobra_start_date, cobra_end_date } = fields
  const cobra = cobra_start_date && {
    eligibility_start_date: cobra_start_date,
    ...(cobra_end_date === undefined ? {} : { eligibility_end_date: cobra_end_date }),
  }
  return {
    member,
    plan: facts.plans.get(fields.plan as string)?.id as string,
    effective_start_date: fields.start_date as string,
    effective_end_date: fields.end_date ?? OPEN_END,
    volume: fields.volume === undefined ? undefined : Number(fields.volume),
    configuration: fields.class === undefined ? undefined : facts.placementOf(fields.class),
    cobra: cobra || undefined,
  }
}
