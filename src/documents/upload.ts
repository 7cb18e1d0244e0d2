import { fieldMessages } from '../api/field-messages.ts'
import type { components } from '../api/generated/types/fulfillment.js'
import { ownGroup } from '../groups/own-group.ts'
import type { JsonObject } from '../kernel/event.ts'
import { invalidField, notFound } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { requireFeeds } from './feeds.ts'
import type { NewDocument } from './new-document.ts'
import { ownSource } from './own-document.ts'
import { requirePartner } from './partner.ts'
import { CONTENT_TYPES, DELIVERIES, PARTNER_TYPES, type PartnerDocument } from './records.ts'

type Schemas = components['schemas']

/**
 * A document as the platform uploads it. Source: published OpenAPI, createPartnerDocument; the values are those of the list's
 * filters (that others are refused is assumed).
 * @throws 404 for a partner, group, feed or source that the caller cannot see, 422 for a value that is none
 */
export async function uploadOf(
  world: World,
  body: Schemas['PartnerDocumentPublicCreateRequest'],
): Promise<NewDocument> {
  const partner_type = oneOf('partner_type', body.partner_type, PARTNER_TYPES)
  const content_type = oneOf('content_type', body.content_type, CONTENT_TYPES)
  const source = oneOf('source', body.source, DELIVERIES)
  const { organization_id } = body
  if (organization_id && organization_id.toLowerCase() !== world.setting.organization_id) {
    throw notFound('Organization', organization_id)
  }
  const partner_id = await requirePartner(world, partner_type, body.partner_id)
  const group_ids = []
  for (const id of body.group_ids ?? []) group_ids.push((await ownGroup(world, id)).id)
  const feed_ids = await requireFeeds(world, body.feed_ids ?? [])
  const stream = await streamOf(world, body.partner_document_source_id, partner_id)
  return {
    partner_id,
    partner_type,
    content_type,
    source,
    file_key: body.file_key,
    extracted_data: (body.extracted_data ?? null) as JsonObject | null,
    feed_ids,
    group_ids,
    ...(body.display_name === undefined ? {} : { display_name: body.display_name }),
    ...(body.effective_date === undefined ? {} : { effective_date: body.effective_date }),
    ...(stream === undefined ? {} : { partner_document_source_id: stream.id }),
  }
}

async function streamOf(world: World, id: string | undefined, partner_id: string) {
  if (id === undefined) return undefined
  const source = await ownSource(world, id)
  if (source.partner_id === partner_id) return source
  throw invalidField(
    ['partner_document_source_id'],
    'The document source is of another partner than the document. Name the partner_id of the source.',
  )
}

/** What an edit says anew. */
export function editOf(body: Schemas['PartnerDocumentPublicEditRequest']): Partial<PartnerDocument> {
  const { display_name, effective_date, extracted_data, is_external } = body
  return {
    ...(display_name === undefined ? {} : { display_name }),
    ...(effective_date === undefined ? {} : { effective_date }),
    ...(extracted_data === undefined ? {} : { extracted_data: extracted_data as JsonObject }),
    ...(is_external === undefined ? {} : { is_external }),
  }
}

function oneOf<T extends string>(field: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value)
  if (found === undefined) throw invalidField([field], fieldMessages.oneOf(known))
  return found
}
