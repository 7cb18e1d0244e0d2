import type { Person } from './records.ts'

export type State = NonNullable<Person['home_address']>['state']

/** What people, places and employers are named after: lists of common names, none of them anybody's. */
export interface NameLists {
  readonly female: readonly string[]
  readonly male: readonly string[]
  readonly middle: readonly string[]
  readonly last: readonly string[]
  readonly cities: readonly string[]
  readonly streets: readonly string[]
  /** The first part of an occupation: `Senior`. */
  readonly levels: readonly string[]
  readonly areas: readonly string[]
  readonly jobs: readonly string[]
  /** First and last zip code of each range of a state. */
  readonly zipCodes: ReadonlyMap<State, readonly (readonly [number, number])[]>
}

/** Where the library names no range, or too few. Source: USPS, zip codes by state. */
const MORE_ZIP_CODES: readonly (readonly [State, readonly [number, number]])[] = [
  ['NY', [10001, 14925]],
  ['AS', [96799, 96799]],
  ['GU', [96910, 96932]],
  ['MH', [96960, 96970]],
  ['FM', [96941, 96944]],
  ['MP', [96950, 96952]],
  ['PW', [96940, 96940]],
  ['VI', [801, 851]],
  ['UM', [96898, 96898]],
]

const kept: { lists?: NameLists } = {}

/** The lists, read when somebody is to be named for the first time. The library's generator is not used: its lists are. */
export async function nameLists(): Promise<NameLists> {
  kept.lists ??= await readLists()
  return kept.lists
}

async function readLists(): Promise<NameLists> {
  const { faker } = await import('@faker-js/faker/locale/en_US')
  const { person, location } = faker.rawDefinitions
  const first = person?.first_name
  const middle = person?.middle_name
  return {
    female: plain(first?.female),
    male: plain(first?.male),
    middle: plain(middle?.generic),
    last: plain(person?.last_name?.generic),
    cities: plain(location?.city_name),
    streets: plain(location?.street_name),
    levels: plain(person?.job_descriptor),
    areas: plain(person?.job_area),
    jobs: plain(person?.job_type),
    zipCodes: zipCodesOf(location?.postcode_by_state ?? {}),
  }
}

/** @throws Error when the library has no such list any more, which is a defect of ours */
function plain(list: readonly string[] | null | undefined): readonly string[] {
  if (list === undefined || list === null || list.length === 0) throw new Error('a list of names is missing')
  return list
}

/** Reads `0{{number.int({"min": 1001,"max": 2791})}}`, alone or in a list, a state. */
function zipCodesOf(patterns: Readonly<Record<string, string | readonly string[]>>): NameLists['zipCodes'] {
  const ranges = new Map<State, (readonly [number, number])[]>()
  for (const [state, pattern] of Object.entries(patterns)) {
    const found = [pattern].flat().map((text) => /"min": (\d+),"max": (\d+)/.exec(text))
    ranges.set(
      state as State,
      found.flatMap((match) => (match ? [[Number(match[1]), Number(match[2])] as const] : [])),
    )
  }
  for (const [state, range] of MORE_ZIP_CODES) ranges.set(state, [range])
  return ranges
}
