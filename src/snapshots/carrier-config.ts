import { type FieldError, Refusal } from '../kernel/failure.ts'
import type { CarrierKnown, FamilyKnown, Pairing } from './family.ts'
import type { Payload } from './payload.ts'

/**
 * Where a payload places its coverages in the carriers' accounts must exist there.
 * Source: Noyo docs, carriers/premera-bluecross (a wrong `carrier_config` is a 422); the words are assumed.
 * @throws 422 naming each key or value that does not
 */
export function checkCarrierConfig(
  { coverages = [] }: Payload,
  known: Pick<FamilyKnown, 'carriers' | 'plans'>,
): void {
  const errors = coverages.flatMap(({ carrier_id, carrier_config }, index): FieldError[] => {
    const carrier = known.carriers.get(carrier_id.toLowerCase())
    if (!carrier || carrier_config === undefined) return []
    const place = carrier.account.placements.full_time
    const isOffered = (value: unknown) =>
      scalarsIn(carrier.carrier_group.configuration).has(value) ||
      known.plans.some(
        (plan) =>
          plan.carrier_id === carrier.profile.id && scalarsIn(plan.details['plan_configuration']).has(value),
      )
    return Object.entries(carrier_config).flatMap(([name, value]) => {
      const isKnown = Object.hasOwn(place, name)
      if (isKnown && isOffered(value)) return []
      const path = ['coverages', index, 'carrier_config', name]
      if (!isKnown) return [{ path, message: `Unknown field. Known are ${Object.keys(place).join(', ')}.` }]
      return [{ path, message: "Not a value of the group's configuration with this carrier." }]
    })
  })
  if (errors.length > 0) throw new Refusal('invalid_fields', {}, errors)
}

/** Records are immutable, and most snapshots of a group ask for the same few. */
const kept = new WeakMap<object, ReadonlySet<unknown>>()

/** Every value in a structure, however deep. */
function scalarsIn(structure: unknown): ReadonlySet<unknown> {
  if (typeof structure !== 'object' || structure === null) return new Set([structure])
  const there = kept.get(structure)
  if (there) return there
  const found = new Set(Object.values(structure).flatMap((below) => [...scalarsIn(below)]))
  kept.set(structure, found)
  return found
}

/**
 * Where a coverage shall stand; undefined when the payload leaves it to Noyo. What it says only in part is completed from
 * where the coverage stands, else from where the employment places a new one (assumed).
 */
export function placementOf(
  { wanted, known }: Pairing,
  { account }: CarrierKnown,
  employment: Payload['employee']['employment'],
): Readonly<Record<string, unknown>> | undefined {
  const { carrier_config } = wanted.coverage
  if (carrier_config === undefined) return undefined
  const { full_time, part_time } = account.placements
  const place = employment.employment_status === 'part-time' ? part_time : full_time
  return { ...(known?.configuration ?? place), ...carrier_config }
}
