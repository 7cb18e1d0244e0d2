import { oneOfList } from '../api/filter-values.ts'
import type { operations } from '../api/generated/types/fulfillment.js'
import { momentText, type Sortable, sortedAsAsked } from '../api/sorting.ts'
import { type DocumentSource, PARTNER_TYPES } from './records.ts'

type Query = NonNullable<operations['getPartnerDocumentSources']['parameters']['query']>

/** What `sort_by` may name. Assumed: the published parameter lists no values. */
const SORTABLE: Sortable<DocumentSource> = {
  created: (source) => momentText(source.created),
  modified: (source) => momentText(source.modified),
  name: (source) => source.name.toLowerCase(),
}

/** The sources that pass every filter, in the order asked for. @throws 422 naming the filter */
export function filteredSources(records: readonly DocumentSource[], query: Query): readonly DocumentSource[] {
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
  const { sort_by = 'created', sort_direction } = query
  return sortedAsAsked(passing, SORTABLE, { sort_by, sort_direction })
}
