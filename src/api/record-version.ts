import { Refusal } from '../kernel/failure.ts'
import type { Stored } from '../kernel/record.ts'

/**
 * Every `/{version}` route takes the latest version of the record only.
 * Source: published OpenAPI: editGroup, editPartnerDocument; that it holds on all of them is assumed.
 *
 * @throws Refusal `version_conflict`, 409
 */
export function sameVersion(record: Stored, version: string): void {
  if (record.version !== version.toLowerCase()) throw new Refusal('version_conflict')
}
