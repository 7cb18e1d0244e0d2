import type { FileSpec } from '../spec.ts'
import { relationshipsOf834, sexLetters, shortColumns, shortTiers } from './usual-codes.ts'

/** Pipes between the columns, salaries and volumes, Social Security numbers of dependents too; files on weekdays. */
export const sampleLifeFile: FileSpec = {
  delimiter: '|',
  columns: shortColumns,
  date: 'YYYY-MM-DD',
  ssn: 'digits',
  plan: 'code',
  codes: {
    relationship: relationshipsOf834,
    line_of_coverage: { life: 'LIF', add: 'ADD', std: 'STD', ltd: 'LTD', critical_illness: 'CI' },
    tier: shortTiers,
    sex: sexLetters,
  },
  dependent_ssn: 'required',
  words: {
    row_unreadable: 'The record does not follow the layout',
    missing_ssn: 'A Social Security number is required',
    invalid_ssn: 'The Social Security number is not valid',
    missing_address: 'A complete address is required',
    invalid_date_of_birth: 'The date of birth is missing or lies in the future',
    unknown_code: 'The code is not in the companion guide',
    duplicate_member: 'The insured is listed twice',
    dependent_without_employee: 'The dependent has no insured employee',
    overage_dependent: 'The child has reached the limiting age',
    unknown_plan: 'The plan is not part of the policy',
    unknown_class: 'The division or class is not part of the policy',
    coverage_before_hire: 'Coverage begins before the date of hire',
    coverage_before_birth: 'Coverage begins before the date of birth',
    coverage_outside_plan: 'Coverage begins outside the policy period',
    invalid_volume: 'The volume is outside the schedule of insurance',
  },
  approved_from: 0.9,
  cadence: {
    rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    time_of_day: '05:30',
    zone_info: 'US/Central',
  },
}
