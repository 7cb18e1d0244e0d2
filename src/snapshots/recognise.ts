import type { Person } from '../carriers/records.ts'
import type { Group } from '../groups/records.ts'
import { type Eventually, inTurn, when } from '../kernel/eventually.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { freshRecord } from '../kernel/record.ts'
import type { World } from '../kernel/world.ts'
import { normalisedName } from '../linking/names.ts'
import type { Verdict } from '../linking/verdict.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'
import { linkDependents, linkEmployee } from './link-people.ts'
import { newDependent, newEmployee, newMemberId } from './new-member.ts'
import type { MemberType, Payload, PayloadDependent } from './payload.ts'

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
  /** Who was compared, where no id said who it is. */
  readonly verdict?: Verdict
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
export function recogniseFamily(world: World, group: Group, payload: Payload): Eventually<RecognisedFamily> {
  return when(recogniseEmployee(world, group, payload), (employee) =>
    when(recogniseDependents(world, group, payload, employee), (dependents) => ({ employee, dependents })),
  )
}

function recogniseEmployee(world: World, group: Group, payload: Payload): Eventually<Recognised<Employee>> {
  const { id, custom_individual_id } = payload.employee
  const type = 'employee'
  return when(holderOf(world, group, custom_individual_id), (holder): Eventually<Recognised<Employee>> => {
    if (id !== undefined) {
      return when(world.get(employees, id.toLowerCase()), (member) => {
        if (member?.group_id !== group.id) throw notFound(employees.model, id)
        refuseOther(holder, member.id, custom_individual_id)
        return { type, by: 'id', member, custom_individual_id }
      })
    }
    if (!holder) return linkedEmployee(world, group, payload)
    if (holder.type !== 'employee') throw customIdTaken(custom_individual_id)
    return { type, by: 'custom_id', member: holder.member, custom_individual_id }
  })
}

/** An employee whom no id names. */
async function linkedEmployee(world: World, group: Group, payload: Payload): Promise<Recognised<Employee>> {
  const { employee: given } = payload
  const { custom_individual_id } = given
  const type = 'employee'
  const verdict = await linkEmployee(world, group, payload)
  if (payload.enable_member_auto_link && verdict.outcome === 'linked') {
    const member = await world.require(employees, verdict.match.id)
    return { type, by: 'link', member, custom_individual_id, verdict }
  }
  const id = await newMemberId(world, employees, group, demanded(custom_individual_id, ['employee']))
  const member = freshRecord(id, world.now, newEmployee(group, given))
  return { type, by: 'new', member, custom_individual_id, verdict }
}

function recogniseDependents(
  world: World,
  group: Group,
  payload: Payload,
  employee: Recognised<Employee>,
): Eventually<readonly Recognised<Dependent>[]> {
  const given = payload.dependents ?? []
  const named = inTurn(given, (one) => namedDependent(world, group, one, employee.member.id))
  return when(named, (found) => {
    refuseSameMember(found)
    return found.every((one) => one !== undefined)
      ? found
      : linkedDependents(world, group, payload, employee, found)
  })
}

