import { type CarrierProfile, LINES_OF_COVERAGE } from '../../profile.ts'
import type { FileSpec } from '../spec.ts'
import { exampleMutualFile } from './example-mutual.ts'
import { placeholderDentalFile } from './placeholder-dental.ts'
import { sampleLifeFile } from './sample-life.ts'
import { relationshipsOf834, sexLetters, shortColumns, shortTiers } from './usual-codes.ts'

/** The usual dialect, of every carrier that has none of its own. Assumed: daily at 06:00 in the east. */
const usualFile: FileSpec = {
  delimiter: ',',
  columns: [
    ...shortColumns,
    { field: 'cobra_start_date', header: 'COBRA_START' },
    { field: 'cobra_end_date', header: 'COBRA_END' },
  ],
  date: 'YYYY-MM-DD',
  ssn: 'digits',
  plan: 'name',
  codes: {
    relationship: relationshipsOf834,
    line_of_coverage: Object.fromEntries(LINES_OF_COVERAGE.map((line) => [line, line.toUpperCase()])),
    tier: shortTiers,
    sex: sexLetters,
  },
  dependent_ssn: 'optional',
  words: {
    row_unreadable: 'Row could not be read',
    missing_ssn: 'Missing SSN',
    invalid_ssn: 'Invalid SSN',
    missing_address: 'Missing address',
    invalid_date_of_birth: 'Invalid date of birth',
    unknown_code: 'Unknown code',
    duplicate_member: 'Duplicate member',
    dependent_without_employee: 'Dependent without employee',
    overage_dependent: 'Overage dependent',
    unknown_plan: 'Unknown plan',
    unknown_class: 'Unknown class',
    coverage_before_hire: 'Coverage before hire date',
    coverage_before_birth: 'Coverage before birth',
    coverage_outside_plan: 'Coverage outside plan dates',
    invalid_volume: 'Invalid volume',
  },
  approved_from: 0.9,
  cadence: { rrule: 'RRULE:FREQ=DAILY', time_of_day: '06:00', zone_info: 'US/Eastern' },
}

const OWN: Readonly<Record<string, FileSpec>> = {
  'example-mutual': exampleMutualFile,
  'placeholder-dental': placeholderDentalFile,
  'sample-life': sampleLifeFile,
}

/** What the carrier's companion guide says. */
export function fileSpecOf({ slug }: Pick<CarrierProfile, 'slug'>): FileSpec {
  return OWN[slug] ?? usualFile
}
