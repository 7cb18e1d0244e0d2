import type { TextOf } from './kept-texts.ts'
import type { Answer, Content, PageMeta } from './operation.ts'

/** An answer with its body made, ready to be sent. */
export interface Outcome {
  readonly status: number
  readonly text: string | undefined
  readonly type: string
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export const JSON_TYPE = 'application/json'

export function outcomeOf(answer: Answer, textOf: TextOf): Outcome {
  const { status, content, headers } = answer
  if (content === undefined) return { status, text: undefined, type: JSON_TYPE, headers }
  if ('text' in content) return { status, text: content.text, type: content.type, headers }
  return { status, text: jsonText(content, textOf), type: JSON_TYPE, headers }
}

function jsonText(content: Exclude<Content, { readonly text: string }>, textOf: TextOf): string {
  if ('record' in content) return textOf(content.view, content.record)
  if (!('records' in content)) return JSON.stringify(content.json)
  const { view, records, meta } = content
  const list = `[${records.map((record) => textOf(view, record)).join(',')}]`
  return meta === undefined ? list : `{"meta":${metaText(meta)},"response":${list}}`
}

function metaText({ offset, page_num, page_size, total_records }: PageMeta): string {
  return `{"offset":${offset},"page_num":${page_num},"page_size":${page_size},"total_records":${total_records}}`
}
