import { type CarrierAccount, type GivenCarrierGroup, generatedAccount } from '../../src/carriers/account.ts'
import type { CarrierMember } from '../../src/carriers/records.ts'
import type { IsoDate } from '../../src/kernel/instant.ts'
import type { Setting } from '../../src/kernel/world.ts'
import { ORGANIZATION } from './unit-of-work.ts'

export const TODAY: IsoDate = '2026-01-05'

/** A world's setting, as far as accounts are made from it. */
export function settingOf(seed = 'test', today: IsoDate = TODAY): Setting {
  const started = Date.parse(`${today}T09:00:00Z`)
  return {
    id: 'setting',
    version: 'first',
    created: started,
    modified: started,
    started,
    seed,
    scenario: 'none',
    profile: 'production',
    pace: 'demo',
    organization_id: ORGANIZATION,
    options: {},
  }
}

/** An account as it is made, without a world. */
export function accountOf(given: GivenCarrierGroup, seed?: string, today?: IsoDate): Promise<CarrierAccount> {
  const setting = settingOf(seed, today)
  return generatedAccount({ setting, now: setting.started }, given)
}

export const subscribersOf = ({ members }: CarrierAccount): CarrierMember[] =>
  members.filter(({ subscriber }) => subscriber === undefined)
