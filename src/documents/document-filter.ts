import type { operations } from '../api/generated/types/fulfillment.js'
import { momentText, sortedBy } from '../api/sorting.ts'
import { containsText } from '../api/text-filter.ts'
import { Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { isPartner } from './partner.ts'
import type { PartnerDocument } from './records.ts'

type Query = NonNullable<operations['getPartnerDocumentList']['parameters']['query']>
type Test = (document: PartnerDocument) => boolean

/**
 * Whether a document is in the list: it passes every filter; lists with commas mean any of them. `file_name` is a part of the
 * key's last segment (assumed).
 * @throws 400 for a partner that nobody knows, 403 for another organization
 */
export async function documentFilter(world: World, query: Query): Promise<Test> {
  const { partner_id, organization_id } = query
  if (partner_id !== undefined && !(await isPartner(world, partner_id))) throw new Refusal('partner_unknown')
  if (organization_id !== undefined && organization_id !== world.setting.organization_id) {
    throw new Refusal('organization_forbidden')
  }
  const tests = [...identityTests(query), ...dateTests(query)]
  return (document) => tests.every((test) => test(document))
}

function identityTests(query: Query): Test[] {
  const { partner_id, partner_type, source, content_type, file_name, group_ids, feed_ids } = query
  const tests: Test[] = []
  if (partner_id !== undefined) tests.push((document) => document.partner_id === partner_id)
  if (partner_type !== undefined) tests.push((document) => document.partner_type === partner_type)
  if (source !== undefined) tests.push((document) => document.source === source)
  if (content_type !== undefined) tests.push((document) => document.content_type === content_type)
  if (file_name !== undefined) tests.push((document) => containsText(fileName(document), file_name))
  if (group_ids !== undefined) tests.push((document) => shares(document.group_ids, group_ids))
  if (feed_ids !== undefined) tests.push((document) => shares(document.feed_ids, feed_ids))
  return tests
}

function dateTests({ effective_date_start: start, effective_date_end: end }: Query): Test[] {
  const tests: Test[] = []
  if (start !== undefined) tests.push(({ effective_date: day }) => day !== undefined && day >= start)
  if (end !== undefined) tests.push(({ effective_date: day }) => day !== undefined && day <= end)
  return tests
}

const shares = (ids: readonly string[], wanted: readonly string[]) => wanted.some((id) => ids.includes(id))

/** The last segment of the key. */
export function fileName({ file_key }: Pick<PartnerDocument, 'file_key'>): string {
  return file_key.slice(file_key.lastIndexOf('/') + 1)
}

/** In the order asked for; equal ones keep the list's own, newest first. A document without the date comes last. */
export function sortedDocuments(records: readonly PartnerDocument[], query: Query): PartnerDocument[] {
  const { sort_by = 'created', sort_order = 'desc' } = query
  const key = {
    created: (document: PartnerDocument) => momentText(document.created),
    file_name: (document: PartnerDocument) => fileName(document).toLowerCase(),
    effective_date: ({ effective_date }: PartnerDocument) =>
      effective_date ?? (sort_order === 'asc' ? '9999-99-99' : ''),
  }[sort_by]
  return sortedBy(records, key, sort_order === 'asc')
}
