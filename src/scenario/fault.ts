/** One thing wrong in a scenario file: where, what, and what would be right. Lines and columns count from 1. */
export interface ScenarioFault {
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where in the document, as `groups[0].carriers[1].carrier`; empty for the whole. */
  readonly place: string
  readonly message: string
  readonly nearest?: string
}

export function faultText(fault: ScenarioFault): string {
  const place = fault.place === '' ? '' : `${fault.place}: `
  const nearest = fault.nearest === undefined ? '' : ` Nearest: "${fault.nearest}".`
  return `${fault.file}:${fault.line}:${fault.column}: ${place}${fault.message}${nearest}`
}

/** A scenario that cannot be used. Nothing has been changed when this is thrown. */
export class ScenarioError extends Error {
  readonly faults: readonly ScenarioFault[]

  constructor(faults: readonly ScenarioFault[]) {
    super(faults.map(faultText).join('\n'))
    this.name = 'ScenarioError'
    this.faults = faults
  }
}
