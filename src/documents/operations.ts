import { created, json, noContent, ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { sameVersion } from '../api/record-version.ts'
import { delayOf } from '../carriers/pace.ts'
import { documentFilter, sortedDocuments } from './document-filter.ts'
import { documentDeleted, documentEdited, documentReading } from './events.ts'
import { receiveDocument } from './new-document.ts'
import { followedDocument, ownDocument, ownSource, shownDocument } from './own-document.ts'
import { documentFiles, documentSources, partnerDocuments } from './records.ts'
import { filteredSources } from './source-filter.ts'
import { editOf, uploadOf } from './upload.ts'
import { documentView, sourceView, workflowStatus } from './views.ts'

export const documentOperations = {
  getPartnerDocumentList: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const passes = await documentFilter(world, query)
      const { limit } = askedPage(query)
      const asked = { offset: (Math.max(query.page ?? 1, 1) - 1) * limit, limit }
      const { records } = await world.find(partnerDocuments, 'organization', organization_id)
      const found = pageOf(sortedDocuments(records.filter(passes), query), asked)
      const shown = page(documentView, found, asked)
      if (query.exclude_total_count !== true) return ok(shown)
      return ok(json({ meta: uncounted(asked), response: found.records.map(documentView.of) }))
    },
  },

  getPartnerDocument: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(documentView, await shownDocument(world, params.partner_document_id))),
  },

  getPartnerDocumentStatuses: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const asked = askedPage(query)
      const statuses = pageOf([workflowStatus(await followedDocument(world, params.id))], asked)
      const { offset, limit } = asked
      const meta = { ...uncounted({ offset, limit }), total_records: statuses.total }
      return ok(json({ meta, response: [...statuses.records] }))
    },
  },

  createPartnerDocument: {
    level: 'simulated',
    async writes({ body }, unit) {
      const document = await receiveDocument(unit, await uploadOf(unit, body), 'processing')
      const delay = delayOf(unit.setting, 'partner_document_reading', undefined, document.id)
      unit.schedule(documentReading.at(unit.now + delay, document.id, {}))
      return created(one(documentView, document))
    },
  },

  editPartnerDocument: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const document = await ownDocument(unit, params.id)
      sameVersion(document, params.version)
      const patch = editOf(body)
      const again = patch.extracted_data !== undefined
      const edited = unit.change(partnerDocuments, document, {
        ...patch,
        ...(again && { reading: { state: 'processing', since: unit.now } }),
      })
      unit.emit(
        documentEdited.of(partnerDocuments, edited, { changed: Object.keys(patch).sort().join(', ') }),
      )
      if (again) {
        const delay = delayOf(unit.setting, 'partner_document_reading', undefined, edited.id)
        unit.schedule(documentReading.at(unit.now + delay, edited.id, {}))
      }
      return ok(one(documentView, edited))
    },
  },

  deletePartnerDocument: {
    level: 'simulated',
    async writes({ params }, unit) {
      const document = await ownDocument(unit, params.id)
      sameVersion(document, params.version)
      const file = await unit.first(documentFiles, 'document', document.id)
      if (file) unit.remove(documentFiles, file)
      unit.remove(partnerDocuments, document)
      unit.unschedule(documentReading.ref(document.id))
      unit.emit(documentDeleted.of(partnerDocuments, document, {}))
      return noContent()
    },
  },

  getPartnerDocumentSources: {
    level: 'simulated',
    async reads({ query, organization_id }, world) {
      const asked = askedPage(query)
      const { records } = await world.find(documentSources, 'organization', organization_id)
      return ok(page(sourceView, pageOf(filteredSources(records, query), asked), asked))
    },
  },

  getPartnerDocumentSource: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(sourceView, await ownSource(world, params.source_id))),
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

/** The envelope's numbers without the total, which the schema lets be left out. */
function uncounted({ offset, limit }: { readonly offset: number; readonly limit: number }) {
  return { offset, page_num: Math.floor(offset / limit) + 1, page_size: limit }
}
