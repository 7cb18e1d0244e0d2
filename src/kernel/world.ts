import { type Eventually, when } from './eventually.ts'
import { notFound } from './failure.ts'
import { type Instant, type IsoDate, isoDate } from './instant.ts'
import { defineKind, type Kind, type Stored } from './record.ts'
import { type Find, type Found, type Store, WHOLE } from './store.ts'

/** What a sandbox was made from. */
export interface Setting extends Stored {
  readonly seed: string
  readonly scenario: string
  readonly profile: 'production' | 'noyo-sandbox'
  readonly pace: 'instant' | 'demo' | 'realistic'
  /** The one organization whose platform talks to this world. */
  readonly organization_id: string
  /** The clock's reading when the world began: generated dates are relative to it. */
  readonly started: Instant
  /** Further settings of the scenario, by the name of their keyword; the capability they belong to reads them. */
  readonly options: Readonly<Record<string, string | number | boolean>>
}

/** The sandbox that is meant when none is named: it holds the scenario's own keys and cannot be deleted. */
export const DEFAULT_SANDBOX = 'default'

export const SETTING_ID = 'setting'

export const settings = defineKind<Setting>()({ name: '@setting', model: 'Setting', indexes: {} })

export interface Page {
  readonly offset: number
  readonly limit: number
  readonly reverse?: boolean
}

export interface Records<R> {
  readonly records: readonly R[]
  readonly total: number
}

/** Reads of one sandbox at one moment. Every read sees the last commit. */
export interface World {
  readonly sandbox: string
  readonly now: Instant
  /** The virtual day, UTC. */
  readonly today: IsoDate
  readonly setting: Setting
  get<R extends Stored>(kind: Kind<R, string>, id: string): Eventually<R | undefined>
  /** @throws the vendor's 404 for this kind of record */
  require<R extends Stored>(kind: Kind<R, string>, id: string): Promise<R>
  /** Records under one key of a declared index, a page of them or all. */
  find<R extends Stored, I extends string>(
    kind: Kind<R, I>,
    index: I,
    key: string,
    page?: Page,
  ): Eventually<Records<R>>
  /** The first record under a key. */
  first<R extends Stored, I extends string>(
    kind: Kind<R, I>,
    index: I,
    key: string,
  ): Eventually<R | undefined>
  /** Every record of the kind, a page of them or all. */
  list<R extends Stored>(kind: Kind<R, string>, page?: Page): Eventually<Records<R>>
}

const EVERYTHING: Page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }
const ONE: Page = { offset: 0, limit: 1 }

/** The reads, given how to get one record and how to find many: shared by plain reads and units of work. */
export function worldOf(
  sandbox: string,
  now: Instant,
  setting: Setting,
  get: (kind: Kind<Stored>, id: string) => Eventually<Stored | undefined>,
  find: (kind: Kind<Stored>, find: Find) => Eventually<Found>,
): World {
  const world: World = {
    sandbox,
    now,
    today: isoDate(now),
    setting,
    get: <R extends Stored>(kind: Kind<R, string>, id: string) =>
      get(kind as unknown as Kind<Stored>, id) as Eventually<R | undefined>,
    async require(kind, id) {
      const record = await world.get(kind, id)
      if (!record) throw notFound(kind.model, id)
      return record
    },
    find: <R extends Stored, I extends string>(
      kind: Kind<R, I>,
      index: I,
      key: string,
      page: Page = EVERYTHING,
    ) =>
      find(kind as unknown as Kind<Stored>, { kind: kind.name, index, key, ...page }) as Eventually<
        Records<R>
      >,
    first: (kind, index, key) => when(world.find(kind, index, key, ONE), ({ records }) => records[0]),
    list: <R extends Stored>(kind: Kind<R, string>, page: Page = EVERYTHING) =>
      find(kind as unknown as Kind<Stored>, {
        kind: kind.name,
        index: WHOLE,
        key: '',
        ...page,
      }) as Eventually<Records<R>>,
  }
  return world
}

/** Reads straight from the store. */
export function storedWorld(store: Store, sandbox: string, now: Instant, setting: Setting): World {
  return worldOf(
    sandbox,
    now,
    setting,
    (kind, id) => store.get(sandbox, kind.name, id),
    (_kind, find) => store.find(sandbox, find),
  )
}
