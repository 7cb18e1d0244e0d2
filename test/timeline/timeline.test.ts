import { expect, test } from 'vitest'
import { family, sendCensus } from '../feeds/census.ts'
import { opened, scenarioFile } from '../scenario/opened.ts'

const V1 = '/fulfillment/api/v1'

/** A bakery at Guardian and Example Mutual, and what happens to it. */
const world = (timeline: string, expectations = '') => `
title: A bakery
clock: { mode: frozen, start: 2026-01-05T09:00:00Z }
pace: demo
groups:
  - name: Bakery
    carriers:
      - carrier: guardian
        carrier_group_id: "00410125"
        requested: -20d
        people:
          - first_name: Ada
            last_name: Moreno
            ssn: 900-12-3456
            dependents: []
          - first_name: Lee
            last_name: Park
            ssn: 900-12-3457
            dependents: []
timeline:
${timeline}
${expectations}
`

const TWO_DAYS = `
  - name: held
    at: +2d
    standing: { outcome: noyo_review }
  - after: 1d
    transition: { status: noyo_review, force: true }
    expect:
      - connection: noyo_review
`

test('a step does what the operation of the same name does, at its time, and its events name its line', async () => {
  const { api, simulator } = await opened({ scenario: scenarioFile(world(TWO_DAYS)) })
  const statusNow = async () => (await api.get(`${V1}/group_connections`)).body.response[0].status
  await simulator.clock.advance('71h')
  expect(await statusNow()).toBe('completed')
  const standing = await api.get('/_sim/events?type=carrier_standing.changed')
  expect(standing.body.events).toMatchObject([
    { at: '2026-01-07T09:00:00.000Z', cause: { by: 'job', first: { by: 'scenario', line: 22 } } },
  ])
  await simulator.clock.advance('1h')
  expect(await statusNow()).toBe('noyo_review')
  const met = await api.get('/_sim/events?type=timeline.expectation_met')
  expect(met.body.events).toMatchObject([{ at: '2026-01-08T09:00:00.000Z', data: { found: 'noyo_review' } }])
})

test('settle does not go on to a step', async () => {
  const { simulator } = await opened({ scenario: scenarioFile(world(TWO_DAYS)) })
  expect((await simulator.clock.settle()).now).toBe('2026-01-05T09:00:00.000Z')
})

test('steps come again after a reset and from a checkpoint, and in a sandbox of the scenario', async () => {
  const { api, simulator } = await opened({ scenario: scenarioFile(world(TWO_DAYS)) })
  const statusNow = async () => (await api.get(`${V1}/group_connections`)).body.response[0].status
  await simulator.clock.advance('60h')
  const between = await simulator.checkpoint()
  for (const back of [() => simulator.restore(between), () => simulator.reset()]) {
    await simulator.clock.advance('5d')
    expect(await statusNow()).toBe('noyo_review')
    await back()
    expect(await statusNow()).toBe('completed')
  }
  await simulator.clock.advance('5d')
  expect(await statusNow()).toBe('noyo_review')
  const other = await simulator.sandbox()
  await other.clock.advance('5d')
  const events = await api.get('/_sim/events?type=timeline.step_done', {
    headers: { 'x-mock-noyo-sandbox': other.id },
  })
  expect(events.body.events).toHaveLength(2)
})

test('in one leap and in many steps the same happens at the same time', async () => {
  const story = async (leaps: number) => {
    const { simulator } = await opened({ scenario: scenarioFile(world(TWO_DAYS)) })
    for (let leap = 0; leap < leaps; leap += 1) await simulator.clock.advance(`${240 / leaps}h`)
    return (await simulator.playTimeline()).story
  }
  expect(await story(48)).toEqual(await story(1))
})

test('a step that is refused is told with file, line and reason, harms nothing, and what waits for it does not come', async () => {
  const text = world(
    `
  - name: impossible
    at: +1d
    transition: { status: waiting_on_carrier }
  - after: 1d
    sync: true
    expect: [{ employees: 2 }]
  - at: +4d
    edit_member: { first_name: Nobody, last_name: Known, set: { first_name: X } }
`,
    'expect: [{ connection: completed }]',
  )
  const { api, simulator } = await opened({ scenario: scenarioFile(text) })
  const { ok, steps, expectations } = await simulator.playTimeline()
  expect(ok).toBe(false)
  expect(steps).toMatchObject([
    {
      step: 'impossible',
      line: 22,
      status: 'refused',
      problem: expect.stringContaining('waiting_on_carrier'),
    },
    { step: 'sync', line: 25, status: 'did not come', problem: expect.stringContaining('in line 22') },
    {
      step: 'edit member',
      line: 28,
      status: 'refused',
      problem: expect.stringContaining('nobody of this name'),
    },
  ])
  expect(expectations).toMatchObject([
    { line: 27, met: false, found: null },
    { met: true, found: 'completed' },
  ])
  const refused = (await api.get('/_sim/events?type=timeline.step_refused')).body.events
  expect(refused).toMatchObject([{ data: { line: 22, file: expect.stringContaining('world.yaml') } }, {}])
})

