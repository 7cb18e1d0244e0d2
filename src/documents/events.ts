import { eventType } from '../kernel/event.ts'
import { jobType } from '../kernel/job.ts'

/** A document arrived from a partner or the platform. */
export const documentReceived = eventType<{
  partner_id: string
  file: string
  bytes?: number
  partner_document_source_id?: string
}>('partner_document.received')

/** Name, date or rows of a document were changed. */
export const documentEdited = eventType<{ changed: string }>('partner_document.edited')

export const documentDeleted = eventType('partner_document.deleted')

/** A stream of documents is known from now on. */
export const sourceCreated = eventType<{ partner_id: string; name: string }>(
  'partner_document_source.created',
)

/** Noyo takes up a document: keyed by its id. */
export const documentReading = jobType('partner_document.reading')
