import { hash } from 'node:crypto'
import type { ReportRow } from '../documents/report-row.ts'
import { folded } from '../kernel/folding.ts'
import type { Issue } from './records.ts'

/**
 * What of a row tells one error from another of the same member, category and plan: code, field, line of coverage and words
 * (numbers in them may differ). Of somebody who was not recognised it also tells how the report names them.
 */
export function errorKey(row: ReportRow, isKnown: boolean): string {
  const words = folded(row.message ?? '')
    .replaceAll(/\d+/g, '#')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const { first_name, last_name, date_of_birth, ssn, custom_individual_id, member_id } = row.person
  const named = isKnown
    ? []
    : [first_name, last_name, date_of_birth, ssn, custom_individual_id, member_id].map((part) =>
        folded(part ?? ''),
      )
  const text = [row.code ?? '', row.field ?? '', row.line_of_coverage ?? '', words, ...named].join('\u001f')
  return hash('sha256', text, 'hex')
}

/** 64 hexadecimal digits of the same problem. Assumed: the public text says it is made of partner and issue details. */
export function issueKey(
  issue: Pick<
    Issue,
    | 'partner_id'
    | 'source'
    | 'partner_document_source_id'
    | 'group_id'
    | 'employee_id'
    | 'member_id'
    | 'category'
    | 'plan_id'
    | 'error_key'
  >,
): string {
  const { partner_id, source, partner_document_source_id, group_id } = issue
  const { employee_id, member_id, category, plan_id, error_key } = issue
  const parts = [partner_id, source, partner_document_source_id, group_id]
  const text = [...parts, employee_id, member_id, category, plan_id, error_key].map((part) => part ?? '')
  return hash('sha256', text.join('\u001f'), 'hex')
}
