import type { JsonObject } from '../kernel/event.ts'

type Telling = (data: JsonObject) => string | undefined

const words = (value: unknown) => String(value).replaceAll('_', ' ')

/** A number of things: `1 member`, `2 families`. */
function counted(value: unknown, one: string, several = `${one}s`): string {
  return `${value} ${value === 1 ? one : several}`
}

/** What a status with one carrier means, for those whose name does not tell it. */
const AT_CARRIER: Readonly<Record<string, string>> = {
  valid: 'valid, told at once',
  scheduled: 'scheduled, for the next file',
  not_connected: 'not connected, nobody is told',
  no_changes: 'no changes, nothing to tell',
}

/** What is worth telling, by the event's type. Names nobody. */
export const TELLINGS: Readonly<Record<string, Telling>> = {
  'carrier_standing.changed': ({ changed, outcome }) =>
    `the carrier says anew: ${words(changed)}${outcome === undefined ? '' : ` (${words(outcome)})`}`,
  'carrier_family.changed': () => 'the carrier changes a family on its record',
  'group_connection.created': () => 'a connection is requested',
  'group_connection.status_changed': ({ from, to }) => `connection: ${words(from)} -> ${words(to)}`,
  'group.pulled': pulled,
  'feed.created': ({ testing }) => `a feed is set up${testing === true ? ', for test files' : ''}`,
  'feed.approved': () => 'the carrier approves the test file and takes files from now on',
  'feed_run.completed': ({ members, enrollments }) =>
    `a file goes to the carrier: ${counted(members, 'member')}, ${counted(enrollments, 'enrollment')}`,
  'feed_run.failed': () => 'no file could be made',
  'carrier_file.read': ({ rows, findings, is_test }) =>
    `the carrier reads the ${is_test === true ? 'test file' : 'file'}: ${counted(rows, 'row')}, ${
      findings === 0 ? 'nothing wrong' : counted(findings, 'finding')
    }`,
  'carrier_file.loaded': ({ families }) =>
    `the carrier puts ${counted(families, 'family', 'families')} on its record`,
  'partner_document.read': reported,
  'member_snapshot.created': () => 'a snapshot is sent',
  'member_snapshot.status_changed': ({ to }) => `snapshot: ${words(to)}`,
  'member_snapshot.fulfillment_status_changed': ({ to }) =>
    `snapshot at the carrier: ${AT_CARRIER[String(to)] ?? words(to)}`,
  'issue.created': ({ category }) => `issue: ${words(category)}`,
  'issue.reopened': ({ category }) => `issue again: ${words(category)}`,
  'issue.resolved': ({ category }) => `issue resolved: ${words(category)}`,
  'timeline.step_refused': ({ step, problem, file, line }) => `REFUSED ${step}: ${problem} (${file}:${line})`,
  'timeline.expectation_met': ({ what, found }) => `ok: ${what} is ${found}`,
  'timeline.expectation_missed': ({ what, expected, found, file, line }) =>
    `MISSED ${what}: expected ${expected}, found ${found} (${file}:${line})`,
  'job.failed': ({ job }) => `a defect of the simulator in ${job}`,
}

function pulled({ employees, individual_enrollments }: JsonObject): string | undefined {
  // At a carrier that is not read for people there is nothing to say of them.
  if (employees === 0 && individual_enrollments === 0) return undefined
  const both = `${counted(employees, 'employee')} and ${counted(individual_enrollments, 'enrollment')}`
  return `read from the carrier: ${both} new or changed`
}

function reported(data: JsonObject): string {
  const { state, rows, unread, reasons } = data
  if (state !== 'completed') return `an error report that makes no issues: ${words(state)}`
  const issues = [
    [data['issues_created'], 'new'],
    [data['issues_reopened'], 'open again'],
    [data['issues_seen_again'], 'seen again'],
    [data['issues_resolved'], 'resolved'],
  ].flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`]))
  const parts = [
    counted(rows, 'row'),
    issues.length === 0 ? 'no issue new or gone' : `issues ${issues.join(', ')}`,
    ...(unread === 0 ? [] : [`${counted(unread, 'line')} not understood (${words(reasons)})`]),
  ]
  return `error report: ${parts.join('; ')}`
}
