import { type Draws, drawsOf } from '../../src/kernel/draws.ts'
import type { GroupPerson } from '../../src/linking/whole-group.ts'
import { type DifferenceRates, differing, type Recorded } from '../../src/linking-trial/differences.ts'
import type { Origin } from './name-stock.ts'
import {
  bornIn,
  firstName,
  isSameName,
  newPerson,
  numberAt,
  type Shares,
  type Stocks,
  surname,
  type Told,
  type TrueFamily,
  type TruePerson,
  twinOf,
  USUAL_SHARES,
  written,
} from './people.ts'

export interface HouseholdSettings {
  readonly seed: string
  /** People who stand on both sides, at least. */
  readonly pairs: number
  readonly origins: Readonly<Partial<Record<Origin, number>>>
  readonly shares?: Partial<Shares>
  readonly platform: DifferenceRates
  readonly carrier?: DifferenceRates
  /** Of one: how many employees share somebody's name, are the twin, child or spouse of the employee before. */
  readonly namesakes?: number
  readonly twin_colleagues?: number
  readonly father_and_son?: number
  readonly married_colleagues?: number
  /** Of one: whole families and single relatives on one side only; spouses replaced by another. */
  readonly families_on_one_side?: number
  readonly relatives_on_one_side?: number
  readonly new_spouses?: number
  readonly dates_missing?: number
  /** Names of the other script on the platform's side. */
  readonly own_script?: number
  readonly without_ssn?: boolean
}

export interface TruePair {
  readonly carrier: string
  readonly told: readonly Told[]
}

export interface TrueGroup {
  readonly name: string
  readonly carrier: readonly GroupPerson[]
  readonly platform: readonly GroupPerson[]
  /** By the platform's id; whoever is not in it is on one side only. */
  readonly truth: ReadonlyMap<string, TruePair>
}

const THIS_YEAR = 2025

/** A group of families with everything that linking must not fall for, and who is who. Nothing but the settings decides. */
export function households(name: string, stocks: Stocks, settings: HouseholdSettings): TrueGroup {
  const carrier: GroupPerson[] = []
  const platform: GroupPerson[] = []
  const truth = new Map<string, TruePair>()
  let before: TrueFamily | undefined
  for (let ordinal = 0; truth.size < settings.pairs; ordinal += 1) {
    const draws = drawsOf(settings.seed, 'household', ordinal)
    const family = familyAt(stocks, settings, draws, before)
    enter(family, ordinal)
    before = family
  }
  // In another order on each side, as two systems have them.
  const shuffled = (people: readonly GroupPerson[], side: string) => {
    const key = new Map(people.map(({ id }) => [id, drawsOf(settings.seed, side, id).fraction('order')]))
    return people.toSorted((a, b) => (key.get(a.id) as number) - (key.get(b.id) as number))
  }
  return { name, carrier: shuffled(carrier, 'carrier'), platform: shuffled(platform, 'platform'), truth }

  function enter(family: TrueFamily, ordinal: number): void {
    const draws = drawsOf(settings.seed, 'sides', ordinal)
    const side = sideOf(draws, 'family', settings.families_on_one_side ?? 0.05)
    const everybody = [family.self, ...family.kin]
    for (const [place, person] of everybody.entries()) {
      const own = drawsOf(settings.seed, 'person', ordinal, place)
      const on =
        side ?? (place === 0 ? undefined : sideOf(own, 'relative', settings.relatives_on_one_side ?? 0.05))
      const relatives = everybody.filter((one) => one !== person).map(({ known }) => known)
      const at = { ordinal, place, relatives, draws: own }
      const told: Told[] = []
      const ids = { carrier: `c${ordinal}-${place}`, platform: `p${ordinal}-${place}` }
      if (on !== 'platform') carrier.push(recorded(person, 'carrier', ids.carrier, at, told))
      const isReplaced =
        person.relationship === 'spouse' && own.chance((settings.new_spouses ?? 0) * 100, 'new')
      if (on !== 'carrier') {
        const there = isReplaced ? successor(person, own) : person
        platform.push(recorded(there, 'platform', ids.platform, at, told))
      }
      if (on === undefined && !isReplaced) truth.set(ids.platform, { carrier: ids.carrier, told })
    }
  }

  function recorded(
    { known, origin, relationship }: TruePerson,
    side: 'carrier' | 'platform',
    id: string,
    at: { ordinal: number; place: number; relatives: readonly Recorded[]; draws: Draws },
    told: Told[],
  ): GroupPerson {
    const draws = drawsOf(settings.seed, side, at.ordinal, at.place)
    const stock = stocks[origin]
    const source = {
      nicknamesOf: (first: string) => stock.nicknames.get(first) ?? [],
      firstNames: known.sex === 'F' ? stocks.american.female : stocks.american.male,
      lastNames: stock.last,
      relatives: at.relatives,
    }
    const { person, kinds } = differing(known, settings[side] ?? {}, draws, source)
    told.push(...kinds.map((kind) => `${side} ${kind}` as Told))
    const inOwnScript = side === 'platform' && draws.chance((settings.own_script ?? 0) * 100, 'script')
    if (inOwnScript && origin === 'russian') told.push(`${side} script`)
    const there: Recorded = { ...written(person, origin, draws, inOwnScript) }
    const { ssn, ...numberless } = there
    const isDateMissing = draws.chance((settings.dates_missing ?? 0) * 100, 'no date')
    if (isDateMissing) told.push(`${side} date_of_birth_missing`)
    return {
      id,
      person: {
        ...numberless,
        ...(settings.without_ssn || ssn === undefined ? {} : { ssn }),
        ...(isDateMissing ? { date_of_birth: '' } : {}),
      },
      ...(at.place === 0 ? {} : { employee_id: `${id[0]}${at.ordinal}-0` }),
      relationship: relationship ?? 'employee',
    }
  }

  /** Another spouse of the same name, and about as old. */
  function successor(person: TruePerson, draws: Draws): TruePerson {
    const { known, origin } = person
    const stock = stocks[origin]
    const sex = known.sex as 'F' | 'M'
    return {
      ...person,
      known: {
        ...known,
        first_name: firstName(stock, sex, draws, 'successor'),
        date_of_birth: bornIn(Number(known.date_of_birth.slice(0, 4)) + 1, draws, 'successor'),
        ssn: numberAt(draws.integer(0, 40_000_000, 'successor')),
      },
    }
  }
}

