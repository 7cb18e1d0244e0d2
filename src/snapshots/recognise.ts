import type { Person } from '../carriers/records.ts'
import type { Group } from '../groups/records.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { freshRecord, type Kind, type Stored } from '../kernel/record.ts'
import type { World } from '../kernel/world.ts'
import { linkingKeys } from '../linking/keys.ts'
import { linkPeople, linkPerson, type Match, type Verdict } from '../linking/model.ts'
import { normalisedName } from '../linking/names.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'
import {
  employmentAfter,
  type MemberType,
  type Payload,
  type PayloadDependent,
  type PayloadEmployee,
  personAfter,
} from './payload.ts'

/** How a person of the payload was recognised: by Noyo's id, by the platform's, by linking, or as nobody Noyo knows. */
export type Recognition = 'id' | 'custom_id' | 'link' | 'new'

/** A person of the payload and the member it is. */
export interface Recognised<M extends Employee | Dependent = Employee | Dependent> {
  readonly type: MemberType
  readonly by: Recognition
  /** As Noyo has it; for a new one, as it will be. */
  readonly member: M
  /** What the payload calls it. */
  readonly custom_individual_id: string | undefined
  /** Whom it was linked to, or whom it resembles. */
  readonly match?: Match
}

export interface RecognisedFamily {
  readonly employee: Recognised<Employee>
  /** In the order of the payload. */
  readonly dependents: readonly Recognised<Dependent>[]
}

/**
 * Who of Noyo's members the people of a payload are: the employee first, then the dependents among the employee's own. Noyo's id
 * wins over the custom id, that over linking. Source: Noyo docs, linking members.
 * @throws Refusal 404, 400, 409 or 422 when somebody cannot be who the payload says
 */
export async function recogniseFamily(
  world: World,
  group: Group,
  payload: Payload,
): Promise<RecognisedFamily> {
  const employee = await recogniseEmployee(world, group, payload)
  return { employee, dependents: await recogniseDependents(world, group, payload, employee) }
}

async function recogniseEmployee(
  world: World,
  group: Group,
  payload: Payload,
): Promise<Recognised<Employee>> {
  const { employee: given } = payload
  const { custom_individual_id } = given
  const holder = await holderOf(world, group, custom_individual_id)
  const type = 'employee'
  if (given.id !== undefined) {
    const member = await world.get(employees, given.id.toLowerCase())
    if (member?.group_id !== group.id) throw notFound(employees.model, given.id)
    refuseOther(holder, member.id, custom_individual_id)
    return { type, by: 'id', member, custom_individual_id }
  }
  if (holder) {
    if (holder.type !== 'employee') throw customIdTaken(custom_individual_id)
    return { type, by: 'custom_id', member: holder.member, custom_individual_id }
  }
  const verdict = await linkEmployee(world, group, given)
  if (payload.enable_member_auto_link && verdict.outcome === 'linked') {
    const member = await world.require(employees, verdict.match.id)
    return { type, by: 'link', member, custom_individual_id, match: verdict.match }
  }
  const id = await newMemberId(world, employees, group, demanded(custom_individual_id, ['employee']))
  const member = freshRecord(id, world.now, newEmployee(group, given))
  return { type, by: 'new', member, custom_individual_id, ...resembling(verdict) }
}

async function linkEmployee(world: World, group: Group, { person }: PayloadEmployee): Promise<Verdict> {
  const found = await Promise.all(
    linkingKeys(person as Person).map((key) => world.find(employees, 'evidence', `${group.id}/${key}`)),
  )
  const candidates = new Map(found.flatMap(({ records }) => records).map((one) => [one.id, one]))
  return linkPerson({ person }, [...candidates.values()])
}

async function recogniseDependents(
  world: World,
  group: Group,
  payload: Payload,
  employee: Recognised<Employee>,
): Promise<Recognised<Dependent>[]> {
  const given = payload.dependents ?? []
  const { records: known } =
    employee.by === 'new' ? { records: [] } : await world.find(dependents, 'employee', employee.member.id)
  const named: (Recognised<Dependent> | undefined)[] = []
  for (const dependent of given) named.push(await namedDependent(world, group, dependent, employee.member.id))
  refuseSameMember(named)
  const taken = new Set(named.map((recognised) => recognised?.member.id))
  const free = known.filter(({ id }) => !taken.has(id))
  const unnamed = given.filter((_, index) => named[index] === undefined)
  const verdicts = new Map(linkPeople(unnamed, free).map((verdict, index) => [unnamed[index], verdict]))
  const recognised: Recognised<Dependent>[] = []
  for (const [index, dependent] of given.entries()) {
    const verdict = verdicts.get(dependent) as Verdict
    const link = () => linkedDependent(world, group, payload, { dependent, index, verdict, free, employee })
    recognised.push(named[index] ?? (await link()))
  }
  return recognised
}

/** @throws 409 when one entry names by custom id whom another names by Noyo's id */
function refuseSameMember(named: readonly (Recognised<Dependent> | undefined)[]): void {
  const byId = new Set(named.map((one) => (one?.by === 'id' ? one.member.id : undefined)))
  const again = named.find((one) => one?.by === 'custom_id' && byId.has(one.member.id))
  if (again) throw customIdTaken(again.custom_individual_id)
}

