import type { Behaviour } from '../kernel/capability.ts'
import { doing, on } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import { dailyAudit } from './audit-events.ts'
import { auditConnection, isAudited, nextAudit } from './audit-group.ts'
import { connectionCompleted } from './events.ts'
import { connections } from './records.ts'

/** Those of the days before the world's beginning are not made up. */
function scheduleNext(unit: Unit, connectionId: string): void {
  const due = nextAudit(Math.max(unit.now, unit.setting.started))
  unit.schedule(dailyAudit.at(due, connectionId, {}))
}

/** Noyo compares every connected group of a Sync carrier once a day, for as long as it is connected. */
export const auditBehaviour: Behaviour = {
  reactions: [
    on(connectionCompleted, async ({ subject }, unit) => {
      const connection = await unit.require(connections, subject.id)
      if (isAudited(connection)) scheduleNext(unit, connection.id)
    }),
  ],
  jobs: [
    doing(dailyAudit, async ({ key }, unit) => {
      const connection = await unit.get(connections, key)
      if (!connection || !isAudited(connection)) return
      await auditConnection(unit, connection)
      scheduleNext(unit, key)
    }),
  ],
}
