import { csvText } from '../carriers/csv.ts'
import type { CarrierPerson, PlatformCensus, PlatformPerson } from './platform-census.ts'

/** The forms in which a platform's side of a group is written. */
export const CENSUS_FORMATS = ['csv', 'snapshots', 'groups'] as const

export type CensusFormat = (typeof CENSUS_FORMATS)[number]

type Writer = (census: PlatformCensus, task: string, members: readonly CarrierPerson[]) => string

/** `snapshots` are bodies of POST /member_snapshots, `groups` is the line that `link match` reads. */
export const CENSUS_WRITERS: Readonly<Record<CensusFormat, Writer>> = {
  csv: (census) =>
    table([COLUMNS, ...everybody(census).map((one) => COLUMNS.map((column) => cell(one, column)))]),
  snapshots: ({ families }) => lines(families.map(snapshotOf)),
  groups: (census, task, members) =>
    lines([{ task, carrier: members.map(carrierRecord), platform: everybody(census).map(platformRecord) }]),
}

/** Who is who, one person a row. */
export function truthText({ truth }: PlatformCensus): string {
  const rows = truth.map(({ custom_individual_id = '', carrier_member_id = '', differences }) => [
    custom_individual_id,
    carrier_member_id,
    differences.join(' '),
  ])
  return table([['custom_individual_id', 'carrier_member_id', 'differences'], ...rows])
}

const WHO = ['first_name', 'middle_name', 'last_name', 'suffix', 'date_of_birth', 'ssn', 'sex'] as const

const ADDRESS = ['street_one', 'street_two', 'city', 'state', 'zip_code'] as const

const COLUMNS = ['custom_individual_id', 'employee_id', 'relationship', ...WHO, ...ADDRESS]

const everybody = ({ families }: PlatformCensus): PlatformPerson[] =>
  families.flatMap(({ employee, dependents }) => [employee, ...dependents])

function cell(one: PlatformPerson, column: string): string {
  const fields: Readonly<Record<string, unknown>> = {
    ...(one.home_address as object | null),
    ...one.person,
    custom_individual_id: one.id,
    employee_id: one.employee_id,
    relationship: one.employee_id === undefined ? 'employee' : one.relationship,
  }
  return String(fields[column] ?? '')
}

function snapshotOf({ employee, dependents }: PlatformCensus['families'][number]): object {
  return {
    snapshot_mode: 'current_open',
    enable_member_auto_link: true,
    employee: {
      custom_individual_id: employee.id,
      person: personOf(employee),
      employment: employee.employment,
    },
    dependents: dependents.map((one) => ({
      custom_individual_id: one.id,
      relationship: one.relationship,
      person: personOf(one),
    })),
  }
}

/** A snapshot needs both addresses. */
const personOf = ({ person, home_address, contact }: PlatformPerson): object => ({
  ...person,
  home_address,
  mailing_address: home_address,
  ...(contact === undefined ? {} : { contact }),
})

function platformRecord({ id, person, employee_id, relationship }: PlatformPerson): object {
  return { custom_individual_id: id, ...person, ...kinship(employee_id, relationship) }
}

function carrierRecord(member: CarrierPerson): object {
  const fields = Object.fromEntries(WHO.flatMap((name) => (member[name] ? [[name, member[name]]] : [])))
  return { id: member.id, ...fields, ...kinship(member.subscriber_id ?? undefined, member.relationship) }
}

const kinship = (employee_id: string | undefined, relationship: string | undefined): object =>
  employee_id === undefined ? {} : { employee_id, relationship }

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const table = (rows: readonly (readonly string[])[]): string =>
  csvText(rows, { delimiter: ',', newline: '\n' })
