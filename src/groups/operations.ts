import { created, ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { sameVersion } from '../api/record-version.ts'
import { notFound } from '../kernel/failure.ts'
import { groupEdited } from './events.ts'
import { groupFilter } from './group-filter.ts'
import { editedGroup } from './model.ts'
import { newGroup } from './new-group.ts'
import { ownGroup } from './own-group.ts'
import { groups } from './records.ts'
import { groupView } from './views.ts'

export const groupOperations = {
  createGroup: {
    level: 'simulated',
    async writes({ body, organization_id }, unit) {
      if (body.organization_id !== undefined && body.organization_id.toLowerCase() !== organization_id) {
        throw notFound('Organization', body.organization_id)
      }
      return created(one(groupView, await newGroup(unit, organization_id, body)))
    },
  },

  getGroup: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(groupView, await ownGroup(world, params.group_id))),
  },

  getGroupList: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const asked = askedPage(query)
      const passes = await groupFilter(world, query)
      if (!passes)
        return ok(page(groupView, await world.find(groups, 'organization', organization_id, asked), asked))
      const { records } = await world.find(groups, 'organization', organization_id)
      return ok(page(groupView, pageOf(records.filter(passes), asked), asked))
    },
  },

  editGroup: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const group = await ownGroup(unit, params.group_id)
      sameVersion(group, params.version)
      const edited = unit.put(groups, editedGroup(group, body, unit.now))
      unit.emit(groupEdited.of(groups, edited, {}))
      return ok(one(groupView, edited))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
