import type { Group } from '../groups/records.ts'
import type { World } from '../kernel/world.ts'
import { linkingKeys } from '../linking/keys.ts'
import { linking } from '../linking/loaded.ts'
import { linkingSettings } from '../linking/settings.ts'
import type { Candidate, Sought, Verdict } from '../linking/verdict.ts'
import type { Question } from '../linking/what-if.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'
import type { Payload, PayloadDependent, PayloadEmployee } from './payload.ts'

/**
 * Who of the group's employees the payload's is. Candidates come from an index, so that it costs the same in a group of any
 * size; their dependents are read only where the employee alone stays unclear.
 */
export async function linkEmployee(world: World, group: Group, payload: Payload): Promise<Verdict> {
  const { person } = payload.employee
  const found = await Promise.all(
    linkingKeys(person).map((key) => world.find(employees, 'evidence', `${group.id}/${key}`)),
  )
  const known = new Map(found.flatMap(({ records }) => records).map((one) => [one.id, one]))
  const family = (payload.dependents ?? []).map((dependent) => dependent.person)
  const sought = family.length === 0 ? { person } : { person, family }
  const alone = [...known.values()]
  const verdict = await askOne(world, sought, alone)
  if (family.length === 0 || !isUnclear(verdict)) return verdict
  return askOne(world, sought, await Promise.all(alone.map((employee) => withFamily(world, employee))))
}

/** Who of an employee's dependents, those that no id names, each of these is. */
export async function linkDependents(
  world: World,
  given: readonly PayloadDependent[],
  free: readonly Dependent[],
  { sent, known }: { readonly sent: PayloadEmployee; readonly known: Employee },
): Promise<Verdict[]> {
  const people = given.map(({ person, relationship }) => ({ person, relationship, family: [sent.person] }))
  const candidates = free.map((dependent) => ({ ...dependent, family: [known.person] }))
  const settings = linkingSettings(world.setting)
  const { match, wouldChange } = await linking()
  const verdicts = match(people, candidates, 'family', settings)
  return verdicts.map((verdict, at) =>
    explained(verdict, { people, at, candidates, within: 'family', settings }, wouldChange),
  )
}

async function askOne(world: World, sought: Sought, candidates: readonly Candidate[]): Promise<Verdict> {
  const settings = linkingSettings(world.setting)
  const { match, wouldChange } = await linking()
  const people = [sought]
  const [verdict] = match(people, candidates, 'group', settings)
  return explained(verdict as Verdict, { people, at: 0, candidates, within: 'group', settings }, wouldChange)
}

function explained(
  verdict: Verdict,
  question: Question,
  wouldChange: (question: Question, verdict: Verdict) => string[],
): Verdict {
  const would_change = wouldChange(question, verdict)
  return would_change.length === 0 ? verdict : { ...verdict, would_change }
}

/** From so many points on the families are worth reading. */
const WORTH_READING = 30

function isUnclear({ outcome, candidates }: Verdict): boolean {
  const isOpen = ({ points, veto }: Verdict['candidates'][number]) =>
    points >= WORTH_READING && (veto === undefined || veto === 'rival')
  return outcome === 'unknown' && candidates.some(isOpen)
}

async function withFamily(world: World, employee: Employee): Promise<Candidate> {
  const { records } = await world.find(dependents, 'employee', employee.id)
  return { ...employee, family: records.map(({ person }) => person) }
}
