import { created, json, ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { ownGroup } from '../groups/own-group.ts'
import { rescued, when } from '../kernel/eventually.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { ownEmployee } from '../members/own-member.ts'
import { currentSnapshot } from './current.ts'
import { employeeStatus } from './employee-status.ts'
import { type MemberSnapshot, memberSnapshots } from './records.ts'
import { snapshotPage } from './snapshot-filter.ts'
import { submission } from './submit.ts'
import { snapshotMetadataView, snapshotResult, snapshotView } from './views.ts'

async function ownSnapshot(world: World, id: string): Promise<MemberSnapshot> {
  const snapshot = await world.get(memberSnapshots, id.toLowerCase())
  if (!snapshot) throw notFound(memberSnapshots.model, id)
  return snapshot
}

/** What the published interface names and is not simulated must not be ignored. @throws 501 */
function refuseUnbuilt(given: object, names: readonly string[]): void {
  const field = names.find((name) => (given as Readonly<Record<string, unknown>>)[name] !== undefined)
  if (field !== undefined) throw new Refusal('snapshot_field_not_built', { field })
}

/** Errors of a payload that is itself a field of the body. */
function wrapped(error: unknown): never {
  if (!(error instanceof Refusal) || error.fields.length === 0) throw error
  const fields = error.fields.map(({ path, message }) => ({ path: ['member_snapshot', ...path], message }))
  throw new Refusal(error.code, error.facts, fields)
}

export const snapshotOperations = {
  createMemberSnapshot: {
    level: 'simulated',
    writes: ({ params, body, text }, unit) =>
      when(ownGroup(unit, params.group_id), (group) =>
        when(submission(unit, group, body, text), ({ snapshot, changes }) => {
          for (const change of changes) unit.apply(change)
          return created(one(snapshotView, snapshot))
        }),
      ),
  },

  testCreateMemberSnapshot: {
    level: 'simulated',
    async reads({ params, body }, world) {
      refuseUnbuilt(body, ['carrier_overrides', 'rule_set_overrides'])
      const group = await ownGroup(world, params.group_id)
      const payload = body.member_snapshot
      const { snapshot } = await rescued(
        () => submission(world, group, payload, JSON.stringify(payload)),
        wrapped,
      )
      return ok(json({ member_snapshot: snapshotResult(snapshot), trace_ids: [] }))
    },
  },

  getMemberSnapshot: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(snapshotView, await ownSnapshot(world, params.snapshot_id))),
  },

  getMemberSnapshotsList: {
    level: 'simulated',
    async reads({ query }, world) {
      const { found, asked } = await snapshotPage(query, (asked) => world.list(memberSnapshots, asked))
      return ok(page(snapshotMetadataView, found, asked))
    },
  },

  getMemberSnapshotsForGroupList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const { found, asked } = await snapshotPage(query, (asked) =>
        world.find(memberSnapshots, 'group', group.id, asked),
      )
      return ok(page(snapshotMetadataView, found, asked))
    },
  },

  getMemberSnapshotsForEmployeeList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const employee = await ownEmployee(world, params.employee_id)
      const { found, asked } = await snapshotPage(query, (asked) =>
        world.find(memberSnapshots, 'employee', employee.id, asked),
      )
      return ok(page(snapshotMetadataView, found, asked))
    },
  },

  getMemberSnapshotForEmployee: {
    level: 'simulated',
    async reads({ params, query }, world) {
      refuseUnbuilt(query, ['status', 'id', 'fulfillment_summary_carrier_id', 'fulfillment_summary_status'])
      return ok(json(await currentSnapshot(world, await ownEmployee(world, params.employee_id))))
    },
  },

  getEmployeeStatus: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(json(await employeeStatus(world, await ownEmployee(world, params.employee_id)))),
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
