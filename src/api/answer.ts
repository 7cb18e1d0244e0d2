import type { Stored } from '../kernel/record.ts'
import type { Answer, Content, PageMeta } from './operation.ts'
import type { View } from './view.ts'

/** Answers by status: with one record, `one(view, record)`; with anything else, plain JSON. */
export const ok = <B>(body: Body<B>): Answer<200, B> => ({ status: 200, content: body.content })
export const created = <B>(body: Body<B>): Answer<201, B> => ({ status: 201, content: body.content })
export const accepted = <B>(body: Body<B>): Answer<202, B> => ({ status: 202, content: body.content })
export const noContent = (): Answer<204, undefined> => ({ status: 204, content: undefined })

export interface Body<B> {
  readonly content: Content
  readonly type?: B
}

export function one<R extends Stored, B>(view: View<R, B>, record: R): Body<B> {
  return { content: { view: view as unknown as View<Stored, unknown>, record } }
}

export function json<B>(value: B): Body<B> {
  return { content: { json: value } }
}

/** A bare array, as the few lists without the envelope answer. */
export function list<R extends Stored, B>(view: View<R, B>, records: readonly R[]): Body<B[]> {
  return { content: { view: view as unknown as View<Stored, unknown>, records, meta: undefined } }
}

/** The envelope of every other list. Source: Noyo docs, introduction/getting-started/using-the-api. */
export function page<R extends Stored, B>(
  view: View<R, B>,
  found: { readonly records: readonly R[]; readonly total: number },
  asked: { readonly offset: number; readonly limit: number },
): Body<{ meta: PageMeta; response: B[] }> {
  return {
    content: {
      view: view as unknown as View<Stored, unknown>,
      records: found.records,
      meta: pageMeta(found.total, asked),
    },
  }
}

export function pageMeta(
  total: number,
  asked: { readonly offset: number; readonly limit: number },
): PageMeta {
  return {
    offset: asked.offset,
    page_num: Math.floor(asked.offset / asked.limit) + 1,
    page_size: asked.limit,
    total_records: total,
  }
}
