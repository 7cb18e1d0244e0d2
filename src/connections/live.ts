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