function sideOf(draws: Draws, what: string, rate: number): 'carrier' | 'platform' | undefined {
  if (!draws.chance(rate * 100, `one side ${what}`)) return undefined
  return draws.chance(50, `which side ${what}`) ? 'carrier' : 'platform'
}

function originOf({ origins }: HouseholdSettings, draws: Draws): Origin {
  const weights = Object.entries(origins) as [Origin, number][]
  let rest = draws.fraction('origin') * weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [origin, weight] of weights) {
    rest -= weight
    if (rest < 0) return origin
  }
  return (weights.at(-1) as [Origin, number])[0]
}

function familyAt(
  stocks: Stocks,
  settings: HouseholdSettings,
  draws: Draws,
  before?: TrueFamily,
): TrueFamily {
  const shares = { ...USUAL_SHARES, ...settings.shares }
  const origin = originOf(settings, draws)
  const at = { stock: stocks[origin], origin, shares, draws }
  const year = draws.integer(1958, 2003, 'year')
  const drawn = newPerson(at, 'self', { year })
  const self = (before && relatedTo(before, drawn, settings, stocks, draws)) ?? drawn
  const kind = draws.fraction('family') * 100
  const { couples, parents, single_parents } = shares
  const inFamily = { ...at, origin: self.origin, stock: stocks[self.origin] }
  const birth = Number(self.known.date_of_birth.slice(0, 4))
  const hasPartner = kind < couples + parents
  const partner = hasPartner ? [partnerOf(inFamily, self, birth)] : []
  const hasChildren = kind >= couples && kind < couples + parents + single_parents
  const surnames = hasChildren ? childrenOf(inFamily, self, birth) : []
  return { self, kin: [...partner, ...surnames] }
}

type At = Parameters<typeof newPerson>[0]

