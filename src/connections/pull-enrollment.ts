import type { CarrierEnrollment } from '../carriers/records.ts'
import { type IndividualEnrollment, individualEnrollments } from '../enrollments/records.ts'
import { given } from '../kernel/given.ts'
import { freshRecord, replacedRecord, type Stored } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { type PullSource, pulledId } from './pull-source.ts'
import type { StructureRead } from './pull-structure.ts'

/** Noyo's record of a coverage becomes what the carrier holds, history included; false when it was read so before. */
export function pullEnrollment(
  unit: Unit,
  source: PullSource,
  structure: StructureRead,
  read: CarrierEnrollment,
  who: Pick<IndividualEnrollment, 'employee_id' | 'individual_id'>,
  there: IndividualEnrollment | undefined,
): boolean {
  if (there?.carrier_version === read.version && there.individual_id === who.individual_id) return false
  const fields = fieldsOf(source, structure, read, who)
  if (there) {
    unit.put(individualEnrollments, replacedRecord(there, fields, unit.now))
  } else {
    const id = pulledId(unit, individualEnrollments, source, read.id)
    unit.put(individualEnrollments, freshRecord(id, unit.now, fields))
  }
  return true
}

function fieldsOf(
  source: PullSource,
  structure: StructureRead,
  enrollment: CarrierEnrollment,
  who: Pick<IndividualEnrollment, 'employee_id' | 'individual_id'>,
): Omit<IndividualEnrollment, keyof Stored> {
  const plan = structure.plans.get(enrollment.plan)
  if (!plan) {
    const what = `enrollment ${enrollment.id} is on plan ${enrollment.plan}`
    throw new Error(`${what}, which the carrier does not sell`)
  }
  return {
    group_id: source.group_id,
    carrier_id: source.carrier.id,
    ...who,
    individual_type: who.individual_id === who.employee_id ? 'employee' : 'dependent',
    group_enrollment_id: plan.group_enrollment_id,
    plan_id: plan.id,
    line_of_coverage: enrollment.line_of_coverage,
    effective_start_date: enrollment.effective_start_date,
    effective_end_date: enrollment.effective_end_date,
    configuration: enrollment.configuration,
    ...given(enrollment, 'volume', 'cobra', 'formerly'),
    carrier_enrollment: enrollment.id,
    carrier_version: enrollment.version,
  }
}
