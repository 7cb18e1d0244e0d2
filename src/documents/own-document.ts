import { notFound, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { type DocumentSource, documentSources, type PartnerDocument, partnerDocuments } from './records.ts'

/** The document, if it is the caller's. */
async function findOwn(world: World, id: string): Promise<PartnerDocument | undefined> {
  const document = await world.get(partnerDocuments, id.toLowerCase())
  return document?.organization_id === world.setting.organization_id ? document : undefined
}

/** @throws the 404 of the published getPartnerDocument, which has words of its own */
export async function shownDocument(world: World, id: string): Promise<PartnerDocument> {
  const document = await findOwn(world, id)
  if (!document) throw new Refusal('partner_document_not_found', { id })
  return document
}

/** @throws the 404 of the published getPartnerDocumentStatuses, which has other words of its own */
export async function followedDocument(world: World, id: string): Promise<PartnerDocument> {
  const document = await findOwn(world, id)
  if (!document) throw new Refusal('partner_document_unknown')
  return document
}

/** @throws 404 in the usual words: those of the edit and the deletion are not published */
export async function ownDocument(world: World, id: string): Promise<PartnerDocument> {
  const document = await findOwn(world, id)
  if (!document) throw notFound(partnerDocuments.model, id)
  return document
}

export async function ownSource(world: World, id: string): Promise<DocumentSource> {
  const source = await world.get(documentSources, id.toLowerCase())
  if (!source || source.organization_id !== world.setting.organization_id) {
    throw notFound(documentSources.model, id)
  }
  return source
}
