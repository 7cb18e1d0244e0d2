import { json, ok, pageMeta } from '../api/answer.ts'
import { fieldMessages } from '../api/field-messages.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage } from '../api/paging.ts'
import { eligibilityRules, evaluated, isEligible } from '../carriers/eligibility.ts'
import type { CarrierProfile, Tier } from '../carriers/profile.ts'
import { carrierNamed, carrierOf } from '../carriers/profiles/index.ts'
import { lookAtCarrierGroup } from '../carriers/system.ts'
import { ownGroup } from '../groups/own-group.ts'
import type { Group } from '../groups/records.ts'
import { invalidField, notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { dataExchange, EXCHANGE_NAMES } from './data-exchange.ts'
import { eligibilityFacts } from './inquiry.ts'
import { connections } from './records.ts'

export const eligibilityOperations = {
  getEligibilityRules: {
    level: 'simulated',
    async reads({ params }) {
      const carrier = carrierNamed(params.carrier_id)
      if (!carrier) throw notFound('Carrier', params.carrier_id)
      const asked = askedPage({})
      const response = exchangesOf(carrier).map((tier) => ({
        data_exchange_configuration_name: EXCHANGE_NAMES[tier],
        rules: eligibilityRules(carrier, tier).map(({ description }) => ({ description })),
      }))
      return ok(json({ meta: pageMeta(response.length, asked), response }))
    },
  },

  getConnectionEligibility: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const carrier = await meantCarrier(world, group, query.carrier_id)
      const there = await atCarrier(world, group, carrier)
      const facts = await eligibilityFacts(world, carrier, group.id, there)
      const rules = evaluated(carrier, there.tier, facts)
      const isOpen = isEligible(rules)
      const exchange = isOpen ? there.tier : 'not_connected'
      return ok(
        json({
          group_id: group.id,
          carrier_id: carrier.id,
          eligibility: isOpen ? 'eligible' : 'not_eligible',
          eligibility_rules: [...rules],
          data_exchange_configuration: {
            name: EXCHANGE_NAMES[exchange],
            data_exchange: dataExchange(exchange),
          },
        }),
      )
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

/** A carrier that is read can be sent files too. */
function exchangesOf({ tier }: CarrierProfile): readonly Tier[] {
  return tier === 'premier' ? ['premier', 'standard'] : [tier]
}

/**
 * The published answer is about one carrier, and the carrier may be left out: then it is the one of the group's connections.
 * @throws 422 where there is none or there are several (assumed), 404 unknown carrier
 */
async function meantCarrier(world: World, group: Group, asked: string | undefined): Promise<CarrierProfile> {
  if (asked !== undefined) {
    const carrier = carrierNamed(asked)
    if (!carrier) throw notFound('Carrier', asked)
    return carrier
  }
  const { records } = await world.find(connections, 'group', group.id)
  const [only, ...others] = new Set(records.map(({ carrier_id }) => carrier_id))
  if (only !== undefined && others.length === 0) return carrierOf({ carrier_id: only })
  throw invalidField(
    ['carrier_id'],
    `${fieldMessages.missing} The group has ${others.length === 0 ? 'no connection' : 'connections with several carriers'}.`,
  )
}

/** What the carrier holds of the group, by the identifier of its latest connection there; nothing is known before the first. */
async function atCarrier(world: World, group: Group, carrier: CarrierProfile) {
  const connection = await world.first(connections, 'pair', `${group.id}/${carrier.id}`)
  const tier = connection?.tier ?? carrier.tier
  const account = connection && (await lookAtCarrierGroup(world, carrier, connection.carrier_group_id))
  if (!account) return { tier }
  return {
    tier,
    lines: [...new Set(account.plans.map(({ line_of_coverage }) => line_of_coverage))],
    employees: account.members.filter(({ subscriber }) => subscriber === undefined).length,
  }
}