test('what is missed says line, expected and found, and nothing of who somebody is', async () => {
  const text = world(
    `
  - at: +1d
    expect:
      - employees: 3
      - record: { kind: employee, where: { person.first_name: Ada }, field: person.ssn, equals: "900999999" }
      - record: { kind: employee, where: { person.first_name: Ada }, field: person.last_name, equals: Moreno }
      - record: { kind: plan, where: { name: None of these }, field: line_of_coverage, equals: dental }
`,
  )
  const { simulator } = await opened({ scenario: scenarioFile(text) })
  const report = await simulator.playTimeline()
  expect(report.expectations).toMatchObject([
    { line: 24, what: 'employees', expected: '3', found: '2', met: false },
    { line: 25, met: false, expected: 'as the file says', found: 'another value' },
    { line: 26, met: true },
    { line: 27, met: false, found: 'no such plan' },
  ])
  expect(JSON.stringify(report)).not.toMatch(/900999999|900123456|Moreno|Ada/)
})

test("the carrier's own edit of a member shows after a sync", async () => {
  const text = world(
    `
  - at: +1d
    edit_member: { first_name: Ada, last_name: Moreno, set: { first_name: Adaline } }
    expect:
      - record: { kind: employee, where: { person.last_name: Moreno }, field: person.first_name, equals: Ada }
  - after: 1min
    sync: true
    expect:
      - record: { kind: employee, where: { person.last_name: Moreno }, field: person.first_name, equals: Adaline }
`,
  )
  const { simulator } = await opened({ scenario: scenarioFile(text) })
  expect(await simulator.playTimeline()).toMatchObject({ ok: true })
})

test('an error report and a run of the feed come as steps', async () => {
  const text = world(
    `
  - at: +1d
    group: Orchard
    error_report:
      rows: [{ message: No coverage on file, first_name: Nobody, last_name: Known, category: missing_coverage }]
    expect:
      - issues: { count: 1, category: missing_coverage, status: open }
  - after: 1d
    group: Orchard
    error_report: { rows: [] }
    expect:
      - issues: { count: 1, status: resolved }
  - name: nobody sent
    after: 1h
    group: Orchard
    run_feed: true
`,
  ).replace(
    'timeline:',
    `  - name: Orchard
    carriers:
      - { carrier: example-mutual, carrier_group_id: EM123456, requested: -20d }
timeline:`,
  )
  const { simulator } = await opened({ scenario: scenarioFile(text) })
  const { steps, expectations } = await simulator.playTimeline()
  expect(expectations.map(({ met }) => met)).toEqual([true, true])
  expect(steps.at(-1)).toMatchObject({ status: 'refused', problem: expect.stringContaining('no snapshot') })
})

test('a step waits for the first event of its kind, of its group and to its status', async () => {
  const text = world(
    `
  - at: +1d
    transition: { status: noyo_review, force: true }
  - at: +2d
    transition: { status: completed, force: true }
  - name: back again
    on: { event: group_connection.status_changed, to: completed }
    expect: [{ connection: completed }]
  - name: not here
    on: { event: group_connection.status_changed, to: unable_to_connect }
`,
  )
  const { simulator } = await opened({ scenario: scenarioFile(text) })
  const { ok, steps } = await simulator.playTimeline()
  expect(steps.slice(2)).toMatchObject([
    { step: 'back again', status: 'done', at: '2026-01-07T09:00:00.000Z' },
    { step: 'not here', status: 'did not come', at: null, problem: expect.stringContaining('unable_to') },
  ])
  expect(ok).toBe(false)
})

