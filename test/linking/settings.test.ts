import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Identity } from '../../src/linking/identity.ts'
import { match } from '../../src/linking/match.ts'
import { type LinkingSettings, linkingOptions, linkingSettings } from '../../src/linking/settings.ts'
import { inEveryMode } from '../modes.ts'
import { connectedGroup, newHire, somebody, submit } from '../snapshots/families.ts'
import { SOMEBODY } from './hard-cases.ts'

describe('a scenario chooses how people are linked', () => {
  const linked = (said: Partial<LinkingSettings>, changed: Partial<Identity>) => {
    const settings = linkingSettings({ options: linkingOptions(said) })
    const [verdict] = match(
      [{ person: { ...SOMEBODY, ...changed } }],
      [{ id: 'c', person: SOMEBODY }],
      'group',
      settings,
    )
    return verdict?.outcome === 'linked'
  }

  test.each([
    ['standard, by default', {}, { first_name: 'Bob', ssn: null }, true],
    ['a higher threshold', { threshold: 120 }, { first_name: 'Bob', ssn: null }, false],
    ['exact: a nickname', { matcher: 'exact' }, { first_name: 'Bob' }, false],
    ['exact: case and no SSN', { matcher: 'exact' }, { first_name: 'ROBERT', ssn: null }, true],
    ['exact: another SSN', { matcher: 'exact' }, { ssn: '955123987' }, false],
    ['score: a nickname without SSN', { matcher: 'score' }, { first_name: 'Bob', ssn: null }, false],
    ['score: date of birth and SSN', { matcher: 'score' }, { first_name: 'Olga', last_name: 'Brandt' }, true],
  ] as const)('%s', (_what, said, changed, expected) => {
    expect(linked(said, changed)).toBe(expected)
  })

  test('and the margin', () => {
    const candidates = [
      { id: 'a', person: SOMEBODY },
      { id: 'b', person: { ...SOMEBODY, first_name: 'Bob' } },
    ]
    const outcome = (margin: number) => {
      const settings = linkingSettings({ options: linkingOptions({ margin }) })
      return match([{ person: SOMEBODY }], candidates, 'group', settings)[0]?.outcome
    }
    expect([outcome(10), outcome(5)]).toEqual(['unknown', 'linked'])
  })
})

inEveryMode(
  'a world in which only what is equal is linked',
  ({ test }) => {
    test('makes a member of somebody with a nickname, and links the others', async ({ api, simulator }) => {
      const group = await connectedGroup(api, simulator)
      const { employment } = newHire().employee
      const there = { group_id: group, person: somebody({ first_name: 'Robert' }), employment }
      const { body: known } = await api.post('/fulfillment/api/v1/employees', there)
      const sent = (first_name: string, custom_individual_id: string) =>
        newHire({
          enable_member_auto_link: true,
          employee: { custom_individual_id, person: somebody({ first_name }), employment },
        })
      const nickname = await submit(api, group, sent('Bob', 'E-1'))
      expect(nickname.body.created_members).toHaveLength(1)
      const equal = await submit(api, group, sent('ROBERT', 'E-2'))
      expect(equal.body).toMatchObject({ employee_id: known.id, created_members: [] })
      const { links } = (await api.get(`/_sim/links?snapshot_id=${equal.body.id}`)).body
      expect(links[0]).toMatchObject({ decision: 'linked', candidates: [{ evidence: { all_equal: 100 } }] })
    })
  },
  { scenario: path.join(import.meta.dirname, 'exact.yaml') },
)
