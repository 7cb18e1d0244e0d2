import { fieldMessages } from '../api/field-messages.ts'
import { oneOfList } from '../api/filter-values.ts'
import type { operations } from '../api/generated/types/fulfillment.js'
import { invalidField } from '../kernel/failure.ts'
import { type DocumentSource, PARTNER_TYPES } from './records.ts'

type Query = NonNullable<operations['getPartnerDocumentSources']['parameters']['query']>

/** What `sort_by` may name. Assumed: the published parameter lists no values. */
const SORTABLE = {
  created: (source) => String(source.created).padStart(16, '0'),
  modified: (source) => String(source.modified).padStart(16, '0'),
  name: (source) => source.name.toLowerCase(),
} as const satisfies Record<string, (source: DocumentSource) => string>

/** The sources that pass every filter, in the order asked for. @throws 422 naming the filter */
export function filteredSources(records: readonly DocumentSource[], query: Query): DocumentSource[] {
  const { partner_id, partner_type, match_strategy, group_ids } = query
  const types =
    partner_type === undefined ? undefined : oneOfList('partner_type', partner_type, PARTNER_TYPES)
  const passing = records.filter(
    (source) =>
      (partner_id === undefined || source.partner_id === partner_id) &&
      (types === undefined || types.includes(source.partner_type)) &&
      (match_strategy === undefined || source.match_strategy === match_strategy) &&
      (group_ids === undefined || group_ids.some((id) => source.group_ids.includes(id))),
  )
  return sorted(passing, query)
}

function sorted(records: DocumentSource[], { sort_by, sort_direction }: Query): DocumentSource[] {
  const names = Object.keys(SORTABLE)
  const by = sort_by ?? 'created'
  if (!names.includes(by)) throw invalidField(['sort_by'], fieldMessages.oneOf(names))
  const direction = sort_direction ?? 'desc'
  if (direction !== 'asc' && direction !== 'desc') {
    throw invalidField(['sort_direction'], fieldMessages.oneOf(['asc', 'desc']))
  }
  const key = SORTABLE[by as keyof typeof SORTABLE]
  const sign = direction === 'asc' ? 1 : -1
  return records.toSorted((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0))
}