test('a body that the API would refuse is told before the world starts, by line, column and field, not by value', async () => {
  const faults = async (steps: string) => {
    const scenario = scenarioFile(world(steps))
    return opened({ scenario }).then(
      () => [],
      (error: Error) => error.message.replaceAll(/^.*world\.yaml:/gm, '').split('\n'),
    )
  }
  const told = await faults(`
  - at: +1d
    snapshot:
      snapshot_mode: current_open
      enable_member_autolink: true
      employee:
        custom_individual_id: E-1
        person: { first_name: Ada, last_name: Moreno, date_of_birth: 12 April 1988, ssn: 900123456, sex: W }
      coverages:
        - { carrier_id: gaurdian, line_of_coverage: dentl, plan_name: Dental High, enrolled_members: [] }
`)
  const place = 'timeline[0].snapshot'
  const unknown = 'The API has no field "enable_member_autolink" here. Nearest: "enable_member_auto_link".'
  expect(told).toEqual([
    `25:7: ${place}.enable_member_autolink: ${unknown}`,
    expect.stringMatching(/^27:9: timeline\[0\]\.snapshot\.employee: "employment" is missing/),
    expect.stringMatching(/^28:17: .*employee\.person: "home_address" is missing/),
    expect.stringMatching(/^28:17: .*employee\.person: "mailing_address" is missing/),
    expect.stringMatching(
      /^28:70: .*date_of_birth: Not a valid date\. For example: date_of_birth: "2026-02-28"$/,
    ),
    expect.stringMatching(/^28:90: .*ssn: Not a valid string\. Put it in quotes\.$/),
    expect.stringMatching(/^28:106: .*sex: Must be one of: F, M/),
    expect.stringMatching(/^30:25: .*There is no carrier "gaurdian"\..* Nearest: "guardian"\.$/),
    expect.stringMatching(/^30:53: .*Must be one of: .* Nearest: "dental"\.$/),
  ])
  expect(told.join()).not.toMatch(/900123456|1988|Moreno/)
  const others = await faults(`
  - edit_member: { first_name: Ada, last_name: Moreno, set: { frist_name: Adaline } }
  - error_report: { rows: [{ message: x, date_of_birth: "1988-02-31" }] }
`)
  expect(others).toEqual([
    expect.stringMatching(/^22:63: .*edit_member\.set\.frist_name: .* Nearest: "first_name"\.$/),
    expect.stringMatching(/^23:57: .*rows\[0\]\.date_of_birth: Not a valid date/),
  ])
})

test('a carrier changes how it stands to everybody, and to a group that the file does not have', async () => {
  const text = world(`
  - carrier: beam
    everybody: true
    standing: { delay: 6h, cadence: weekly, report_after: 2h }
  - carrier: beam
    carrier_group_id: "HP10325"
    standing: { outcome: noyo_review, delay: 1h, approve_after: 1d }
`)
  const { api, simulator } = await opened({ scenario: scenarioFile(text) })
  expect(await simulator.playTimeline()).toMatchObject({ ok: true })
  const standing = async (id: string) => (await api.get(`/_sim/carriers/beam/groups/${id}`)).body.standing
  const everybody = {
    delay: '21600s',
    cadence: { rrule: 'RRULE:FREQ=WEEKLY;BYDAY=MO' },
    report_after: '7200s',
  }
  expect(await standing('HP10425')).toEqual(everybody)
  const own = { outcome: 'noyo_review', delay: '3600s', approve_after: '86400s' }
  expect(await standing('HP10325')).toEqual({ ...everybody, ...own })
})

test('error reports said of a carrier come at their time, and not before it has read a file', async () => {
  const text = `
title: An orchard
clock: { mode: frozen, start: 2026-01-05T09:00:00Z }
carriers:
  example-mutual:
    error_reports:
      - { after: 1h, rows: [{ message: Early, first_name: Nobody, last_name: Known, category: invalid_ssn }] }
      - { after: 3d, rows: [] }
groups:
  - name: Orchard
    carriers:
      - carrier: example-mutual
        carrier_group_id: EM123456
        requested: true
        plans: [{ line_of_coverage: dental, name: Dental High, effective_start_date: 2024-01-01 }]
        error_reports:
          - after: 2d
            stream: own
            rows: [{ message: Own, first_name: Nobody, last_name: Known, category: missing_ssn }]
`
  const { api, simulator } = await opened({ scenario: scenarioFile(text) })
  const issues = async () => {
    const { response } = (await api.get(`${V1}/issues`)).body
    return response.map(({ category, status }: Record<string, string>) => `${category} ${status}`).sort()
  }
  await simulator.clock.advance('2h')
  expect(await issues()).toEqual([])
  const [group] = (await api.get(`${V1}/groups`)).body.response
  const { body } = await api.get(`${V1}/groups/${group.id}/plans`)
  await sendCensus(api, group.id, [family(1, body.response[0])])
  await simulator.clock.settle()
  expect(await issues()).toEqual(['invalid_ssn open'])
  const report = await simulator.playTimeline()
  expect(report.ok).toBe(true)
  expect(report.steps.map(({ line, at }) => [line, at?.slice(0, 16)])).toEqual([
    [7, '2026-01-05T11:00'],
    [8, '2026-01-08T09:00'],
    [17, '2026-01-07T09:00'],
  ])
  expect(await issues()).toEqual(['invalid_ssn resolved', 'missing_ssn open'])
})

