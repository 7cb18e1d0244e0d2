import { notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { connections, type GroupConnection } from './records.ts'

/** The connection, if it is the caller's. @throws the same 404 for another organization's connection as for none. */
export async function ownConnection(world: World, id: string): Promise<GroupConnection> {
  const connection = await world.get(connections, id.toLowerCase())
  if (!connection || connection.organization_id !== world.setting.organization_id) {
    throw notFound(connections.model, id)
  }
  return connection
}
