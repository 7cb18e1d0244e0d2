import { created, list, ok, one } from '../api/answer.ts'
import { asOfDay, hasVersionOn } from '../api/filter-values.ts'
import type { OperationsOf } from '../api/operation.ts'
import { sameVersion } from '../api/record-version.ts'
import { carrierOf } from '../carriers/profiles/index.ts'
import { ownGroup } from '../groups/own-group.ts'
import { invalidField, notFound } from '../kernel/failure.ts'
import { onDay } from '../kernel/temporal.ts'
import type { World } from '../kernel/world.ts'
import { editAfter } from './data-exchange.ts'
import { configurationEdited } from './events.ts'
import { type CarrierConfiguration, carrierConfigurations } from './records.ts'
import { carrierConfigurationView } from './views.ts'

/** What of a configuration has a history. */
type Structured = Pick<CarrierConfiguration, 'configuration'>

export const configurationOperations = {
  getCarrierConfigurationByGroupList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const day = asOfDay(query.effective_date, world)
      const { records } = await world.find(carrierConfigurations, 'group', group.id)
      return ok(
        list(
          carrierConfigurationView,
          records
            .filter((configuration) => hasVersionOn(configuration, day))
            .map((configuration) => onDay<Structured, CarrierConfiguration>(configuration, day)),
        ),
      )
    },
  },

  editGroupConnectionConfigurationPublic: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const configuration = await ownConfiguration(unit, params)
      sameVersion(configuration, params.version)
      const edit = body.connection_configuration
      refuseApi(configuration, edit?.connection_tier)
      const connection_edit = editAfter(configuration.connection_edit, edit)
      const edited = unit.change(carrierConfigurations, configuration, { connection_edit })
      const { group_id, carrier_id } = edited
      unit.emit(configurationEdited.of(carrierConfigurations, edited, { group_id, carrier_id }))
      return created(one(carrierConfigurationView, edited))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

async function ownConfiguration(
  world: World,
  params: { readonly group_id: string; readonly group_carrier_configuration_id: string },
): Promise<CarrierConfiguration> {
  const group = await ownGroup(world, params.group_id)
  const id = params.group_carrier_configuration_id
  const configuration = await world.get(carrierConfigurations, id.toLowerCase())
  if (configuration?.group_id === group.id) return configuration
  throw notFound(carrierConfigurations.model, id)
}

/** Assumed, as for a connection that asks for an API. @throws 422 */
function refuseApi(configuration: CarrierConfiguration, asked: string | null | undefined): void {
  const carrier = carrierOf(configuration)
  if (asked !== 'premier' || carrier.tier === 'premier') return
  throw invalidField(
    ['connection_configuration', 'connection_tier'],
    `${carrier.display_name} gets files and has no API.`,
  )
}