/** All dependents, where there are some whom no id names. */
async function linkedDependents(
  world: World,
  group: Group,
  payload: Payload,
  employee: Recognised<Employee>,
  named: readonly (Recognised<Dependent> | undefined)[],
): Promise<Recognised<Dependent>[]> {
  const given = payload.dependents ?? []
  const { records: known } =
    employee.by === 'new' ? { records: [] } : await world.find(dependents, 'employee', employee.member.id)
  const taken = new Set(named.map((recognised) => recognised?.member.id))
  const free = known.filter(({ id }) => !taken.has(id))
  const unnamed = given.filter((_, index) => named[index] === undefined)
  const family = { sent: payload.employee, known: employee.member }
  const matched = await linkDependents(world, unnamed, free, family)
  const verdicts = new Map(unnamed.map((dependent, index) => [dependent, matched[index]]))
  const freeById = new Map(free.map((member) => [member.id, member]))
  const knownByBirth = Map.groupBy(known, ({ person }) => person.date_of_birth)
  const recognised: Recognised<Dependent>[] = []
  for (const [index, dependent] of given.entries()) {
    const verdict = verdicts.get(dependent) as Verdict
    const at = { dependent, index, verdict, freeById, knownByBirth, employee }
    recognised.push(named[index] ?? (await linkedDependent(world, group, payload, at)))
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
function namedDependent(
  world: World,
  group: Group,
  { id, custom_individual_id }: PayloadDependent,
  employeeId: string,
): Eventually<Recognised<Dependent> | undefined> {
  const type = 'dependent'
  return when(holderOf(world, group, custom_individual_id), (holder) => {
    if (id !== undefined) {
      return when(world.get(dependents, id.toLowerCase()), (member) => {
        if (member?.group_id !== group.id) throw notFound(dependents.model, id)
        return when(refuseStranger(world, member, employeeId), () => {
          refuseOther(holder, member.id, custom_individual_id)
          return { type, by: 'id', member, custom_individual_id } as const
        })
      })
    }
    if (!holder) return undefined
    if (holder.type !== 'dependent') throw customIdTaken(custom_individual_id)
    const { member } = holder
    return when(
      refuseStranger(world, member, employeeId),
      () => ({ type, by: 'custom_id', member, custom_individual_id }) as const,
    )
  })
}

async function linkedDependent(
  world: World,
  group: Group,
  payload: Payload,
  at: {
    readonly dependent: PayloadDependent
    readonly index: number
    readonly verdict: Verdict
    readonly freeById: ReadonlyMap<string, Dependent>
    readonly knownByBirth: ReadonlyMap<string, readonly Dependent[]>
    readonly employee: Recognised<Employee>
  },
): Promise<Recognised<Dependent>> {
  const { dependent, verdict, freeById, knownByBirth, employee } = at
  const { custom_individual_id } = dependent
  const type = 'dependent'
  if (payload.enable_member_auto_link && verdict.outcome === 'linked') {
    const member = freeById.get(verdict.match.id) as Dependent
    return { type, by: 'link', member, custom_individual_id, verdict }
  }
  const { person } = dependent
  const duplicate = knownByBirth.get(person.date_of_birth)?.find((one) => isSameName(one.person, person))
  if (duplicate && !payload.enable_member_auto_link) {
    throw new Refusal('duplicate_dependent', { id: duplicate.id })
  }
  const customId = demanded(custom_individual_id, ['dependents', at.index])
  const id = await newMemberId(world, dependents, group, customId)
  const member = freshRecord(id, world.now, newDependent(group, employee.member, dependent))
  return { type, by: 'new', member, custom_individual_id, verdict }
}

type Holder =
  | { readonly type: 'employee'; readonly member: Employee }
  | { readonly type: 'dependent'; readonly member: Dependent }

/** Who in the group carries a custom id: it is unique over employees and dependents (assumed for the two together). */
function holderOf(world: World, group: Group, customId: string | undefined): Eventually<Holder | undefined> {
  if (customId === undefined) return undefined
  const key = `${group.id}/${customId}`
  return when(world.first(employees, 'custom_id', key), (employee): Eventually<Holder | undefined> => {
    if (employee) return { type: 'employee', member: employee }
    return when(
      world.first(dependents, 'custom_id', key),
      (dependent) => dependent && { type: 'dependent', member: dependent },
    )
  })
}

function refuseOther(holder: Holder | undefined, memberId: string, customId: string | undefined): void {
  if (holder && holder.member.id !== memberId) throw customIdTaken(customId)
}

function customIdTaken(custom_individual_id: string | undefined): Refusal {
  return new Refusal('custom_id_taken', { custom_individual_id })
}

function refuseStranger(world: World, { id, employee_id }: Dependent, employeeId: string): Eventually<void> {
  if (employee_id === employeeId) return undefined
  return when(world.get(employees, employee_id), (employee) => {
    if (!employee) throw new Refusal('dependent_without_employee', { id })
    throw new Refusal('dependent_of_another_employee', { id, employee: employeeId })
  })
}

/** @throws 422: whoever is new needs a custom id. Source: published OpenAPI, InboundMemberSnapshotEmployee */
function demanded(customId: string | undefined, path: readonly (string | number)[]): string {
  if (customId !== undefined) return customId
  const message = 'Missing data for required field: this member is new to Noyo.'
  throw new Refusal('invalid_fields', {}, [{ path: [...path, 'custom_individual_id'], message }])
}

function isSameName(one: Person, other: PayloadDependent['person']): boolean {
  return (
    normalisedName(one.first_name) === normalisedName(other.first_name) &&
    normalisedName(one.last_name) === normalisedName(other.last_name)
  )
}
