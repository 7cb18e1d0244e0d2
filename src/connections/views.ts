import type { components } from '../api/generated/types/fulfillment.js'
import { defineView } from '../api/view.ts'
import { epochSeconds, isoInstant } from '../kernel/instant.ts'
import { connectionConfiguration } from './data-exchange.ts'
import type { CarrierConfiguration, GroupConnection } from './records.ts'
import { setupResult } from './setup-result.ts'

type Schemas = components['schemas']

function groupData(connection: GroupConnection): Schemas['GroupSetupRequestPublicGroupDataResult'] {
  const { broker_federal_ein, broker_tin, carrier_group_id, employer_email_address, group_name } = connection
  return {
    ...(broker_federal_ein === undefined ? {} : { broker_federal_ein }),
    ...(broker_tin === undefined ? {} : { broker_tin }),
    carrier_group_id,
    ...(employer_email_address === undefined ? {} : { employer_email_address }),
    group_name,
  }
}

function basics(connection: GroupConnection) {
  return {
    id: connection.id,
    version: connection.version,
    created: epochSeconds(connection.created),
    modified: epochSeconds(connection.modified),
    ...(connection.completed === undefined ? {} : { completed: epochSeconds(connection.completed) }),
    organization_id: connection.organization_id,
    group_id: connection.group_id,
    carrier_id: connection.carrier_id,
    request_type: connection.request_type,
    status: connection.status,
  }
}

/** `setup_metadata` is required, but nowhere described. */
export const connectionView = defineView<GroupConnection, Schemas['GroupSetupRequestPublicResult']>(
  (connection) => ({
    ...basics(connection),
    group_data: groupData(connection),
    setup_result: setupResult(connection),
    setup_metadata: {},
    ...(connection.federal_ein === undefined ? {} : { federal_ein: connection.federal_ein }),
  }),
)

/** What Noyo's app shows; that `setup_metadata` tells when the carrier was told is assumed. */
export const appConnectionView = defineView<GroupConnection, Schemas['GroupSetupRequestUIResult']>(
  (connection) => {
    const { completed: _, ...shown } = basics(connection)
    const { sent_carrier_auth_comms: told } = connection
    return {
      ...shown,
      group_data: groupData(connection),
      setup_data: {},
      setup_result: setupResult(connection),
      setup_metadata: told === undefined ? {} : { sent_carrier_auth_comms: isoInstant(told) },
    }
  },
)

/** What the request for an existing group answers: another published schema than every later read of the same connection. */
export const incrementalConnectionView = defineView<GroupConnection, Schemas['GroupSetupRequestResult']>(
  (connection) => ({
    ...basics(connection),
    group_data: { ...groupData(connection) },
    setup_result: setupResult(connection),
    setup_metadata: {},
    setup_data: {},
  }),
)

export const carrierConfigurationView = defineView<
  CarrierConfiguration,
  Schemas['PublicGroupCarrierConfigurationResult']
>((configuration) => ({
  id: configuration.id,
  version: configuration.version,
  group_id: configuration.group_id,
  carrier_id: configuration.carrier_id,
  carrier_group_id: configuration.carrier_group_id,
  configuration: configuration.configuration as Record<string, unknown>,
  connection_configuration: connectionConfiguration(configuration),
}))
