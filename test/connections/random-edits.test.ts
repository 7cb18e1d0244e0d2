import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Api, ApiReply } from '../api-client.ts'
import { atCarrier, LOOK } from '../carriers/at-carrier.ts'
import { opened } from '../scenario/opened.ts'
import { sized } from '../size.ts'
import { FULFILLMENT } from '../snapshots/families.ts'
import { bothSides, expectSame, syncTarget } from './same-as-carrier.ts'

const LIVES = sized({ landing: 40, full: 400 })
const AT = `${LOOK}/00650102`
const SCENARIO = new URL('three-employees.yaml', import.meta.url).pathname

/** Something a carrier's staff, the clock or Noyo's audit does; numbers choose among what is there, around its end. */
type Edit =
  | { readonly does: 'hire'; readonly name: string }
  | { readonly does: 'marry'; readonly nth: number; readonly name: string }
  | { readonly does: 'enroll'; readonly nth: number; readonly plan: number; readonly start: string }
  | { readonly does: 'end'; readonly nth: number; readonly end: string }
  | {
      readonly does: 'raise'
      readonly nth: number
      readonly volume: number
      readonly from: string | undefined
    }
  | { readonly does: 'rename'; readonly nth: number; readonly name: string }
  | { readonly does: 'leave' | 'drop'; readonly nth: number }
  | { readonly does: 'sync' }
  | { readonly does: 'advance'; readonly by: string }

const nth = fc.nat(30)
const name = fc.constantFrom('Ada', 'Berta', 'Carla', 'Dora', 'Edda')
const day = fc.constantFrom(
  '2025-07-01',
  '2025-12-31',
  '2026-01-01',
  '2026-01-07',
  '2026-02-01',
  '9999-12-31',
)
const oneOf = <D extends string>(does: D) => fc.constant(does)

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.oneof(
    fc.record({ does: oneOf('hire'), name }),
    fc.record({ does: oneOf('marry'), nth, name }),
    fc.record({ does: oneOf('enroll'), nth, plan: nth, start: day }),
    fc.record({ does: oneOf('end'), nth, end: day }),
    fc.record({
      does: oneOf('raise'),
      nth,
      volume: fc.integer({ min: 1, max: 9 }),
      from: fc.option(day, { nil: undefined }),
    }),
    fc.record({ does: oneOf('rename'), nth, name }),
    fc.record({ does: fc.constantFrom('leave' as const, 'drop' as const), nth }),
    fc.record({ does: oneOf('sync') }),
    fc.record({ does: oneOf('advance'), by: fc.constantFrom('5h', '1d', '30d') }),
  ),
  { minLength: 1, maxLength: 25 },
)

/** Does it as far as the rules let; undefined where nobody is there to do it to. */
async function perform(api: Api, groupId: string, edit: Edit, step: number): Promise<ApiReply | undefined> {
  if (edit.does === 'sync') return api.post(syncTarget(groupId))
  if (edit.does === 'advance') return api.post('/_sim/clock/advance', { by: edit.by })
  const { members, plans, enrollments } = await atCarrier(api, AT)
  // Everybody is somebody else: whom Noyo has known before keeps what it knows of them.
  const person = (first_name: string) => ({
    first_name,
    last_name: 'Random',
    date_of_birth: `1984-05-${String(step + 1).padStart(2, '0')}`,
    ssn: `90502${String(step + 1).padStart(4, '0')}`,
  })
  if (edit.does === 'hire') return api.post(`${AT}/members`, person(edit.name))
  const member = members[edit.nth % Math.max(1, members.length)]
  const enrollment = enrollments[edit.nth % Math.max(1, enrollments.length)]
  switch (edit.does) {
    case 'marry': {
      const subscriber_id = member?.subscriber_id ?? member?.id
      const spouse = { ...person(edit.name), relationship: 'spouse', subscriber_id }
      return member && api.post(`${AT}/members`, spouse)
    }
    case 'enroll': {
      const plan_id = plans[edit.plan % plans.length]?.id
      const coverage = { member_id: member?.id, plan_id, effective_start_date: edit.start }
      return member && api.post(`${AT}/enrollments`, coverage)
    }
    case 'end':
      return enrollment && api.patch(`${AT}/enrollments/${enrollment.id}`, { effective_end_date: edit.end })
    case 'raise': {
      const terms = { volume: edit.volume * 1000, effective_from: edit.from }
      return enrollment && api.patch(`${AT}/enrollments/${enrollment.id}`, terms)
    }
    case 'rename':
      return member && api.patch(`${AT}/members/${member.id}`, { first_name: edit.name })
    case 'leave':
      return member && api.delete(`${AT}/members/${member.id}`)
    case 'drop':
      return enrollment && api.delete(`${AT}/enrollments/${enrollment.id}`)
  }
}

describe('random edits at a carrier', () => {
  test('are in Noyo after an audit, whole and with no id that leads nowhere', async () => {
    const done = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(edits, async (row) => {
        const { api, simulator } = await opened({ scenario: SCENARIO, validateResponses: true })
        const [group] = (await api.get(`${FULFILLMENT}/groups?company=Kettle`)).body.response
        const compare = async () => {
          const today = (await api.get('/_sim/clock')).body.now.slice(0, 10)
          expectSame(await bothSides(api, group.id, AT, today))
        }
        for (const [step, edit] of [...row, { does: 'sync' } as const].entries()) {
          const reply = await perform(api, group.id, edit, step)
          if (!reply) continue
          expect(reply.status).toBeLessThan(500)
          if (reply.status < 300) done.set(edit.does, (done.get(edit.does) ?? 0) + 1)
          if (edit.does === 'sync') await compare()
        }
        await simulator.close()
      }),
      { numRuns: LIVES, seed: 11 },
    )
    // A property of edits that are all refused would hold too.
    const kinds = ['hire', 'marry', 'enroll', 'end', 'raise', 'rename', 'leave', 'drop', 'sync', 'advance']
    expect(kinds.filter((does) => (done.get(does) ?? 0) < LIVES / 8)).toEqual([])
  })
})
