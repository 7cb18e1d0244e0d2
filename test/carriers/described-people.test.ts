import { expect, test } from 'vitest'
import type { CarrierProfile } from '../../src/carriers/profile.ts'
import { carrierNamed } from '../../src/carriers/profiles/index.ts'
import type { CarrierMember } from '../../src/carriers/records.ts'
import { accountOf, subscribersOf } from './generated.ts'

const guardian = carrierNamed('guardian') as CarrierProfile

test('who is described keeps to what is told: names to their sex, families to the marital status, a last day to come', async () => {
  for (const seed of Array.from({ length: 20 }, (_, index) => `seed ${index}`)) {
    const account = await accountOf(
      {
        carrier: guardian,
        carrier_group_id: '00123456',
        families: [
          { person: { first_name: 'Catherine', marital_status: 'married' } },
          { person: { first_name: 'Diego', marital_status: 'domestic-partner' } },
          { person: { first_name: 'Robert', marital_status: 'single' } },
          { employment: { employment_status: 'terminated' } },
          { employment: { employment_dates: { terminated: '2026-01-25' } } },
        ],
      },
      seed,
    )
    const [catherine, diego, robert, gone, going] = subscribersOf(account)
    const sexes = [catherine, diego, robert].map((one) => one?.person.sex)
    expect(sexes.filter((sex) => sex === 'F' || sex === 'M')).toEqual(
      ['F', 'M', 'M'].filter((_, index) => ['F', 'M'].includes(sexes[index] ?? '')),
    )
    const relativesOf = (employee: CarrierMember | undefined) =>
      account.members.flatMap(({ subscriber, relationship }) =>
        subscriber === employee?.id && relationship !== undefined ? [relationship] : [],
      )
    const others = ['domestic-partner', 'civil-union', 'ex-spouse']
    expect(relativesOf(catherine).filter((one) => others.includes(one))).toEqual([])
    expect(relativesOf(diego).filter((one) => ['spouse', 'civil-union', 'ex-spouse'].includes(one))).toEqual(
      [],
    )
    expect(relativesOf(robert).filter((one) => [...others, 'spouse'].includes(one))).toEqual([])
    for (const { person } of account.members) expect(person.suffix).toBeUndefined()
    // Left when there were plans already, so that the carrier knows of it.
    expect((gone?.employment?.employment_dates.terminated ?? '') > '2025-01-05').toBe(true)
    expect(going?.employment?.employment_status).toBe('full-time')
  }
})
