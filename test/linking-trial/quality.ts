import { folded } from '../../src/kernel/folding.ts'
import { type GroupPerson, linkGroup, type WholeGroup } from '../../src/linking/whole-group.ts'
import type { TrueGroup, TruePair } from './households.ts'

/** A link that is wrong, or one that is missing. */
export interface Miss {
  readonly platform: GroupPerson
  /** Whom it was linked to; undefined for nobody. */
  readonly linked?: GroupPerson
  /** Who it is; undefined for somebody whom the carrier has never heard of. */
  readonly right?: GroupPerson
  readonly told: readonly string[]
  /** Of a missed one: the rules allow the link. */
  readonly allowed: boolean
}

export interface Quality {
  readonly name: string
  readonly pairs: number
  readonly allowed: number
  readonly right: number
  readonly allowed_right: number
  readonly wrong: readonly Miss[]
  readonly missed: readonly Miss[]
  readonly ms: number
}

/** Links a group whose truth is known and counts. */
export function qualityOf(
  group: TrueGroup,
  link: (group: WholeGroup) => ReturnType<typeof linkGroup> = linkGroup,
): Quality {
  const began = performance.now()
  const { links } = link(group)
  const ms = performance.now() - began
  const there = new Map(group.carrier.map((one) => [one.id, one]))
  const allowed = allowedPairs(group)
  const [wrong, missed]: [Miss[], Miss[]] = [[], []]
  let right = 0
  let allowed_right = 0
  const isLinkedRight = (id: string) => links.get(id) === group.truth.get(id)?.carrier
  for (const platform of group.platform) {
    const pair = group.truth.get(platform.id)
    const isBelow = platform.employee_id !== undefined && !isLinkedRight(platform.employee_id)
    const linked = links.get(platform.id) ?? undefined
    const isAllowed = allowed.has(platform.id)
    if (linked !== undefined && linked === pair?.carrier) {
      right += 1
      if (isAllowed) allowed_right += 1
      continue
    }
    if (linked === undefined && pair === undefined) continue
    const miss: Miss = {
      platform,
      ...(linked === undefined ? {} : { linked: there.get(linked) as GroupPerson }),
      ...(pair === undefined ? {} : { right: there.get(pair.carrier) as GroupPerson }),
      told: [...(isBelow ? ['employee not linked'] : []), ...(pair?.told ?? ['on one side only'])],
      allowed: isAllowed,
    }
    if (linked === undefined) missed.push(miss)
    else wrong.push(miss)
  }
  return {
    name: group.name,
    pairs: group.truth.size,
    allowed: allowed.size,
    right,
    allowed_right,
    wrong,
    missed,
    ms,
  }
}

/**
 * The pairs that must be linked: date of birth and number equal, or names and date of birth equal while the numbers do not
 * contradict; nobody else on either side has this in common with one of the two, and of dependents the employees' pair is such too.
 */
export function allowedPairs({ carrier, platform, truth }: TrueGroup): ReadonlySet<string> {
  const there = new Map(carrier.map((one) => [one.id, one]))
  const counts = { carrier: countKeys(carrier), platform: countKeys(platform) }
  const isAllowed = ({ id }: GroupPerson, own: GroupPerson, pair: TruePair): boolean => {
    const other = there.get(pair.carrier) as GroupPerson
    const keys = keysOf(own)
    const shared = keysOf(other).filter((key) => keys.includes(key))
    if (id === '' || shared.length === 0 || contradict(own, other, shared)) return false
    return shared.some((key) => counts.carrier.get(key) === 1 && counts.platform.get(key) === 1)
  }
  const employees = new Set<string>()
  const found = new Set<string>()
  for (const own of platform.toSorted(
    (a, b) => Number(a.employee_id !== undefined) - Number(b.employee_id !== undefined),
  )) {
    const pair = truth.get(own.id)
    if (!pair || !isAllowed(own, own, pair)) continue
    if (own.employee_id === undefined) employees.add(own.id)
    else if (!employees.has(own.employee_id)) continue
    found.add(own.id)
  }
  return found
}

/** Names and date of birth alone are not enough where the numbers are two. */
function contradict(one: GroupPerson, other: GroupPerson, shared: readonly string[]): boolean {
  const numbers = [one, other].map(({ person }) => realNumber(person.ssn))
  return shared.every((key) => key.startsWith('name')) && numbers.every(Boolean) && numbers[0] !== numbers[1]
}

const PLACEHOLDERS = new Set(['000000000', '999999999', '123456789', '111111111'])

const realNumber = (ssn: string | null | undefined): string | undefined =>
  ssn && !PLACEHOLDERS.has(ssn) ? ssn : undefined

function keysOf({ person, employee_id }: GroupPerson): string[] {
  const { date_of_birth: born, first_name, last_name } = person
  if (born === '' || born === '1900-01-01') return []
  const ssn = realNumber(person.ssn)
  const name = folded(`${first_name}/${last_name}`).replaceAll(/[^\p{L}/]/gu, '')
  const level = employee_id === undefined ? 'employee' : 'dependent'
  const isNamed = first_name !== '' && last_name !== ''
  return [
    ...(isNamed ? [`name/${level}/${name}/${born}`] : []),
    ...(ssn === undefined ? [] : [`ssn/${level}/${ssn}/${born}`]),
  ]
}

function countKeys(people: readonly GroupPerson[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const person of people) for (const key of keysOf(person)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

/** A percentage with two places. */
export const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`

/** Somebody in one line, numbers as they are: for people who look at invented records. */
export function shown({ person, relationship }: GroupPerson): string {
  const { first_name, middle_name, last_name, suffix, date_of_birth, ssn, sex } = person
  const name = [first_name, middle_name && `(${middle_name})`, last_name, suffix].filter(Boolean).join(' ')
  return `${name}, ${date_of_birth || 'no date'}, ${ssn ?? 'no number'}, ${sex ?? '?'}${relationship === 'employee' ? '' : `, ${relationship}`}`
}
