import { enrollmentStatus } from '../enrollments/model.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import type { World } from '../kernel/world.ts'
import { type Dependent, dependents, type Employee } from '../members/records.ts'
import {
  type Payload,
  type PayloadCoverage,
  type PayloadEnrolled,
  type PayloadPerson,
  withBothAddresses,
} from './payload.ts'

/**
 * Noyo's present state of a family in the form of a payload: where the next snapshot best starts from. Coverages that are over
 * or never came to be are not in it (assumed). Source: Noyo docs, examples/terminate-employee.
 */
export async function currentSnapshot(world: World, employee: Employee): Promise<Payload> {
  const [covered, enrollments] = await Promise.all([
    world.find(dependents, 'employee', employee.id),
    world.find(individualEnrollments, 'employee', employee.id),
  ])
  const family = new Map<string, Employee | Dependent>(
    [employee, ...covered.records].map((member) => [member.id, member]),
  )
  const present = enrollments.records.filter((enrollment) =>
    ['active', 'pending'].includes(enrollmentStatus(enrollment, world.today)),
  )
  // Configuration and COBRA are said once for everybody in a coverage: whoever differs stands in one of their own.
  const coverages = Map.groupBy(present, ({ plan_id, configuration, cobra }) =>
    JSON.stringify([plan_id, sorted(configuration), cobra && sorted(cobra)]),
  )
  return {
    snapshot_mode: 'current_open',
    employee: {
      ...idsOf(employee),
      person: withBothAddresses(employee.person) as PayloadPerson,
      employment: payloadEmployment(employee),
      ...(employee.classifications === undefined ? {} : { classifications: { ...employee.classifications } }),
    },
    dependents: covered.records.map((dependent) => ({
      ...idsOf(dependent),
      relationship: dependent.relationship,
      person: withBothAddresses(dependent.person) as PayloadPerson,
    })),
    coverages: [...coverages.values()].map((held) => coverageOf(held, family)),
  }
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function idsOf({ id, custom_individual_id }: Employee | Dependent) {
  return { id, ...(custom_individual_id === undefined ? {} : { custom_individual_id }) }
}

function payloadEmployment({ employment }: Employee): Payload['employee']['employment'] {
  const { employment_dates } = employment
  return {
    ...employment,
    employment_dates: { ...employment_dates, hire_date: employment_dates.hire_date as string },
  }
}

function coverageOf(
  held: readonly IndividualEnrollment[],
  family: ReadonlyMap<string, Employee | Dependent>,
): PayloadCoverage {
  const [{ carrier_id, line_of_coverage, plan_id, configuration, cobra }] = held as [IndividualEnrollment]
  return {
    carrier_id,
    line_of_coverage,
    plan_id,
    carrier_config: { ...configuration },
    ...(cobra?.eligibility_end_date === undefined
      ? {}
      : {
          cobra_details: {
            ...cobra,
            cobra_enrolled: true,
            eligibility_end_date: cobra.eligibility_end_date,
          },
        }),
    enrolled_members: held.map((enrollment): PayloadEnrolled => {
      const custom = family.get(enrollment.individual_id)?.custom_individual_id
      const { individual_id, individual_type, effective_start_date, effective_end_date, volume } = enrollment
      return {
        individual_id,
        ...(custom === undefined ? {} : { custom_individual_id: custom }),
        individual_type,
        effective_start_date,
        effective_end_date,
        ...(volume === undefined ? {} : { volume }),
      }
    }),
  }
}