function partnerOf(at: At, self: TruePerson, birth: number): TruePerson {
  const { draws, shares, stock, origin } = at
  const sex = self.known.sex === 'F' ? 'M' : 'F'
  const keepsOwn = draws.chance(shares.own_surnames, 'own surname')
  const last = keepsOwn ? surname(stock, origin, draws, 'partner') : masculine(self, stock)
  const year = Math.min(2004, birth + draws.integer(-4, 4, 'partner year'))
  return newPerson(at, 'partner', { sex, year, last, relationship: 'spouse' })
}

/** The form of a surname that {@link newPerson} makes the borne one of. */
function masculine({ known }: TruePerson, stock: At['stock']): string {
  const index = stock.female_last?.indexOf(known.last_name) ?? -1
  if (index !== -1) return stock.last[index] as string
  return known.sex === 'F' ? known.last_name.replace(/(s|c|dz)ka$/, '$1ki') : known.last_name
}

function childrenOf(at: At, self: TruePerson, birth: number): TruePerson[] {
  const { draws, shares, stock } = at
  const last = masculine(self, stock)
  const children: TruePerson[] = []
  const count = draws.integer(1, 4, 'children')
  let year = Math.max(birth + 20, 1999) + draws.integer(0, 6, 'first child')
  let hasHeir = false
  for (let rank = 0; rank < count && year <= THIS_YEAR; rank += 1) {
    const what = `child ${rank}`
    const previous = children.at(-1)
    const taken = children.map(({ known }) => known.first_name)
    if (previous && draws.chance(shares.twins, `twin ${rank}`)) {
      const twin = twinOf(previous, at, what, taken)
      children.push(twin)
      if (draws.chance(shares.triplets, `triplet ${rank}`)) {
        children.push(twinOf(twin, at, `${what} third`, [...taken, twin.known.first_name]))
      }
      continue
    }
    const child = newPerson(at, what, { year, last, relationship: 'child' })
    if (taken.some((name) => isSameName(name, child.known.first_name))) continue
    const isHeir = !hasHeir && child.known.sex === 'M' && self.known.sex === 'M'
    if (isHeir) hasHeir = true
    children.push(isHeir && draws.chance(shares.juniors, what) ? juniorOf(self, child) : child)
    year += draws.integer(1, 5, `years ${rank}`)
  }
  return children
}

function juniorOf({ known }: TruePerson, child: TruePerson): TruePerson {
  const { first_name, middle_name, last_name } = known
  return {
    ...child,
    known: {
      ...child.known,
      first_name,
      ...(middle_name === undefined ? {} : { middle_name }),
      last_name,
      suffix: 'Jr',
    },
  }
}

/** An employee who has something in common with the one before. */
function relatedTo(
  { self: other, kin }: TrueFamily,
  drawn: TruePerson,
  settings: HouseholdSettings,
  stocks: Stocks,
  draws: Draws,
): TruePerson | undefined {
  const is = (rate: number | undefined, what: string) => draws.chance((rate ?? 0) * 100, what)
  const { first_name, last_name, sex } = other.known
  if (is(settings.twin_colleagues, 'twin')) {
    return twinOf(
      other,
      { stock: stocks[other.origin], shares: { ...USUAL_SHARES, ...settings.shares }, draws },
      'colleague',
    )
  }
  if (is(settings.namesakes, 'namesake')) {
    return { ...other, known: { ...drawn.known, first_name, last_name, sex: sex as 'F' } }
  }
  if (is(settings.father_and_son, 'son') && sex === 'M') {
    const year =
      Number(other.known.date_of_birth.slice(0, 4)) + (other.known.date_of_birth < '1980' ? 26 : -26)
    const son = {
      ...drawn.known,
      sex: 'M' as const,
      date_of_birth: bornIn(Math.min(2005, year), draws, 'son'),
    }
    const suffix = other.known.date_of_birth < '1980' ? 'Jr' : 'Sr'
    const { middle_name } = other.known
    return {
      ...other,
      known: { ...son, first_name, last_name, suffix, ...(middle_name === undefined ? {} : { middle_name }) },
    }
  }
  const spouse = kin.find(({ relationship }) => relationship === 'spouse')
  if (is(settings.married_colleagues, 'married') && spouse) {
    const { relationship: _none, ...person } = spouse
    return person
  }
  return undefined
}
