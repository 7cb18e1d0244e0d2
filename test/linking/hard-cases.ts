import type { Identity } from '../../src/linking/identity.ts'

/** A person as the platform and as the carrier know them, and whether the two are linked when nobody else is there. */
export interface HardCase {
  readonly name: string
  readonly platform: Partial<Identity>
  readonly carrier: Partial<Identity>
  readonly linked: boolean
  readonly reason: string
}

type Row = readonly [
  name: string,
  platform: Partial<Identity>,
  carrier: Partial<Identity>,
  linked: boolean,
  reason: string,
]

export const SOMEBODY: Identity = {
  first_name: 'Robert',
  last_name: 'Marchbanks',
  date_of_birth: '1984-03-25',
  ssn: '912345678',
}

export function cases(rows: readonly Row[]): HardCase[] {
  return rows.map(([name, platform, carrier, linked, reason]) => ({
    name,
    platform,
    carrier,
    linked,
    reason,
  }))
}

/** Without an SSN on the platform's side, so that names and dates must do. */
export function withoutSsn(
  rows: readonly (readonly [string, Partial<Identity>, Partial<Identity>, boolean, string])[],
): HardCase[] {
  return cases(
    rows.map(([name, one, other, linked, reason]) => [name, { ssn: null, ...one }, other, linked, reason]),
  )
}
