import type { Draws } from '../kernel/draws.ts'
import { isChild, isPartner, type Kin } from './census-kin.ts'
import { CENSUS_SHARES as SHARES } from './census-shares.ts'
import type { NameLists, State } from './name-lists.ts'
import type { Person, Relationship } from './records.ts'

type Sex = Person['sex']

/** The names of one person, and the sex they go with. */
export type Named = Pick<
  Person,
  'first_name' | 'last_name' | 'sex' | 'suffix' | 'maiden_name' | 'middle_name'
>

/** The name an employee has unless it is a namesake of another's. */
export function employeeName(lists: NameLists, draws: Draws, fixed: Partial<Person>): Named {
  const sex = fixed.sex ?? sexOf(draws, 'self', sexOfName(lists, fixed.first_name))
  return {
    first_name: firstName(lists, sex, draws, 'self'),
    ...middleName(lists, draws, 'self'),
    last_name: draws.choice(lists.last, 'surname'),
    sex,
  }
}

/**
 * The names of the relatives of an employee called `self`, in the order of `kin`; brothers and sisters have different first names.
 * `mayShare`: a son may have the name of his father, who is then the senior.
 */
export function relativeNames(
  lists: NameLists,
  draws: Draws,
  self: Named,
  kin: readonly (Kin & { readonly fixed?: Partial<Person> | undefined })[],
  mayShare: boolean,
): Named[] {
  const taken = new Set<string>([self.first_name])
  let partner: Named | undefined
  let heir = !mayShare
  return kin.map(({ relationship, fixed }, index): Named => {
    const what = `relative ${index}`
    const usual = isPartner(relationship) ? opposite(self.sex, draws) : undefined
    const sex = fixed?.sex ?? sexOf(draws, what, sexOfName(lists, fixed?.first_name) ?? usual)
    // The first son of a father may have his name.
    const isJunior =
      relationship === 'child' &&
      !heir &&
      sex === 'M' &&
      self.sex === 'M' &&
      draws.chance(SHARES.juniors, 'junior')
    if (relationship === 'child' && sex === 'M') heir = true
    const surname = surnames(lists, draws, relationship, self, partner, what)
    const drawn = firstName(lists, sex, draws, what, taken)
    const first_name = fixed?.first_name ?? (isJunior ? self.first_name : drawn)
    taken.add(first_name)
    const named: Named = {
      first_name,
      ...(isJunior && self.middle_name !== undefined
        ? { middle_name: self.middle_name }
        : middleName(lists, draws, what)),
      ...surname,
      sex,
      ...(isJunior ? { last_name: self.last_name, suffix: 'Jr.' } : {}),
    }
    if (isPartner(relationship)) partner = named
    return named
  })
}

/** Surnames in a family: mostly one; partners keep theirs or join both, step-children and other relatives have another. */
function surnames(
  lists: NameLists,
  draws: Draws,
  relationship: Relationship,
  self: Named,
  partner: Named | undefined,
  what: string,
): Pick<Named, 'last_name' | 'maiden_name'> {
  const other = draws.choice(lists.last, `surname ${what}`)
  const own = { last_name: self.last_name }
  if (isPartner(relationship) || relationship === 'ex-spouse') {
    const { own_surnames, hyphenated_surnames, maiden_names } = SHARES
    const which = draws.fraction(`surnames ${what}`) * 100
    if (which < own_surnames) return { last_name: other }
    if (which < own_surnames + hyphenated_surnames) return { last_name: `${other}-${self.last_name}` }
    return draws.chance(maiden_names, `maiden ${what}`) ? { ...own, maiden_name: other } : own
  }
  if (relationship === 'child' || relationship === 'adopted-child') {
    // Of parents with different names some children have the other's.
    return partner && draws.chance(25, `whose ${what}`) ? { last_name: partner.last_name } : own
  }
  if (relationship === 'step-child' && partner) return { last_name: partner.maiden_name ?? partner.last_name }
  return isChild(relationship) && draws.chance(50, `whose ${what}`) ? own : { last_name: other }
}

function sexOf(draws: Draws, what: string, usual?: Sex): Sex {
  if (draws.chance(SHARES.sex_not_told, `no sex ${what}`))
    return draws.choice(['X', 'U'] as const, `x ${what}`)
  return usual ?? (draws.chance(50, `sex ${what}`) ? 'F' : 'M')
}

/** Of a name that somebody was given; undefined where the lists do not know it. */
function sexOfName(lists: NameLists, name: string | undefined): Sex | undefined {
  if (name === undefined) return undefined
  if (lists.female.includes(name)) return 'F'
  return lists.male.includes(name) ? 'M' : undefined
}

function opposite(sex: Sex, draws: Draws): Sex | undefined {
  if (sex !== 'F' && sex !== 'M') return undefined
  return draws.chance(6, 'same sex') === (sex === 'F') ? 'F' : 'M'
}

function firstName(
  lists: NameLists,
  sex: Sex,
  draws: Draws,
  what: string,
  taken?: ReadonlySet<string>,
): string {
  const either = draws.chance(50, `either ${what}`) ? lists.female : lists.male
  const names = sex === 'F' ? lists.female : sex === 'M' ? lists.male : either
  const first = draws.integer(0, names.length - 1, `first ${what}`)
  const free = [0, 1, 2, 3, 4, 5, 6, 7].find(
    (step) => !taken?.has(names[(first + step) % names.length] as string),
  )
  return names[(first + (free ?? 0)) % names.length] as string
}

function middleName(lists: NameLists, draws: Draws, what: string): Pick<Named, 'middle_name'> {
  if (!draws.chance(SHARES.middle_names, `has middle ${what}`)) return {}
  return { middle_name: draws.choice(lists.middle, `middle ${what}`) }
}

/** An address that is nobody's; the zip code is one of the state's. */
export function addressIn(
  lists: NameLists,
  state: State,
  draws: Draws,
  what: string,
): NonNullable<Person['home_address']> {
  const ranges = lists.zipCodes.get(state) ?? []
  const [least, most] = draws.choice(ranges, `zip range ${what}`)
  return {
    street_one: `${draws.integer(10, 9999, `number ${what}`)} ${draws.choice(lists.streets, `street ${what}`)}`,
    ...(draws.chance(12, `flat ${what}`)
      ? { street_two: `Apt. ${draws.integer(101, 989, `apartment ${what}`)}` }
      : {}),
    city: draws.choice(lists.cities, `city ${what}`),
    state,
    zip_code: String(draws.integer(least, most, `zip ${what}`)).padStart(5, '0'),
  }
}
