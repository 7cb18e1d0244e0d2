import { reportName } from '../carriers/error-reports/dialect.ts'
import { reportDialectOf } from '../carriers/error-reports/dialects/index.ts'
import type { CarrierProfile } from '../carriers/profile.ts'
import type { Unit } from '../kernel/unit.ts'
import { sourceCreated } from './events.ts'
import { type DocumentSource, documentSources } from './records.ts'

export interface StreamOf {
  readonly carrier: CarrierProfile
  readonly group_id: string
  readonly carrier_group_id: string
  /** A carrier may send several files of one employer, such as one for medical and one for dental. */
  readonly stream?: string | undefined
}

/**
 * The stream in which a carrier's error reports on one employer come: known from the first on. Assumed: one for each group and
 * carrier, told apart by the file's name.
 */
export async function documentSourceOf(unit: Unit, of: StreamOf): Promise<DocumentSource> {
  const { carrier, group_id, carrier_group_id, stream } = of
  const match_value = reportName(reportDialectOf(carrier), carrier_group_id, stream)
  const known = await unit.first(documentSources, 'match', `${carrier.id}/${match_value}`)
  if (known) return known
  const told = stream === undefined ? carrier_group_id : `${carrier_group_id}, ${stream}`
  const source = await unit.create(documentSources, `${carrier.id}/${match_value}`, {
    organization_id: unit.setting.organization_id,
    partner_id: carrier.id,
    partner_type: 'carrier',
    name: `${carrier.display_name} error reports (${told})`,
    source_description: `What ${carrier.display_name} finds wrong in the files it gets for ${carrier_group_id}.`,
    report_format: 'csv',
    match_strategy: 'FILENAME_EXACT',
    match_value,
    group_ids: [group_id],
  })
  unit.emit(sourceCreated.of(documentSources, source, { partner_id: carrier.id, name: source.name }))
  return source
}
