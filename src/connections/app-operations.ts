import { ok, one } from '../api/answer.ts'
import { fieldMessages } from '../api/field-messages.ts'
import type { OperationsOf } from '../api/operation.ts'
import { sameVersion } from '../api/record-version.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { setStanding, standingOf } from '../carriers/standing.ts'
import { type FieldError, invalidField, Refusal } from '../kernel/failure.ts'
import { parseInstant } from '../kernel/instant.ts'
import type { Unit } from '../kernel/unit.ts'
import { type Amendment, moved } from './model.ts'
import { ownConnection } from './own-connection.ts'
import { connections, type GroupConnection } from './records.ts'
import { amend, identifiersOf, retry } from './request.ts'
import { appConnectionView } from './views.ts'

/** What the platform's people do in Noyo's app: retry a request, amend it, say that the carrier has been told. */
export const appOperations = {
  getUiGroupConnection: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(appConnectionView, await ownConnection(world, params.group_connection_id))),
  },

  editGroupSetupRequestUI: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const connection = await ownConnection(unit, params.group_connection_id)
      sameVersion(connection, params.version)
      const amendment = amendmentOf(body.setup_data)
      const isRetry = body.status !== undefined && body.status !== connection.status
      if (body.setup_result !== undefined) throw invalidField(['setup_result'], 'Noyo says what came of it.')
      if (isRetry && body.status !== 'processing') {
        throw invalidField(['status'], fieldMessages.oneOf([connection.status, 'processing']))
      }
      const told = body.sent_carrier_auth_comms
      const noted = told === undefined ? connection : await carrierTold(unit, connection, told)
      const hasAmendment = Object.keys(amendment).length > 0
      const edited = isRetry
        ? await retry(unit, noted, amendment, 'setup_data')
        : hasAmendment
          ? await amend(unit, noted, amendment, 'setup_data')
          : noted
      return ok(one(appConnectionView, edited))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

const AMENDABLE: readonly (keyof Amendment)[] = [
  'carrier_group_id',
  'broker_federal_ein',
  'broker_tin',
  'employer_email_address',
  'federal_ein',
]

/** Assumed: `setup_data` is published as a free object; it takes what a retry takes. @throws 422 for anything else */
function amendmentOf(setup_data: Readonly<Record<string, unknown>> | undefined): Amendment {
  const errors = Object.entries(setup_data ?? {}).flatMap(([name, value]): FieldError[] => {
    const path = ['setup_data', name]
    if (!AMENDABLE.includes(name as keyof Amendment)) return [{ path, message: fieldMessages.unknown }]
    return typeof value === 'string' ? [] : [{ path, message: 'Not a valid string.' }]
  })
  if (errors.length > 0) throw new Refusal('invalid_fields', {}, errors)
  return identifiersOf(setup_data as Amendment)
}

/**
 * The platform has told the carrier that Noyo is authorised. When that is what was required of it, the request now waits for
 * the carrier's authorisation. Assumed: what follows from `sent_carrier_auth_comms` is not public.
 */
async function carrierTold(
  unit: Unit,
  connection: GroupConnection,
  said: string | null,
): Promise<GroupConnection> {
  const { sent_carrier_auth_comms: _, ...untold } = connection
  const told = said === null ? {} : { sent_carrier_auth_comms: parseInstant(said) ?? unit.now }
  const noted = unit.put(connections, unit.change(connections, { ...untold, ...told }, {}))
  const carrier = carrierOf(connection)
  const { carrier_group_id, status } = connection
  const { authorized_on, outcome } = await standingOf(unit, carrier, carrier_group_id)
  const isAwaited = authorized_on !== undefined && authorized_on > unit.now
  if (said === null || status !== 'action_required' || outcome !== status || !isAwaited) return noted
  await setStanding(unit, carrier, carrier_group_id, { outcome: null })
  unit.apply(moved(noted, { cause: 'authorization_pending' }, unit.now))
  return unit.require(connections, connection.id)
}
