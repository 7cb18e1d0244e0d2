import type { Setting } from '../kernel/world.ts'
import type { GroupConnection } from './records.ts'

/**
 * Changes sent by snapshot are taken up for the pair: once it is completed, and at a Send carrier already while Noyo and the
 * carrier agree on the file, as the census comes before the approval. Source: Noyo docs, request-a-group-connection.
 */
export function isLive({
  status,
  tier,
  finding,
}: Pick<GroupConnection, 'status' | 'tier' | 'finding'>): boolean {
  if (status === 'completed') return true
  return tier !== 'premier' && status === 'action_required' && finding?.cause === 'file_setup_pending'
}

/**
 * Connections by file are completed before the census and the carrier's approval of it, as older documents have it. Source:
 * Noyo docs, Linking Members ("after a group connection is complete ... and you have sent initial census snapshots").
 */
export function isCensusLater({ options }: Pick<Setting, 'options'>): boolean {
  return options['send_connections'] === 'before_census'
}
