import type { CarrierProfile } from '../../profile.ts'
import type { ErrorReportDialect } from '../dialect.ts'
import { exampleMutualReport } from './example-mutual.ts'
import { fictionalBenefitsReport } from './fictional-benefits.ts'
import { placeholderDentalReport } from './placeholder-dental.ts'
import { sampleLifeReport } from './sample-life.ts'
import { usualReport } from './usual.ts'

const OWN: Readonly<Record<string, ErrorReportDialect>> = {
  'example-mutual': exampleMutualReport,
  'fictional-benefits': fictionalBenefitsReport,
  'placeholder-dental': placeholderDentalReport,
  'sample-life': sampleLifeReport,
}

/** How the carrier writes its error reports. */
export function reportDialectOf({ slug }: Pick<CarrierProfile, 'slug'>): ErrorReportDialect {
  return OWN[slug] ?? usualReport
}
