import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { ownGroup } from '../groups/own-group.ts'
import { folded } from '../kernel/folding.ts'
import type { World } from '../kernel/world.ts'
import { foldedNames, personIdOf, wordsOf } from './person.ts'
import { type Dependent, dependents, type Employee, employees } from './records.ts'

/** How many people a search answers that names no size. Assumed. */
const DEFAULT_SIZE = 20

type Member = Employee | Dependent

/**
 * Whoever has every word of `full_name` in a name and fits all else that is asked, the best match first. Everything but the names
 * of the fields is assumed. Source of those: published OpenAPI, searchPeople.
 */
export const searchOperations = {
  searchPeople: {
    level: 'simulated',
    async reads({ body }, world) {
      const { full_name, first_name = '', last_name = '', date_of_birth, ssn, size = DEFAULT_SIZE } = body
      const words = wordsOf(full_name)
      const [first, last] = [folded(first_name), folded(last_name)]
      const fits = ({ person }: Member) =>
        (date_of_birth === undefined || person.date_of_birth === date_of_birth) &&
        (ssn === undefined || person.ssn === ssn) &&
        foldedNames(person).first.includes(first) &&
        foldedNames(person).last.includes(last) &&
        words.every((word) => foldedNames(person).all.some((part) => part.includes(word)))
      const found = (await membersOf(world, body.group_id))
        .filter(fits)
        .map((member) => ({ member, score: scoreOf(member, words) }))
        .sort((one, other) => other.score - one.score)
      return ok(json(found.slice(0, size).map(({ member, score }) => shownPerson(member, score))))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

async function membersOf(world: World, groupId: string | undefined): Promise<readonly Member[]> {
  const group = groupId === undefined ? undefined : await ownGroup(world, groupId)
  const [all, kin] = await (group
    ? Promise.all([world.find(employees, 'group', group.id), world.find(dependents, 'group', group.id)])
    : Promise.all([world.list(employees), world.list(dependents)]))
  return [...all.records, ...kin.records]
}

/** From 0 to 1: a word that is a whole name counts 1, one that is a part of it a half. */
function scoreOf({ person }: Member, words: readonly string[]): number {
  if (words.length === 0) return 0
  const { all } = foldedNames(person)
  return words.reduce((sum, word) => sum + (all.includes(word) ? 1 : 0.5), 0) / words.length
}

function shownPerson(member: Member, match_score: number) {
  const { first_name, middle_name, last_name, suffix, date_of_birth } = member.person
  const isEmployee = 'employment' in member
  return {
    id: personIdOf(member.id),
    employee_id: isEmployee ? member.id : member.employee_id,
    dependent_id: isEmployee ? null : member.id,
    full_name: [first_name, middle_name, last_name, suffix].filter(Boolean).join(' '),
    date_of_birth,
    group_id: member.group_id,
    match_score,
  }
}
