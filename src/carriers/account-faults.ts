import type { GivenAccount } from './given.ts'
import type { CarrierProfile } from './profile.ts'

/** What of a given account cannot be. */
export interface AccountFault {
  /** Where it stands within the given account, as property names and positions: `['families', 0, 'enrollments', 1, 'plan']`. */
  readonly path: readonly (string | number)[]
  /** What is wrong, what it would have to be, without a value that tells who somebody is. */
  readonly message: string
}

/** What of a given account is impossible at this carrier, in the order it is written; none when it can be made. */
export function accountFaults(given: GivenAccount, carrier: CarrierProfile): readonly AccountFault[] {
  return (given.lines_of_coverage ?? []).flatMap((line, index) =>
    carrier.lines_of_coverage.includes(line)
      ? []
      : [{ path: ['lines_of_coverage', index], message: `${carrier.display_name} does not sell ${line}` }],
  )
}
