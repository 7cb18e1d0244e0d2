import { fieldMessages } from '../api/field-messages.ts'
import { linkKey } from '../carriers/organization-carriers.ts'
import { delayOf } from '../carriers/pace.ts'
import type { CarrierProfile, Tier } from '../carriers/profile.ts'
import { carrierNamed, carrierOf } from '../carriers/profiles/index.ts'
import { organizationCarriers } from '../carriers/records.ts'
import { answerDelay, standingOf } from '../carriers/standing.ts'
import type { Group } from '../groups/records.ts'
import { invalidField, notFound, Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { connectionRequested, connectionStep } from './events.ts'
import { type Amendment, isBlank, missingIdentifiers, moved, occupantOf, startOf } from './model.ts'
import { connections, type GroupConnection } from './records.ts'

/** What a platform sends to connect a group, new or known. */
export interface ConnectionRequest {
  readonly carrier_id: string
  readonly data_exchange_configuration?: 'api' | 'edi' | undefined
  readonly ignore_eligibility?: boolean | undefined
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
 * @throws 404 unknown carrier, 422 carrier not active, exchange it does not have, missing identifiers, 409 a connection for the carrier's group is there already
 */
export async function requestedCarrier(world: World, request: ConnectionRequest): Promise<CarrierProfile> {
  const carrier = carrierNamed(request.carrier_id)
  if (!carrier) throw notFound('Carrier', request.carrier_id)
  await refuseInactive(world, carrier)
  tierOf(carrier, request)
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

/**
 * Groups are connected with carriers that are active for the organization. Source: Noyo docs, groups/connections (activation
 * comes first); that a request is refused, and a retry is not, is assumed.
 */
async function refuseInactive(world: World, carrier: CarrierProfile): Promise<void> {
  const key = linkKey(world.setting.organization_id, carrier.id)
  const link = await world.first(organizationCarriers, 'pair', key)
  if (link?.status === 'active') return
  const status = link?.status ?? 'inactive'
  throw invalidField(
    ['carrier_id'],
    `${carrier.display_name} is ${status} for the organization. Request it first: POST /api/v1/carriers/request.`,
  )
}

/**
 * How the two will exchange data: the carrier's best way, or the one that is asked for. Files in place of an API are those of
 * the standard tier (assumed). @throws 422 for an API the carrier does not have
 */
function tierOf(carrier: CarrierProfile, { data_exchange_configuration: asked }: ConnectionRequest): Tier {
  if (carrier.tier === 'premier') return asked === 'edi' ? 'standard' : 'premier'
  if (asked !== 'api') return carrier.tier
  throw invalidField(
    ['data_exchange_configuration'],
    `${carrier.display_name} gets files and has no API. Leave it out or send "edi".`,
  )
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
    tier: tierOf(carrier, request),
    ...(skipsEligibility(request) ? { skips_eligibility: true } : {}),
    ...(group.federal_ein === undefined ? {} : { federal_ein: group.federal_ein }),
    ...identifiersOf(request.group_data),
  })
  unit.emit(connectionRequested.of(connections, connection, { group_id: group.id, carrier_id: carrier.id }))
  awaitStart(unit, connection, carrier)
  return connection
}

/** Noyo will take the request up. */
export function awaitStart(unit: Unit, { id }: GroupConnection, carrier: CarrierProfile): void {
  const delay = delayOf(unit.setting, 'connection_processing', carrier, id)
  unit.schedule(connectionStep.at(unit.now + delay, id, { step: 'start' }))
}

/** Source: published OpenAPI, GroupSetupRequestPublicAPICreateRequest: to force an exchange skips eligibility too. */
function skipsEligibility(request: ConnectionRequest): boolean {
  return request.ignore_eligibility === true || request.data_exchange_configuration !== undefined
}

/** The carrier's answer will come. */
export async function awaitAnswer(
  unit: Unit,
  connection: GroupConnection,
  carrier: CarrierProfile,
): Promise<void> {
  const { id, version, carrier_group_id } = connection
  const standing = await standingOf(unit, carrier, carrier_group_id)
  const delay = answerDelay(unit.setting, 'connection_answer', carrier, standing, id, version)
  unit.schedule(connectionStep.at(unit.now + delay, id, { step: 'answer' }))
}

/**
 * Noyo takes the request up again, with what is amended (`within` an object of the body). The same id; the carrier is asked anew.
 * @throws 400 when there is nothing to retry, 422 missing identifiers, 409 another connection for the carrier's group
 */
export async function retry(
  unit: Unit,
  connection: GroupConnection,
  amended: Amendment,
  ...within: readonly string[]
): Promise<GroupConnection> {
  const carrier = carrierOf(connection)
  const changes = moved(connection, { cause: startOf(carrier, connection).again }, unit.now, amended)
  await refuseUnusable(unit, connection, amended, within)
  unit.apply(changes)
  const retried = await unit.require(connections, connection.id)
  await awaitAnswer(unit, retried, carrier)
  return retried
}

/** Amends the request and leaves it where it is. @throws as {@link retry} */
export async function amend(
  unit: Unit,
  connection: GroupConnection,
  amended: Amendment,
  ...within: readonly string[]
): Promise<GroupConnection> {
  const { id, status } = connection
  if (status === 'completed') throw new Refusal('connection_not_retryable', { id, status })
  await refuseUnusable(unit, connection, amended, within)
  return unit.change(connections, connection, amended)
}

async function refuseUnusable(
  world: World,
  connection: GroupConnection,
  amended: Amendment,
  within: readonly string[],
): Promise<void> {
  const carrier = carrierOf(connection)
  refuseMissing(carrier, { ...connection, ...amended }, ...within)
  await refuseDuplicate(world, carrier, amended.carrier_group_id ?? connection.carrier_group_id, connection)
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
