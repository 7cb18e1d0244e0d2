import { fieldMessages } from '../api/field-messages.ts'
import { delayOf } from '../carriers/pace.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Group } from '../groups/records.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { connectionRequested, connectionStep } from './events.ts'
import { type Amendment, isBlank, missingIdentifiers, occupantOf } from './model.ts'
import { connections, type GroupConnection } from './records.ts'

/** What a platform sends to connect a group, new or known. */
export interface ConnectionRequest {
  readonly carrier_id: string
  readonly data_exchange_configuration?: 'api' | 'edi' | undefined
  readonly group_data: {
    readonly carrier_group_id: string
    readonly broker_federal_ein?: string | undefined
    readonly broker_tin?: string | undefined
    readonly employer_email_address?: string | undefined
  }
}

/**
 * The carrier a request names, once nothing speaks against the request. Checked before anything is written: a refused
 * request leaves no group behind.
 * @throws 404 unknown carrier, 422 missing identifiers, 409 a connection for the carrier's group is there already
 */
export async function requestedCarrier(world: World, request: ConnectionRequest): Promise<CarrierProfile> {
  const carrier = carrierNamed(request.carrier_id)
  if (!carrier) throw notFound('Carrier', request.carrier_id)
  refuseOtherExchange(carrier, request)
  refuseMissing(carrier, request.group_data, 'group_data')
  await refuseDuplicate(world, carrier, request.group_data.carrier_group_id)
  return carrier
}

/** @throws 422 naming what a connection cannot do without and is not among its identifiers; `within` is the object of the body they stand in. */
export function refuseMissing(
  carrier: CarrierProfile,
  identifiers: Identifiers,
  ...within: readonly string[]
): void {
  const own = { path: ['carrier_group_id'], message: fieldMessages.missing }
  const missing = [
    ...(isBlank(identifiers.carrier_group_id) ? [own] : []),
    ...missingIdentifiers(carrier, identifiersOf(identifiers)),
  ]
  if (missing.length === 0) return
  throw new Refusal(
    'invalid_fields',
    {},
    missing.map(({ path, message }) => ({ path: [...within, ...path], message })),
  )
}

/** Forcing another exchange than the carrier's own is documented, but not built: it must not be ignored. */
function refuseOtherExchange(carrier: CarrierProfile, request: ConnectionRequest): void {
  const own = carrier.tier === 'premier' ? 'api' : 'edi'
  const asked = request.data_exchange_configuration
  if (asked === undefined || asked === own) return
  throw new Refusal('connection_field_not_built', {
    field: `data_exchange_configuration "${asked}" with ${carrier.display_name}`,
    instead: `Leave it out or send "${own}".`,
  })
}

/** @throws 409 when another connection stands for the carrier's group */
export async function refuseDuplicate(
  world: World,
  carrier: CarrierProfile,
  carrierGroupId: string,
  own?: GroupConnection,
): Promise<void> {
  const { records } = await world.find(connections, 'carrier_group', `${carrier.id}/${carrierGroupId}`)
  const occupant = occupantOf(records, own)
  if (!occupant) return
  throw new Refusal('connection_already_exists', {
    carrier: carrier.display_name,
    carrier_group_id: carrierGroupId,
    id: occupant.id,
  })
}

/** Stores the request and sets it going. */
export async function requestConnection(
  unit: Unit,
  request: ConnectionRequest,
  group: Group,
  carrier: CarrierProfile,
  requestType: GroupConnection['request_type'],
): Promise<GroupConnection> {
  const { carrier_group_id } = request.group_data
  const connection = await unit.create(connections, `${group.id}/${carrier.slug}/${carrier_group_id}`, {
    organization_id: group.organization_id,
    group_id: group.id,
    carrier_id: carrier.id,
    status: 'created',
    request_type: requestType,
    group_name: group.name,
    carrier_group_id,
    tier: carrier.tier,
    ...(group.federal_ein === undefined ? {} : { federal_ein: group.federal_ein }),
    ...identifiersOf(request.group_data),
  })
  unit.emit(connectionRequested.of(connections, connection, { group_id: group.id, carrier_id: carrier.id }))
  const delay = delayOf(unit.setting, 'connection_processing', carrier, connection.id)
  unit.schedule(connectionStep.at(unit.now + delay, connection.id, { step: 'start' }))
  return connection
}

/** The carrier's answer will come. */
export function awaitAnswer(unit: Unit, connection: GroupConnection, carrier: CarrierProfile): void {
  const delay = delayOf(unit.setting, 'connection_answer', carrier, connection.id, connection.version)
  unit.schedule(connectionStep.at(unit.now + delay, connection.id, { step: 'answer' }))
}

type Identifiers = { readonly [Field in keyof Amendment]?: Amendment[Field] | undefined }

/** Of a request, only what an {@link Amendment} may hold, and only what is there. */
export function identifiersOf(request: Identifiers): Amendment {
  return given(
    request,
    'carrier_group_id',
    'broker_federal_ein',
    'broker_tin',
    'employer_email_address',
    'federal_ein',
  )
}
