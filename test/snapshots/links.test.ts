import { expect } from 'vitest'
import { inEveryMode } from '../modes.ts'
import { connectedGroup, type Json, NOBODY, newHire, somebody, submit } from './families.ts'

/** One digit from the day of birth of somebody(). */
const NEAR = '1988-02-19'

/** A new employee of this name and more, as the platform knows them. */
function hire(custom_individual_id: string, person: Json, changed: Json = {}): Json {
  return newHire({
    enable_member_auto_link: true,
    employee: { ...newHire().employee, custom_individual_id, person: somebody(person) },
    ...changed,
  })
}

inEveryMode('why somebody was linked or created', ({ test }) => {
  test('is told with every candidate, its evidence and points, and the rule that decided', async ({
    api,
    simulator,
  }) => {
    const group = await connectedGroup(api, simulator)
    const employees = (await api.get(`/fulfillment/api/v1/groups/${group}/employees?page_size=100`)).body
      .response
    const known = employees.find(
      ({ person }: Json) =>
        employees.filter((other: Json) => other.person.date_of_birth === person.date_of_birth).length === 1,
    )
    const dependent = { custom_individual_id: 'D-1', relationship: 'child', person: somebody({ ssn: null }) }
    const { body } = await submit(
      api,
      group,
      hire(
        'E-1',
        { ...known.person, first_name: 'Nobodyscall', last_name: 'Zzyzx' },
        { dependents: [dependent] },
      ),
    )
    expect(body.employee_id).toBe(known.id)
    const { body: told } = await api.get(`/_sim/links?snapshot_id=${body.id}`)
    expect(told.links).toEqual([
      {
        member_id: known.id,
        member_type: 'employee',
        snapshot_id: body.id,
        custom_individual_id: 'E-1',
        decision: 'linked',
        rule: 'points',
        reason: expect.stringContaining('reaches the threshold'),
        at: expect.any(String),
        would_change: [`Without the SSN it would not be linked to ${known.id}.`],
        candidates: [
          {
            member_id: known.id,
            score: expect.any(Number),
            evidence: {
              ssn_equal: 60,
              date_of_birth_equal: 40,
              last_name_different: -12,
              first_name_different: -15,
              sex_equal: 2,
            },
            text: expect.stringMatching(
              /^The SSNs are equal \(\+60\); the dates of birth are equal \(\+40\); /,
            ),
          },
        ],
      },
      {
        member_id: body.created_members[0].id,
        member_type: 'dependent',
        snapshot_id: body.id,
        custom_individual_id: 'D-1',
        decision: 'created',
        rule: expect.stringMatching('nobody_similar'),
        reason: expect.any(String),
        at: expect.any(String),
        candidates: expect.any(Array),
      },
    ])
    const { body: ofMember } = await api.get(`/_sim/links?member_id=${known.id.toUpperCase()}`)
    expect(ofMember.links).toEqual([
      expect.objectContaining({ decision: 'created', rule: 'read_from_carrier' }),
      told.links[0],
    ])
    for (const secret of [known.person.ssn, known.person.last_name, known.person.date_of_birth]) {
      expect(JSON.stringify(ofMember)).not.toContain(secret)
    }

    const again = await submit(
      api,
      group,
      hire('E-1', known.person, { dependents: [{ ...dependent, id: body.created_members[0].id }] }),
    )
    const { body: second } = await api.get(`/_sim/links?snapshot_id=${again.body.id}`)
    expect(second.links).toMatchObject([
      { member_id: known.id, decision: 'linked', rule: 'known_custom_id' },
      { member_id: body.created_members[0].id, decision: 'linked', rule: 'known_noyo_id' },
    ])
    expect((await api.get(`/_sim/links?member_id=${known.id}`)).body.links).toHaveLength(2)
  })

  const twin = { first_name: 'Ottilie', last_name: 'Marchbanks' }
  const rules: readonly (readonly [rule: string, what: string, sent: Json[], changed?: Json])[] = [
    ['nobody_similar', 'nobody alike', [{ date_of_birth: '1999-01-02', ssn: '988119911' }]],
    ['below_threshold', 'another last name, without SSN', [{ last_name: 'Brandt', ssn: null }]],
    ['vetoed', 'the SSN of somebody born in the same month', [{ first_name: 'Gerald', date_of_birth: NEAR }]],
    ['taken', 'somebody who has a custom id', [twin]],
    ['not_asked', 'somebody alike, and the flag off', [{}], { enable_member_auto_link: false }],
  ]
  for (const [rule, what, [person], changed] of rules) {
    test(`names the rule of a creation: ${what}`, async ({ api, simulator }) => {
      const group = await connectedGroup(api, simulator)
      if (rule === 'taken') await submit(api, group, hire('E-0', {}))
      else {
        await api.post('/fulfillment/api/v1/employees', {
          group_id: group,
          person: somebody(),
          employment: newHire().employee.employment,
        })
      }
      const { body } = await submit(api, group, hire('E-1', person, changed))
      expect(body.created_members).toHaveLength(1)
      const { links } = (await api.get(`/_sim/links?snapshot_id=${body.id}`)).body
      expect(links).toMatchObject([{ member_id: body.employee_id, decision: 'created', rule }])
      expect(links[0].candidates).toHaveLength(rule === 'nobody_similar' ? 0 : 1)
      expect(body.warnings).toHaveLength(rule === 'nobody_similar' ? 0 : 1)
      if (body.warnings[0]) expect(body.warnings[0]).toContain(links[0].candidates[0].member_id)
    })
  }

  test('names the rule of a creation: two who are as much alike', async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const { employment } = newHire().employee
    for (const _twice of [1, 2]) {
      await api.post('/fulfillment/api/v1/employees', { group_id: group, person: somebody(), employment })
    }
    const { body } = await submit(api, group, hire('E-1', {}))
    const { links } = (await api.get(`/_sim/links?member_id=${body.employee_id}`)).body
    expect(links).toMatchObject([{ decision: 'created', rule: 'ambiguous' }])
    expect(links[0].candidates.map(({ score }: Json) => score)).toEqual([165, 165])
  })

  const sentences = [
    ['ssn', 'With the SSN equal'],
    ['date_of_birth', 'With the date of birth equal'],
    ['first_name', 'With the first name equal'],
    ['last_name', 'With the last name equal'],
  ] as const
  const unlike: readonly (readonly [what: string, sent: Json])[] = [
    ['another last name', { last_name: 'Brandt', ssn: null }],
    ['another day of birth and SSN', { date_of_birth: '1988-10-03', ssn: '988119911' }],
    ['another first name', { first_name: 'Gerald', ssn: null }],
  ]
  for (const [what, person] of unlike) {
    test(`tells truly what would have changed the outcome: ${what}`, async ({ api, simulator }) => {
      const group = await connectedGroup(api, simulator)
      const { employment } = newHire().employee
      const there = { group_id: group, person: somebody(), employment }
      const { body: known } = await api.post('/fulfillment/api/v1/employees', there)
      const before = await simulator.checkpoint()
      const { body } = await submit(api, group, hire('E-1', person))
      expect(body.created_members).toHaveLength(1)
      const [told] = (await api.get(`/_sim/links?snapshot_id=${body.id}`)).body.links
      let changes = 0
      for (const [field, sentence] of sentences) {
        await simulator.restore(before)
        const changed = { ...person, [field]: (somebody() as Json)[field] }
        const again = await submit(api, group, hire('E-1', changed))
        const isLinked = again.body.employee_id === known.id
        const says = (told.would_change ?? []).some((text: string) => text.startsWith(sentence))
        const isChange = field in person
        expect([field, says]).toEqual([field, isLinked && isChange])
        changes += says ? 1 : 0
      }
      expect(changes).toBeGreaterThan(0)
    })
  }

  test("a custom id given by Noyo's id is told, a rehearsal is not", async ({ api, simulator }) => {
    const group = await connectedGroup(api, simulator)
    const [known] = (await api.get(`/fulfillment/api/v1/groups/${group}/employees`)).body.response
    const member_snapshot = newHire({ employee: { ...newHire().employee, id: known.id } })
    await api.post(`/fulfillment/api/v1/groups/${group}/member_snapshots/test`, { member_snapshot })
    const before = (await api.get(`/_sim/links?member_id=${known.id}`)).body.links
    expect(before).toMatchObject([{ rule: 'read_from_carrier' }])
    await submit(api, group, member_snapshot)
    const after = (await api.get(`/_sim/links?member_id=${known.id}`)).body.links
    expect(after).toMatchObject([{ rule: 'read_from_carrier' }, { decision: 'linked', rule: 'noyo_id' }])
  })

  test('is asked of one member or one snapshot that there is', async ({ api }) => {
    for (const query of ['', `?member_id=${NOBODY}&snapshot_id=${NOBODY}`]) {
      const { status, body } = await api.get(`/_sim/links${query}`)
      expect([status, body.error.code]).toEqual([422, 'links_of_whom'])
    }
    for (const query of [`?member_id=${NOBODY}`, `?snapshot_id=${NOBODY}`]) {
      const { status, body } = await api.get(`/_sim/links${query}`)
      expect([status, body.error.code]).toEqual([404, 'not_found'])
    }
    expect((await api.get('/_sim/links?member_id=peggy')).status).toBe(422)
  })
})