/** The dependent that an id in the payload names, if one does. */
async function namedDependent(
  world: World,
  group: Group,
  { id, custom_individual_id }: PayloadDependent,
  employeeId: string,
): Promise<Recognised<Dependent> | undefined> {
  const holder = await holderOf(world, group, custom_individual_id)
  const type = 'dependent'
  if (id !== undefined) {
    const member = await world.get(dependents, id.toLowerCase())
    if (member?.group_id !== group.id) throw notFound(dependents.model, id)
    await refuseStranger(world, member, employeeId)
    refuseOther(holder, member.id, custom_individual_id)
    return { type, by: 'id', member, custom_individual_id }
  }
  if (!holder) return undefined
  if (holder.type !== 'dependent') throw customIdTaken(custom_individual_id)
  await refuseStranger(world, holder.member, employeeId)
  return { type, by: 'custom_id', member: holder.member, custom_individual_id }
}

async function linkedDependent(
  world: World,
  group: Group,
  payload: Payload,
  at: {
    readonly dependent: PayloadDependent
    readonly index: number
    readonly verdict: Verdict
    readonly free: readonly Dependent[]
    readonly employee: Recognised<Employee>
  },
): Promise<Recognised<Dependent>> {
  const { dependent, verdict, free, employee } = at
  const { custom_individual_id } = dependent
  const type = 'dependent'
  if (payload.enable_member_auto_link && verdict.outcome === 'linked') {
    const member = free.find(({ id }) => id === verdict.match.id) as Dependent
    return { type, by: 'link', member, custom_individual_id, match: verdict.match }
  }
  const duplicate = free.find(({ person }) => isSameNameAndBirth(person, dependent.person))
  if (duplicate && !payload.enable_member_auto_link) {
    throw new Refusal('duplicate_dependent', { id: duplicate.id })
  }
  const customId = demanded(custom_individual_id, ['dependents', at.index])
  const id = await newMemberId(world, dependents, group, customId)
  const member = freshRecord(id, world.now, newDependent(group, employee.member, dependent))
  return { type, by: 'new', member, custom_individual_id, ...resembling(verdict) }
}

type Holder =
  | { readonly type: 'employee'; readonly member: Employee }
  | { readonly type: 'dependent'; readonly member: Dependent }

/** Who in the group carries a custom id: it is unique over employees and dependents (assumed for the two together). */
async function holderOf(
  world: World,
  group: Group,
  customId: string | undefined,
): Promise<Holder | undefined> {
  if (customId === undefined) return undefined
  const employee = await world.first(employees, 'custom_id', `${group.id}/${customId}`)
  if (employee) return { type: 'employee', member: employee }
  const dependent = await world.first(dependents, 'custom_id', `${group.id}/${customId}`)
  return dependent && { type: 'dependent', member: dependent }
}

function refuseOther(holder: Holder | undefined, memberId: string, customId: string | undefined): void {
  if (holder && holder.member.id !== memberId) throw customIdTaken(customId)
}

function customIdTaken(custom_individual_id: string | undefined): Refusal {
  return new Refusal('custom_id_taken', { custom_individual_id })
}

async function refuseStranger(world: World, { id, employee_id }: Dependent, employeeId: string) {
  if (employee_id === employeeId) return
  if (!(await world.get(employees, employee_id))) throw new Refusal('dependent_without_employee', { id })
  throw new Refusal('dependent_of_another_employee', { id, employee: employeeId })
}

/** @throws 422: whoever is new needs a custom id. Source: published OpenAPI, InboundMemberSnapshotEmployee */
function demanded(customId: string | undefined, path: readonly (string | number)[]): string {
  if (customId !== undefined) return customId
  const message = 'Missing data for required field: this member is new to Noyo.'
  throw new Refusal('invalid_fields', {}, [{ path: [...path, 'custom_individual_id'], message }])
}

/** A custom id may have been another member's before it was given a new one: the first id that is free. */
async function newMemberId<R extends Stored>(
  world: World,
  kind: Kind<R, string>,
  group: Group,
  customId: string,
): Promise<string> {
  for (let ordinal = 0; ; ordinal += 1) {
    const id = uuidFrom(world.setting.seed, kind.name, group.id, customId, ordinal)
    if (!(await world.get(kind, id))) return id
  }
}

function resembling(verdict: Verdict): { readonly match?: Match } {
  if (verdict.outcome === 'linked') return { match: verdict.match }
  return verdict.near === undefined ? {} : { match: verdict.near }
}

function isSameNameAndBirth(one: Person, other: PayloadDependent['person']): boolean {
  return (
    one.date_of_birth === other.date_of_birth &&
    normalisedName(one.first_name) === normalisedName(other.first_name) &&
    normalisedName(one.last_name) === normalisedName(other.last_name)
  )
}

function newEmployee(group: Group, given: PayloadEmployee): Omit<Employee, keyof Stored> {
  const { custom_individual_id, classifications } = given
  return {
    group_id: group.id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    person: personAfter(undefined, given.person),
    employment: employmentAfter(undefined, given.employment),
    ...(classifications === undefined ? {} : { classifications }),
  }
}

function newDependent(
  group: Group,
  employee: Employee,
  given: PayloadDependent,
): Omit<Dependent, keyof Stored> {
  const { custom_individual_id, relationship } = given
  return {
    group_id: group.id,
    employee_id: employee.id,
    ...(custom_individual_id === undefined ? {} : { custom_individual_id }),
    relationship,
    person: personAfter(undefined, given.person),
  }
}
