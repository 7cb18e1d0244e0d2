import { created, json, ok, one } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { notFound } from '../kernel/failure.ts'
import { carrierFilter } from './carrier-filter.ts'
import { carrierRequested } from './events.ts'
import { checkRequest, requested } from './model.ts'
import { linkKey, linksByCarrier } from './organization-carriers.ts'
import { carrierNamed, carrierProfiles } from './profiles/index.ts'
import { organizationCarriers } from './records.ts'
import { carrierResult, organizationCarrierView } from './views.ts'

/** What a carrier is to an organization that has never asked for it. Assumed: the published `status` is optional. */
const NEVER_REQUESTED = 'inactive'

export const carrierOperations = {
  queryCarrierPublicList: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const passes = carrierFilter(query)
      const links = await linksByCarrier(world, organization_id)
      const entries = carrierProfiles.map((carrier) => ({ carrier, link: links.get(carrier.id) }))
      const shown = entries.filter(passes)
      return ok(
        json(shown.map(({ carrier, link }) => carrierResult(carrier, link?.status ?? NEVER_REQUESTED))),
      )
    },
  },

  getCarrier: {
    level: 'simulated',
    async reads({ params, organization_id }, world) {
      const carrier = carrierNamed(params.carrier_id)
      if (!carrier) throw notFound('Carrier', params.carrier_id)
      const link = await world.first(organizationCarriers, 'pair', linkKey(organization_id, carrier.id))
      return ok(json(carrierResult(carrier, link?.status ?? NEVER_REQUESTED)))
    },
  },

  createPublicCarrier: {
    level: 'simulated',
    async writes({ body, organization_id }, unit) {
      const carrier = carrierNamed(body.carrier_id)
      if (!carrier) throw notFound('Carrier', body.carrier_id)
      const carrier_id = carrier.id
      const key = linkKey(organization_id, carrier_id)
      const known = await unit.first(organizationCarriers, 'pair', key)
      checkRequest(known)
      const asked = requested(body.estimated_volume)
      const link = known
        ? unit.change(organizationCarriers, known, asked)
        : await unit.create(organizationCarriers, key, { organization_id, carrier_id, ...asked })
      unit.emit(carrierRequested.of(organizationCarriers, link, { carrier_id }))
      return created(one(organizationCarrierView, link))
    },
  },

  ping: {
    level: 'simulated',
    reads: async () => ({ status: 200, content: undefined }),
  },
} satisfies OperationsOf<'carrier'>
