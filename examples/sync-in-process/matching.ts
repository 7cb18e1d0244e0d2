import type { Person } from './people.ts'

/** A member as Noyo knows them. */
export interface Member {
  readonly id: string
  readonly person: {
    readonly first_name: string
    readonly last_name: string
    readonly date_of_birth: string
    readonly ssn?: string | null
  }
}

/**
 * Whom of Noyo's members the person is: the only one with the same Social Security number and date of birth, else the only one
 * of the same name born on that day. A wrong link does more harm than none, so that doubt finds nobody.
 */
export function memberOf(person: Person, members: readonly Member[]): Member | undefined {
  const born = members.filter((member) => member.person.date_of_birth === person.date_of_birth)
  const byNumber = born.filter((member) => person.ssn !== undefined && member.person.ssn === person.ssn)
  return only(byNumber) ?? only(born.filter((member) => nameOf(member.person) === nameOf(person)))
}

function only(members: readonly Member[]): Member | undefined {
  return members.length === 1 ? members[0] : undefined
}

function nameOf({ first_name, last_name }: Pick<Person, 'first_name' | 'last_name'>): string {
  return `${first_name} ${last_name}`.toLowerCase()
}
