import type { CarrierProfile } from '../profile.ts'
import { ameritas } from './ameritas.ts'
import { anthem } from './anthem.ts'
import { beam } from './beam.ts'
import { exampleMutual } from './example-mutual.ts'
import { fictionalBenefits } from './fictional-benefits.ts'
import { guardian } from './guardian.ts'
import { placeholderDental } from './placeholder-dental.ts'
import { premera } from './premera.ts'
import { principal } from './principal.ts'
import { sampleLife } from './sample-life.ts'
import { unitedHealthcare } from './united-healthcare.ts'
import { unum } from './unum.ts'

/** Every carrier, the documented ones first. The order of `GET /carriers`. */
export const carrierProfiles: readonly CarrierProfile[] = [
  guardian,
  principal,
  anthem,
  beam,
  ameritas,
  unum,
  premera,
  unitedHealthcare,
  exampleMutual,
  sampleLife,
  placeholderDental,
  fictionalBenefits,
]

const byName = new Map(
  carrierProfiles.flatMap((carrier) => [[carrier.id, carrier] as const, [carrier.slug, carrier] as const]),
)

/** The carrier of this id or slug, in any case. */
export function carrierNamed(idOrSlug: string): CarrierProfile | undefined {
  return byName.get(idOrSlug.toLowerCase())
}

/** The carrier of an id that a record holds. @throws Error when there is none, which is a defect */
export function carrierOf(record: { readonly carrier_id: string }): CarrierProfile {
  const carrier = byName.get(record.carrier_id)
  if (!carrier) throw new Error(`no carrier has the id ${record.carrier_id}`)
  return carrier
}