test('steps at the start come one after the other too, and hear what those before them did', async () => {
  const text = world(`
  - standing: { outcome: noyo_review }
  - standing: { delay: 1h }
  - carrier: example-mutual
    connect: true
  - name: heard
    on: { event: group_connection.created, carrier: example-mutual }
`).replace('timeline:', '      - { carrier: example-mutual, carrier_group_id: EM123456 }\ntimeline:')
  const guardian = text.replaceAll(/ {2}- standing/g, '  - carrier: guardian\n    standing')
  const { simulator } = await opened({ scenario: scenarioFile(guardian) })
  const { ok, steps } = await simulator.playTimeline()
  expect(steps.map(({ status, at }) => [status, at])).toEqual(
    Array(4).fill(['done', '2026-01-05T09:00:00.000Z']),
  )
  expect(ok).toBe(true)
})

test('playing to the end again changes nothing more', async () => {
  const { simulator } = await opened({ scenario: scenarioFile(world(TWO_DAYS)) })
  const first = await simulator.playTimeline()
  expect(await simulator.playTimeline()).toEqual(first)
})

test('an unknown name and a time before the start are told with line, column and what would be right', async () => {
  const faults = async (timeline: string) =>
    opened({ scenario: scenarioFile(world(timeline)) }).then(
      () => 'none',
      (error: Error) => error.message.replace(/^.*world\.yaml/gm, ''),
    )
  expect(await faults('  - { group: Bakry, sync: true }')).toMatch(/^:21:14: .*Nearest: "Bakery"/)
  expect(await faults('  - { carrier: beam, sync: true }')).toMatch(/^:21:16: .*It has: guardian/)
  expect(await faults('  - { at: -1d, sync: true }')).toMatch(/^:21:11: .*For example: at: \+2d/)
  expect(await faults('  - { after: 1d, step: held, sync: true }')).toMatch(
    /No earlier step is called "held"/,
  )
  expect(await faults('  - { at: +1d, after: 1d, sync: true }')).toContain('Keep one of at, after')
  expect(await faults('  - { run_feed: true, sync: true }')).toContain('Make steps of run_feed and sync')
  expect(await faults('  - { at: +1d }')).toContain('does nothing')
  expect(await faults('  - { sync: true, expect: [{ group: Bakery }] }')).toContain(
    'Nothing is expected here',
  )
  expect(await faults('  - { sync: true, sent: {} }')).toContain('Add "connect: true"')
  expect(await faults('  - { sync: true, everybody: true }')).toContain('Add "standing", or remove it')
  const elsewhere = '{ everybody: true, standing: {}'
  expect(await faults(`  - ${elsewhere} }`)).toContain('Say which carrier it is about')
  expect(await faults(`  - ${elsewhere}, carrier: beam, group: Bakery }`)).toContain('Keep "everybody" or')
  const unknown = '{ standing: {}, carrier: beam, carrier_group_id: "12" }'
  expect(await faults(`  - ${unknown}`)).toMatch(/^:21:54: .*is no identifier of Beam/)
})

test('an absolute time before the start of this world is refused when it is played', async () => {
  const text = world('  - { at: 2026-02-01, sync: true }').replace(', start: 2026-01-05T09:00:00Z', '')
  const { simulator } = await opened({ scenario: scenarioFile(text) })
  expect(await simulator.playTimeline()).toMatchObject({ ok: true })
  const later = opened({ scenario: scenarioFile(text), start: '2026-03-01' })
  await expect(later).rejects.toThrow(/world\.yaml:21:11: .*before the start/)
})
