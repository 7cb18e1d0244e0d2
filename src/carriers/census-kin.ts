import type { Draws } from '../kernel/draws.ts'
import { addDays, type IsoDate } from '../kernel/instant.ts'
import { CENSUS_SHARES as SHARES } from './census-shares.ts'
import type { Person, Relationship } from './records.ts'

/** A relative of an employee, as far as ages and relationships must fit together. */
export interface Kin {
  readonly relationship: Relationship
  readonly date_of_birth: IsoDate
  /** The last day of the marriage, of a former spouse. */
  readonly until?: IsoDate
  /** Grown and disabled: covered beyond the age limit. */
  readonly disabled?: boolean
}

/** The youngest a parent is when a child is born. */
const YOUNGEST_PARENT = 20
/** The age at which plans stop covering children, unless their own rule says otherwise. Source: ACA, section 2714. */
export const CHILD_AGE_LIMIT = 26

export const isPartner = (relationship: Relationship): boolean =>
  relationship === 'spouse' || relationship === 'domestic-partner' || relationship === 'civil-union'

const CHILDREN: ReadonlySet<Relationship> = new Set([
  'child',
  'step-child',
  'adopted-child',
  'foster-child',
  'legal-guardianship',
  'grandchild',
])

/** Whom plans mean by `child`. Assumed for all but the first. */
export const isChild = (relationship: Relationship): boolean => CHILDREN.has(relationship)

/** Whole years on a day. */
export function ageOn(day: IsoDate, date_of_birth: IsoDate): number {
  const years = Number(day.slice(0, 4)) - Number(date_of_birth.slice(0, 4))
  return day.slice(4) < date_of_birth.slice(4) ? years - 1 : years
}

/** The same day some years later, or earlier; of 29 February the 28th. */
export function yearsAfter(day: IsoDate, years: number): IsoDate {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
}

/** A birthday of somebody who is this old today. */
export function bornAt(today: IsoDate, age: number, draws: Draws, what: string): IsoDate {
  return addDays(yearsAfter(today, -age), -draws.integer(0, 364, `birthday ${what}`))
}

/** The relatives of an employee of this age. */
export function drawnKin(today: IsoDate, age: number, draws: Draws): Kin[] {
  const kind = draws.fraction('family') * 100
  const { couples, families, single_parents } = SHARES
  const isPartnered = kind < couples + families
  const hasChildren = kind >= couples && kind < couples + families + single_parents
  const partners = isPartnered ? [partnerOf(today, age, draws)] : formerPartners(today, age, draws)
  const [partner] = partners
  const youngest = isPartnered && partner ? Math.min(age, ageOn(today, partner.date_of_birth)) : age
  return [...partners, ...(hasChildren ? childrenOf(today, youngest, draws) : [])]
}

/** Whom somebody of a marital status has as a partner. */
const PARTNER_OF: Readonly<Partial<Record<NonNullable<Person['marital_status']>, Relationship>>> = {
  married: 'spouse',
  'legally-separated': 'spouse',
  'domestic-partner': 'domestic-partner',
}

/** Drawn relatives as they go with the marital status that somebody is said to have. */
export function kinOfStatus(status: Person['marital_status'], drawn: readonly Kin[]): readonly Kin[] {
  if (status === undefined) return drawn
  const partner = PARTNER_OF[status]
  return drawn.flatMap((one): Kin[] => {
    if (isPartner(one.relationship)) return partner === undefined ? [] : [{ ...one, relationship: partner }]
    return one.relationship === 'ex-spouse' && status !== 'divorced' ? [] : [one]
  })
}

function partnerOf(today: IsoDate, age: number, draws: Draws): Kin {
  const which = draws.fraction('partner') * 100
  const { domestic_partners, civil_unions } = SHARES
  const unmarried = which < domestic_partners + civil_unions ? 'civil-union' : 'spouse'
  const relationship = which < domestic_partners ? 'domestic-partner' : unmarried
  return kinOf(relationship, today, age, draws, 'partner')
}

