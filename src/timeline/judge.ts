import { connections } from '../connections/records.ts'
import { individualEnrollments } from '../enrollments/records.ts'
import { feeds } from '../feeds/records.ts'
import { issues } from '../issues/records.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { World } from '../kernel/world.ts'
import { dependents, employees } from '../members/records.ts'
import { groupPlans } from '../plans/records.ts'
import { memberSnapshots } from '../snapshots/records.ts'
import type { Claim, Expectation, Party, RecordName, Verdict } from './records.ts'

interface Look {
  readonly what: string
  readonly expected: string | number | boolean | null
  readonly found: string | number | boolean | null
  /** Neither value may be told. */
  readonly personal?: boolean
}

/** Looks whether something is as it is expected to be. */
export async function judged(world: World, expectation: Expectation): Promise<Verdict> {
  const { line, who, claim, party } = expectation
  const { what, expected, found, personal = false } = await lookAt(world, claim, party)
  const met = expected === found
  const missing = found === null ? 'nothing' : 'another value'
  return {
    line,
    at: world.now,
    met,
    ...(who !== undefined && { who }),
    what,
    expected: personal ? 'as the file says' : String(expected),
    found: personal ? (met ? 'as the file says' : missing) : String(found),
  }
}

async function lookAt(world: World, claim: Claim, party: Party): Promise<Look> {
  const { group_id = '', carrier_id } = party
  if ('connection' in claim) {
    const connection = await world.first(connections, 'pair', `${group_id}/${carrier_id}`)
    return { what: 'connection', expected: claim.connection, found: connection?.status ?? 'none' }
  }
  if ('employees' in claim) {
    const { total } = await world.find(employees, 'group', group_id, { offset: 0, limit: 1 })
    return { what: 'employees', expected: claim.employees, found: total }
  }
  if ('dependents' in claim) {
    const { total } = await world.find(dependents, 'group', group_id, { offset: 0, limit: 1 })
    return { what: 'dependents', expected: claim.dependents, found: total }
  }
  if ('individual_enrollments' in claim) {
    const { records } = await world.find(individualEnrollments, 'group', group_id)
    const found = records.filter((one) => carrier_id === undefined || one.carrier_id === carrier_id).length
    return { what: 'individual enrollments', expected: claim.individual_enrollments, found }
  }
  if ('issues' in claim) return issuesLook(world, claim.issues, party)
  if ('snapshot' in claim) return snapshotLook(world, claim.snapshot, party)
  return recordLook(world, claim.record, party)
}

type ClaimOf<Name extends string> = Extract<Claim, { readonly [N in Name]: unknown }>[Name]

async function issuesLook(
  world: World,
  { count, category, status }: ClaimOf<'issues'>,
  { group_id = '', carrier_id }: Party,
): Promise<Look> {
  const { records } = await world.find(issues, 'group', group_id)
  const found = records.filter(
    (issue) =>
      (carrier_id === undefined || issue.partner_id === carrier_id) &&
      (category === undefined || issue.category === category) &&
      (status === undefined || issue.status === status),
  ).length
  const what = ['issues', category, status].filter((word) => word !== undefined).join(' ')
  return { what, expected: count, found }
}

/** What a snapshot itself may be; the other statuses are those with one carrier. */
const OF_SNAPSHOTS: ReadonlySet<string> = new Set([
  'submitted',
  'processing',
  'completed',
  'replaced',
  'canceled',
])

async function snapshotLook(
  world: World,
  { custom_individual_id, status }: ClaimOf<'snapshot'>,
  { group_id = '', carrier_id }: Party,
): Promise<Look> {
  const what = `snapshot of ${custom_individual_id}`
  const employee = await world.first(employees, 'custom_id', `${group_id}/${custom_individual_id}`)
  const snapshot = employee && (await world.first(memberSnapshots, 'employee', employee.id))
  if (!snapshot || OF_SNAPSHOTS.has(status)) {
    return { what, expected: status, found: snapshot?.status ?? 'none' }
  }
  const fulfillment = snapshot.fulfillment_summary.find((one) => one.carrier_id === carrier_id)
  return { what, expected: status, found: fulfillment?.status ?? 'none with this carrier' }
}

/** The records of a group, newest first. */
const RECORDS: Readonly<Record<RecordName, Kind<Stored, 'group'>>> = {
  employee: employees,
  dependent: dependents,
  individual_enrollment: individualEnrollments,
  plan: groupPlans,
  connection: connections,
  feed: feeds,
  issue: issues,
} as Readonly<Record<RecordName, unknown>> as Readonly<Record<RecordName, Kind<Stored, 'group'>>>

/** Fields that tell who somebody is. */
const PERSONAL = /^person\.|ssn|birth|name|address|raw_issue_data|email|phone/

async function recordLook(
  world: World,
  { kind, where = {}, field, equals }: ClaimOf<'record'>,
  { group_id = '', carrier_id }: Party,
): Promise<Look> {
  const { records } = await world.find(RECORDS[kind], 'group', group_id)
  const record = records.find(
    (one) =>
      (carrier_id === undefined || [undefined, carrier_id].some((id) => id === carrierIdOf(one))) &&
      Object.entries(where).every(([name, value]) => valueAt(one, name) === value),
  )
  const value = record && valueAt(record, field)
  const shown = value === undefined || value === null ? null : simple(value)
  const what = `${field} of the ${kind.replaceAll('_', ' ')}`
  return { what, expected: equals, found: record ? shown : `no such ${kind}`, personal: PERSONAL.test(field) }
}

function carrierIdOf(record: Stored): unknown {
  return valueAt(record, 'carrier_id') ?? valueAt(record, 'partner_id')
}

function valueAt(record: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name],
      record,
    )
}

function simple(value: unknown): string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value)
}
