import { isDeepStrictEqual } from 'node:util'
import type { Eventually } from '../kernel/eventually.ts'
import { given } from '../kernel/given.ts'
import { type Instant, isoInstant, SECOND } from '../kernel/instant.ts'
import { freshRecord, replacedRecord, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { carrierStandingChanged } from './events.ts'
import { delayOf } from './pace.ts'
import type { CarrierProfile } from './profile.ts'
import { type CarrierStanding, carrierStandings } from './records.ts'

/** What is said of an employer at a carrier, without what makes it a record. */
export type StandingFields = Omit<CarrierStanding, keyof Stored | 'carrier_id' | 'carrier_group_id'>

/** What to say anew: a field that is null is no longer said; one that is missing or undefined stays. */
export type StandingChange = {
  readonly [Field in keyof StandingFields]?: StandingFields[Field] | null | undefined
}

const STANDING_FIELDS = [
  'installed_on',
  'authorized_on',
  'outcome',
  'refuse_until',
  'broker_federal_ein',
  'broker_tin',
  'delay',
  'cadence',
  'report_after',
  'approve_after',
] as const satisfies readonly (keyof StandingFields)[]

/**
 * How an employer stands with a carrier: its own line, field by field before the carrier's. An outcome of its own does not end
 * with the carrier's, and a broker of its own has none of the carrier's numbers. Empty when nothing is said.
 */
export async function standingOf(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
  carrier_group_id: string,
): Promise<StandingFields> {
  const own = given(await lineOf(world, carrier, carrier_group_id), ...STANDING_FIELDS)
  const everyone = await standingOfAll(world, carrier)
  const { refuse_until: _, ...withoutEnd } = everyone
  const outcomes = own.outcome === undefined ? everyone : withoutEnd
  const { broker_federal_ein: __, broker_tin: ___, ...withoutBroker } = outcomes
  const hasBroker = own.broker_federal_ein !== undefined || own.broker_tin !== undefined
  return { ...(hasBroker ? withoutBroker : outcomes), ...own }
}

/** What is said of every employer. */
export async function standingOfAll(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
): Promise<StandingFields> {
  return given(await lineOf(world, carrier, undefined), ...STANDING_FIELDS)
}

/**
 * Says how an employer stands with a carrier from now on; without a `carrier_group_id`, how every one does. What is already
 * so changes nothing and is no event.
 */
export async function setStanding(
  unit: Unit,
  carrier: CarrierProfile,
  carrier_group_id: string | undefined,
  change: StandingChange,
): Promise<void> {
  const known = await lineOf(unit, carrier, carrier_group_id)
  const before: StandingChange = given(known, ...STANDING_FIELDS)
  // An end belongs to its outcome: another outcome without one has none.
  const isOther = (change.outcome ?? before.outcome) !== before.outcome
  const end = isOther && change.refuse_until === undefined ? { refuse_until: null } : {}
  const said = { ...before, ...given(change, ...STANDING_FIELDS), ...end }
  const after = given(withoutNulls(said), ...STANDING_FIELDS)
  const changed = STANDING_FIELDS.filter((name) => !isDeepStrictEqual(after[name], before[name]))
  if (changed.length === 0) return
  const identity = { carrier_id: carrier.id, ...(carrier_group_id === undefined ? {} : { carrier_group_id }) }
  const id = known?.id ?? (await unit.newId(carrierStandings, standingKey(carrier, carrier_group_id)))
  const fields = { ...identity, ...after }
  // Made anew, not patched: a field that is taken back must be gone.
  const record: CarrierStanding = known
    ? replacedRecord(known, fields, unit.now)
    : freshRecord(id, unit.now, fields)
  unit.put(carrierStandings, record)
  const { outcome } = after
  const facts = {
    ...identity,
    changed: changed.join(', '),
    ...(outcome === undefined ? {} : { outcome }),
  }
  unit.emit(carrierStandingChanged.of(carrierStandings, record, facts))
}

/** As our own API shows it: moments in ISO 8601, durations in seconds. */
export function shownStanding(standing: StandingFields) {
  const { installed_on, authorized_on, refuse_until, delay, report_after, approve_after, ...rest } = standing
  return {
    ...rest,
    ...texts({ installed_on, authorized_on, refuse_until }, isoInstant),
    ...texts({ delay, report_after, approve_after }, (duration) => `${duration / SECOND}s`),
  }
}

function texts<N extends string>(
  fields: { readonly [Name in N]: number | undefined },
  textOf: (value: number) => string,
): { readonly [Name in N]?: string } {
  const said = Object.entries<number | undefined>(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, textOf(value)]],
  )
  return Object.fromEntries(said) as { readonly [Name in N]?: string }
}

/** Milliseconds the carrier takes for something: what is said of it, else what the pace says. */
export function answerDelay(
  setting: Parameters<typeof delayOf>[0],
  kind: 'connection_answer' | 'carrier_apply',
  carrier: CarrierProfile,
  { delay }: StandingFields,
  ...naturalKey: readonly string[]
): number {
  return delay ?? delayOf(setting, kind, carrier, ...naturalKey)
}

/** True while the carrier gives every request the same answer, whatever its records say. */
export function isHeld({ outcome, refuse_until }: StandingFields, now: Instant): boolean {
  return outcome !== undefined && (refuse_until === undefined || now < refuse_until)
}

function lineOf(
  world: Pick<World, 'first'>,
  carrier: CarrierProfile,
  carrier_group_id: string | undefined,
): Eventually<CarrierStanding | undefined> {
  return world.first(carrierStandings, 'identifier', standingKey(carrier, carrier_group_id))
}

function standingKey(carrier: CarrierProfile, carrier_group_id: string | undefined): string {
  return `${carrier.id}/${carrier_group_id ?? ''}`
}

type Known<T> = { [Field in keyof T]: Exclude<T[Field], null> }

function withoutNulls<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value ?? undefined]),
  ) as Known<T>
}
