import { fileName } from '../documents/document-filter.ts'
import type { DocumentSource, PartnerDocument } from '../documents/records.ts'
import type { ReportRow, Unread } from '../documents/report-row.ts'
import { createBreath } from '../kernel/breath.ts'
import type { Unit } from '../kernel/unit.ts'
import { issueCreated, issueReopened, issueResolved, issueUpdated, type Origin } from './events.ts'
import { afterStep } from './model.ts'
import { type Issue, issues } from './records.ts'
import type { NameLengths } from './report-candidates.ts'
import { type Sighting, sightings } from './sighting.ts'

/** What a document did to issues, by their ids, and the lines that did nothing, each with its reason. */
export interface Raised {
  readonly rows: number
  readonly unread: readonly Unread[]
  readonly created: readonly string[]
  readonly reopened: readonly string[]
  readonly seen_again: readonly string[]
  readonly resolved: readonly string[]
}

export const NOTHING_RAISED: Raised = {
  rows: 0,
  unread: [],
  created: [],
  reopened: [],
  seen_again: [],
  resolved: [],
}

/** A document of a source, as far as it could be read. */
export interface Told {
  readonly document: PartnerDocument
  readonly source: DocumentSource
  readonly rows: readonly ReportRow[]
  /** False when a line could not be read: then nothing is known to be gone. */
  readonly whole: boolean
  readonly lengths: NameLengths
}

/** One issue for each problem the rows tell of; those of the same source that they do not tell of are resolved. */
export async function raiseIssues(unit: Unit, told: Told): Promise<Raised> {
  const { document, source } = told
  const { seen, unread } = await sightings(unit, told)
  const changed = await raise(unit, {
    seen,
    stream: source.id,
    whole: told.whole && unread.length === 0,
    record: document.id,
    origin: { report: fileName(document), partner_document_id: document.id },
  })
  return { rows: told.rows.length - unread.length, unread, ...changed }
}

type Changed = Pick<Raised, 'created' | 'reopened' | 'seen_again' | 'resolved'>

/** What one word in a stream tells of, by issue key. */
export interface Word {
  readonly seen: ReadonlyMap<string, Sighting>
  readonly stream: string
  /** What it does not tell of is solved. */
  readonly whole: boolean
  /** The id of the document or snapshot. */
  readonly record: string
  readonly origin: Origin
}

export async function raise(unit: Unit, word: Word): Promise<Changed> {
  const { seen, stream, whole, record, origin } = word
  const changed = { created: [], reopened: [], seen_again: [], resolved: [] } as {
    [K in keyof Changed]: string[]
  }
  const breath = createBreath()
  for (const [key, sighting] of seen) {
    const known = await unit.first(issues, 'key', key)
    if (known) {
      const what = known.status === 'resolved' ? 'reopened' : 'seen_again'
      changed[what].push(seenAgain(unit, known, sighting, word).id)
    } else {
      const issue = await unit.create(issues, key, { ...sighting, originating_record_ids: [record] })
      const { member_id } = issue
      unit.emit(issueCreated.of(issues, issue, { ...aboutOf(issue), member_id, ...origin }))
      changed.created.push(issue.id)
    }
    await breath()
  }
  if (!whole) return changed
  const { records } = await unit.find(issues, 'unresolved', stream)
  for (const issue of records.filter(({ issue_key }) => !seen.has(issue_key))) {
    const resolved = unit.change(issues, issue, afterStep(issue, 'absent', unit.now))
    unit.emit(issueResolved.of(issues, resolved, { ...aboutOf(issue), ...origin }))
    changed.resolved.push(issue.id)
    await breath()
  }
  return changed
}

/** The facts of an event about an issue. */
function aboutOf({ partner_id, group_id, category }: Issue) {
  return { partner_id, group_id, category }
}

/** The same issue, told of again: what is said now stands for what was said before. */
function seenAgain(unit: Unit, known: Issue, sighting: Sighting, { record, origin }: Word): Issue {
  const { code, message, field, raw_issue_data } = sighting
  const issue = unit.change(issues, known, {
    ...afterStep(known, 'seen', unit.now),
    code,
    message,
    field,
    raw_issue_data,
    last_seen: unit.now,
    originating_record_ids: [...new Set([...known.originating_record_ids, record])],
  })
  const { status, dismissed } = issue
  unit.emit(
    known.status === 'resolved'
      ? issueReopened.of(issues, issue, { ...aboutOf(issue), ...origin })
      : issueUpdated.of(issues, issue, { change: 'seen_again', status, dismissed, ...origin }),
  )
  return issue
}
