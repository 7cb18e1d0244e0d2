import type { JsonObject } from '../kernel/event.ts'
import type { Instant, IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'

/** Source: published OpenAPI, PartnerDocumentSourcePublicResult. */
export const PARTNER_TYPES = ['carrier', 'organization', 'group'] as const
export type PartnerType = (typeof PARTNER_TYPES)[number]

/** Source: published OpenAPI, getPartnerDocumentSources. */
export const MATCH_STRATEGIES = ['FILENAME_EXACT', 'SUBJECT_EXACT', 'METADATA_FIELD_EXACT'] as const

/** A stream of documents: what is in one of them and not in the next of the same source is taken for solved. */
export interface DocumentSource extends Stored {
  readonly organization_id: string
  readonly partner_id: string
  readonly partner_type: PartnerType
  readonly name: string
  readonly source_description: string
  readonly report_format: string
  readonly match_strategy: (typeof MATCH_STRATEGIES)[number]
  readonly match_value: string
  readonly group_ids: readonly string[]
}

export const documentSources = defineKind<DocumentSource>()({
  name: 'partner_document_source',
  model: 'PartnerDocumentSource',
  indexes: {
    organization: { keys: (source) => [source.organization_id] },
    /** `<partner_id>/<match_value>` */
    match: { keys: (source) => [`${source.partner_id}/${source.match_value}`] },
  },
})

/** How a document came. Source: published OpenAPI, getPartnerDocumentList. */
export const DELIVERIES = ['SFTP', 'EMAIL', 'UPLOAD', 'PORTAL'] as const
export type Delivery = (typeof DELIVERIES)[number]

/** Source: published OpenAPI, getPartnerDocumentList. */
export const CONTENT_TYPES = ['EDI_ERROR_REPORT'] as const

/** What became of a document. Assumed, the words too: the published `status` is any text. */
export type ReadingState =
  /** It is to be read. */
  | 'processing'
  | 'completed'
  /** It belongs to no document source, and so makes no issues. */
  | 'no_document_source'
  /** Its rows are not there: Mock Noyo cannot fetch a `file_key`. */
  | 'no_extracted_data'
  /** A later document of its source was read before. */
  | 'superseded'

export interface Reading {
  readonly state: ReadingState
  readonly since: Instant
  /** Rows that are an issue's, and lines that are none for a counted reason. */
  readonly rows?: number
  readonly unread?: number
}

/** A file that a partner handed over: an error report. */
export interface PartnerDocument extends Stored {
  readonly organization_id: string
  readonly partner_id: string
  readonly partner_type: PartnerType
  readonly content_type: string
  readonly source: Delivery
  readonly file_key: string
  readonly display_name?: string
  readonly effective_date?: IsoDate
  readonly extracted_data: JsonObject | null
  readonly feed_ids: readonly string[]
  readonly group_ids: readonly string[]
  readonly partner_document_source_id?: string
  readonly is_external?: boolean
  /** Counts the documents of a source from 1; 0 outside one. */
  readonly position: number
  readonly reading: Reading
}

const LATEST_POSITION = 999_999_999

export const partnerDocuments = defineKind<PartnerDocument>()({
  name: 'partner_document',
  model: 'PartnerDocument',
  refers: { partner_document_source_id: 'partner_document_source' },
  indexes: {
    organization: { keys: (document) => [document.organization_id] },
    /** The latest first. */
    source: {
      keys: ({ partner_document_source_id: id }) => (id === undefined ? [] : [id]),
      sort: ({ position }) => String(LATEST_POSITION - position).padStart(9, '0'),
    },
  },
})

/** The bytes of a document that came as a file; found by the document's id. */
export interface DocumentFile extends Stored {
  readonly document_id: string
  readonly base64: string
}

export const documentFiles = defineKind<DocumentFile>()({
  name: 'partner_document_file',
  model: 'Partner document file',
  refers: { document_id: 'partner_document' },
  indexes: { document: { keys: (file) => [file.document_id] } },
})
