import { fieldMessages } from '../api/field-messages.ts'
import type { components } from '../api/generated/types/control.js'
import { ISSUE_CATEGORIES } from '../carriers/error-reports/codes.ts'
import type { Complaint } from '../carriers/error-reports/write.ts'
import type { FoundPerson } from '../carriers/findings.ts'
import { LINES_OF_COVERAGE } from '../carriers/profile.ts'
import { invalidField, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { type Dependent, dependents, type Employee, employees } from '../members/records.ts'

/** What somebody has a carrier complain of. */
export type ComplaintRow = components['schemas']['ErrorReportRow']

/**
 * The rows as the carrier will write them: whom they name by an id it knows by name, date of birth and Social Security number.
 * What a row says of the person itself stands.
 * @throws 404 for an id that is nobody's in the group, 422 for a category or line that is none and for ids of two people
 */
export async function complaintsOf(
  world: World,
  group_id: string,
  rows: readonly ComplaintRow[],
): Promise<Complaint[]> {
  const complaints: Complaint[] = []
  for (const [index, row] of rows.entries()) {
    const { message, field } = row
    const category = oneOf(index, 'category', row.category, ISSUE_CATEGORIES)
    const line_of_coverage = oneOf(index, 'line_of_coverage', row.line_of_coverage, LINES_OF_COVERAGE)
    complaints.push({
      message,
      person: await personOf(world, group_id, row, index),
      ...(field !== undefined && { field }),
      ...(category !== undefined && { category }),
      ...(line_of_coverage !== undefined && { line_of_coverage }),
    })
  }
  return complaints
}

async function personOf(
  world: World,
  group_id: string,
  row: ComplaintRow,
  index: number,
): Promise<FoundPerson> {
  const { custom_individual_id, member_id, first_name, last_name, date_of_birth, ssn } = row
  const byCustomId =
    custom_individual_id === undefined ? undefined : await memberBy(world, group_id, custom_individual_id)
  const byId = member_id === undefined ? undefined : await memberOf(world, group_id, member_id)
  // An id of Noyo's is somebody's; one of the platform's may be of somebody whom Noyo does not know.
  if (member_id !== undefined && !byId) throw unknownMember(group_id, index, 'member_id')
  if (byId && byCustomId && byId.id !== byCustomId.id) {
    throw invalidField(['rows', index, 'custom_individual_id'], OTHER_MEMBER)
  }
  const member = byId ?? byCustomId
  if (!member && custom_individual_id !== undefined && first_name === undefined) {
    throw unknownMember(group_id, index, 'custom_individual_id')
  }
  const known = member && {
    first_name: member.person.first_name,
    last_name: member.person.last_name,
    date_of_birth: member.person.date_of_birth,
    ...(member.person.ssn && { ssn: member.person.ssn }),
    ...(member.custom_individual_id !== undefined && { custom_individual_id: member.custom_individual_id }),
  }
  return {
    ...known,
    ...(custom_individual_id !== undefined && { custom_individual_id }),
    ...(first_name !== undefined && { first_name }),
    ...(last_name !== undefined && { last_name }),
    ...(date_of_birth !== undefined && { date_of_birth }),
    ...(ssn !== undefined && { ssn }),
  }
}

const OTHER_MEMBER = 'The member_id of this row is of somebody else in the group. Send one of the two.'

function unknownMember(group: string, index: number, field: 'member_id' | 'custom_individual_id'): Refusal {
  return new Refusal('reported_member_unknown', { field: `rows.${index}.${field}`, group })
}

async function memberBy(
  world: World,
  group_id: string,
  custom_id: string,
): Promise<Employee | Dependent | undefined> {
  const key = `${group_id}/${custom_id}`
  return (await world.first(employees, 'custom_id', key)) ?? world.first(dependents, 'custom_id', key)
}

async function memberOf(
  world: World,
  group_id: string,
  id: string,
): Promise<Employee | Dependent | undefined> {
  const member =
    (await world.get(employees, id.toLowerCase())) ?? (await world.get(dependents, id.toLowerCase()))
  return member?.group_id === group_id ? member : undefined
}

function oneOf<T extends string>(
  index: number,
  field: string,
  value: string | undefined,
  known: readonly T[],
): T | undefined {
  const found = known.find((each) => each === value)
  if (value !== undefined && found === undefined) {
    throw invalidField(['rows', index, field], fieldMessages.oneOf(known))
  }
  return found
}
