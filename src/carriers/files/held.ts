import type { Eventually } from '../../kernel/eventually.ts'
import type { World } from '../../kernel/world.ts'
import type { CarrierGroup } from '../records.ts'
import { type CarrierFile, carrierFiles } from './records.ts'

/** The file that the carrier holds of one of its groups. */
export function fileHeld(
  world: Pick<World, 'first'>,
  { id }: Pick<CarrierGroup, 'id'>,
): Eventually<CarrierFile | undefined> {
  return world.first(carrierFiles, 'carrier_group', id)
}