/** True of somebody without a partner: once married. */
export function isDivorced(age: number, draws: Draws): boolean {
  return age > 30 && draws.chance(SHARES.divorced, 'divorced')
}

function formerPartners(today: IsoDate, age: number, draws: Draws): Kin[] {
  if (!isDivorced(age, draws) || !draws.chance(SHARES.ex_spouses, 'ex-spouse')) return []
  const until = addDays(today, -draws.integer(30, 700, 'divorce'))
  return [{ ...kinOf('ex-spouse', today, age, draws, 'partner'), until }]
}

/** Children from the eldest on, two years apart or twins, and rarely another relative. */
function childrenOf(today: IsoDate, parent: number, draws: Draws): Kin[] {
  const room = parent - YOUNGEST_PARENT
  if (room < 0) return []
  const isGrown = room > CHILD_AGE_LIMIT && draws.chance(SHARES.children_over_age, 'over age')
  const most = isGrown ? Math.min(CHILD_AGE_LIMIT + 6, room) : Math.min(CHILD_AGE_LIMIT - 1, room)
  const least = isGrown ? CHILD_AGE_LIMIT : Math.max(0, Math.min(most, parent - 42))
  const children: Kin[] = []
  let age = draws.integer(least, most, 'eldest')
  for (let rank = 0; rank <= draws.integer(0, 2, 'children') && age >= 0; rank += 1) {
    const [previous] = children.slice(-1)
    const isTwin = previous !== undefined && draws.chance(SHARES.twins, `twin ${rank}`)
    const relationship = childKind(draws, rank)
    const date_of_birth = isTwin ? previous.date_of_birth : bornAt(today, age, draws, `child ${rank}`)
    const isDisabled = age >= CHILD_AGE_LIMIT && draws.chance(SHARES.disabled_over_age, `disabled ${rank}`)
    children.push({
      relationship: isTwin ? previous.relationship : relationship,
      date_of_birth,
      ...(isDisabled ? { disabled: true } : {}),
    })
    age -= 2 + draws.integer(0, 3, `years ${rank}`)
  }
  const relative = otherRelative(today, parent, draws)
  return relative ? [...children, relative] : children
}

function childKind(draws: Draws, rank: number): Relationship {
  if (!draws.chance(SHARES.other_children, `kind ${rank}`)) return 'child'
  const kinds = ['step-child', 'step-child', 'adopted-child', 'foster-child', 'legal-guardianship'] as const
  return draws.choice(kinds, `which kind ${rank}`)
}

function otherRelative(today: IsoDate, parent: number, draws: Draws): Kin | undefined {
  if (!draws.chance(SHARES.other_relatives, 'relative')) return undefined
  const relationship = parent >= 45 ? 'grandchild' : 'other'
  return {
    relationship,
    date_of_birth: bornAt(today, draws.integer(0, 4, 'relative age'), draws, 'relative'),
  }
}

/** Somebody of this relationship to an employee of this age. */
export function kinOf(
  relationship: Relationship,
  today: IsoDate,
  age: number,
  draws: Draws,
  what: string,
): Kin {
  const isAdult = isPartner(relationship) || relationship === 'ex-spouse'
  const years = isAdult
    ? Math.max(20, age + draws.integer(-5, 5, `age ${what}`))
    : draws.integer(Math.min(25, Math.max(0, age - 42)), Math.min(25, Math.max(0, age - 21)), `age ${what}`)
  return { relationship, date_of_birth: bornAt(today, years, draws, what) }
}

/** Source of the values: published OpenAPI, Person. */
export function maritalStatus(
  kin: readonly Pick<Kin, 'relationship'>[],
  age: number,
  draws: Draws,
): NonNullable<Person['marital_status']> {
  const partner = kin.find(({ relationship }) => isPartner(relationship))
  if (partner) return partner.relationship === 'spouse' ? 'married' : 'domestic-partner'
  if (kin.some(({ relationship }) => relationship === 'ex-spouse') || isDivorced(age, draws))
    return 'divorced'
  return age > 40 && draws.chance(SHARES.widowed, 'widowed') ? 'widowed' : 'single'
}
