import type { Page } from '../kernel/world.ts'

/** Assumed: the public documents show 20 in every example and name no maximum. */
export const DEFAULT_PAGE_SIZE = 20
export const LARGEST_PAGE_SIZE = 100

/** The page a list was asked for: a larger size is cut to the largest, below 1 was refused by the schema check. */
export function askedPage(query: { page_size?: number | undefined; offset?: number | undefined }): Page {
  return {
    offset: query.offset ?? 0,
    limit: Math.min(query.page_size ?? DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE),
  }
}

/** A page of what a filter left over. */
export function pageOf<R>(records: readonly R[], asked: Page): { records: readonly R[]; total: number } {
  const ordered = asked.reverse ? records.toReversed() : records
  return { records: ordered.slice(asked.offset, asked.offset + asked.limit), total: records.length }
}
