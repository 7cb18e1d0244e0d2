import type { FileSpec } from '../spec.ts'
import { relationshipsOf834, sexLetters, shortColumns, shortTiers } from './usual-codes.ts'

/** Short headers, compact dates, codes throughout; daily files. */
export const exampleMutualFile: FileSpec = {
  delimiter: ',',
  columns: [
    ...shortColumns,
    { field: 'cobra_start_date', header: 'COBRA_FROM' },
    { field: 'cobra_end_date', header: 'COBRA_TO' },
  ],
  date: 'YYYYMMDD',
  ssn: 'digits',
  plan: 'code',
  codes: {
    relationship: relationshipsOf834,
    line_of_coverage: {
      medical: 'HLT',
      dental: 'DEN',
      vision: 'VIS',
      pharmacy: 'PDG',
      health_fund: 'HSA',
      wellness: 'WEL',
    },
    tier: shortTiers,
    sex: sexLetters,
  },
  dependent_ssn: 'optional',
  words: {
    row_unreadable: 'REC NOT PROCESSED - FORMAT',
    missing_ssn: 'SSN MISSING',
    invalid_ssn: 'SSN INVALID',
    missing_address: 'ADDRESS INCOMPLETE',
    invalid_date_of_birth: 'DOB MISSING OR FUTURE',
    unknown_code: 'INVALID CODE VALUE',
    duplicate_member: 'DUPLICATE MBR ON FILE',
    dependent_without_employee: 'DEP HAS NO SUBSCRIBER',
    overage_dependent: 'DEP EXCEEDS AGE LIMIT',
    unknown_plan: 'PLAN CODE NOT ON GROUP',
    unknown_class: 'CLASS CODE NOT ON GROUP',
    coverage_before_hire: 'EFF DATE PRIOR TO HIRE',
    coverage_before_birth: 'EFF DATE PRIOR TO DOB',
    coverage_outside_plan: 'EFF DATE OUTSIDE PLAN DATES',
    invalid_volume: 'VOLUME NOT ALLOWED',
  },
  approved_from: 0.95,
  cadence: { rrule: 'RRULE:FREQ=DAILY', time_of_day: '06:00', zone_info: 'US/Eastern' },
}
