import { connections } from '../connections/records.ts'
import type { ReportRow, Unread } from '../documents/report-row.ts'
import { createBreath } from '../kernel/breath.ts'
import type { JsonObject } from '../kernel/event.ts'
import type { Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import type { World } from '../kernel/world.ts'
import { groupPlans } from '../plans/records.ts'
import { errorKey, issueKey } from './issue-key.ts'
import type { Told } from './raise.ts'
import type { Issue, IssueMember } from './records.ts'
import { type ReportCandidates, reportCandidates } from './report-candidates.ts'

/** An issue as one row of a document tells of it: new, as far as the row knows. */
export type Sighting = Omit<Issue, keyof Stored | 'originating_record_ids'>

/** Numbers that a report complains of say nothing about whose they are. */
const ABOUT_SSN = new Set(['missing_ssn', 'invalid_ssn'])

const NOBODY: IssueMember = { employee_id: null, member_id: null, member_type: null }

/**
 * The problems that a document's rows tell of, by issue key. Two rows that tell of one are one; a row about a group that the
 * document is not about is none.
 */
export async function sightings(
  unit: Unit,
  told: Told,
): Promise<{ readonly seen: ReadonlyMap<string, Sighting>; readonly unread: readonly Unread[] }> {
  const groupIds = told.document.group_ids.length > 0 ? told.document.group_ids : told.source.group_ids
  const groupOf = await groupsByIdentifier(unit, told.document.partner_id, groupIds)
  const candidates = await reportCandidates(unit, groupIds, told.lengths)
  const planOf = await plansByLine(unit, told.document.partner_id, groupIds)
  const seen = new Map<string, Sighting>()
  const unread: Unread[] = []
  const breath = createBreath()
  for (const row of told.rows) {
    const group_id = groupOf(row.carrier_group_id)
    if (group_id === undefined) unread.push({ line: row.line, reason: 'group_unknown' })
    else {
      const sighting = sightingOf(unit, told, { row, group_id, candidates, plan_id: planOf(group_id, row) })
      seen.set(sighting.issue_key, sighting)
    }
    await breath()
  }
  return { seen, unread }
}

interface Looked {
  readonly row: ReportRow
  readonly group_id: string | null
  readonly candidates: ReportCandidates
  readonly plan_id: string | null
}

function sightingOf(unit: Unit, { document, source }: Told, looked: Looked): Sighting {
  const { row, group_id, candidates, plan_id } = looked
  const { category = null, code = null, message = null, field = null, line_of_coverage = null } = row
  const member = candidates.memberOf(row.person, !ABOUT_SSN.has(category ?? ''))
  return freshIssue(unit, {
    ...(member ?? NOBODY),
    partner_id: document.partner_id,
    partner_type: document.partner_type === 'group' ? null : document.partner_type,
    source: 'edi_error_report',
    originating_record_type: 'partner_document',
    partner_document_source_id: source.id,
    group_id,
    category,
    plan_id,
    error_key: errorKey(row, member !== undefined),
    code,
    message,
    field,
    line_of_coverage,
    raw_issue_data: row as unknown as JsonObject,
  })
}

/** What tells one issue from another, and the words it was told in. */
type IssueFacts = Pick<
  Sighting,
  | keyof IssueMember
  | 'partner_id'
  | 'partner_type'
  | 'source'
  | 'originating_record_type'
  | 'partner_document_source_id'
  | 'group_id'
  | 'category'
  | 'plan_id'
  | 'error_key'
  | 'code'
  | 'message'
  | 'field'
  | 'line_of_coverage'
  | 'raw_issue_data'
>

/** An issue as it begins. */
export function freshIssue(unit: Pick<Unit, 'now' | 'setting'>, facts: IssueFacts): Sighting {
  return {
    ...facts,
    issue_key: issueKey(facts),
    organization_id: unit.setting.organization_id,
    status: 'open',
    dismissed: false,
    last_seen: unit.now,
    resolved_at: null,
    resolution_method: null,
    resolution_guidance: null,
    is_external: true,
    notes: null,
    action: null,
    internal_notes: null,
  }
}

/** The group a row is about: the one its identifier names, else the document's only one; undefined when it is another's. */
async function groupsByIdentifier(world: World, partner_id: string, groupIds: readonly string[]) {
  const byIdentifier = new Map<string, string>()
  for (const group_id of groupIds) {
    const { records } = await world.find(connections, 'pair', `${group_id}/${partner_id}`)
    for (const { carrier_group_id } of records) byIdentifier.set(carrier_group_id, group_id)
  }
  const only = groupIds.length === 1 ? (groupIds[0] as string) : null
  return (identifier: string | undefined): string | null | undefined =>
    identifier === undefined ? only : byIdentifier.get(identifier)
}

/** The plan a row is about: where the group has exactly one of its line at the carrier. */
async function plansByLine(world: World, partner_id: string, groupIds: readonly string[]) {
  const byLine = new Map<string, string | null>()
  for (const group_id of groupIds) {
    const { records } = await world.find(groupPlans, 'pair', `${group_id}/${partner_id}`)
    for (const { id, line_of_coverage } of records) {
      const key = `${group_id}/${line_of_coverage}`
      byLine.set(key, byLine.has(key) ? null : id)
    }
  }
  return (group_id: string | null, { line_of_coverage }: ReportRow): string | null =>
    byLine.get(`${group_id}/${line_of_coverage}`) ?? null
}
