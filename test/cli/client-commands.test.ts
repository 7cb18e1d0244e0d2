import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { run } from '../../src/cli/run.ts'
import { listen } from '../../src/hosts/listen.ts'
import { createSimulator, type SimulatorOptions } from '../../src/simulator.ts'
import { client } from '../api-client.ts'
import { direct } from '../scenario/opened.ts'
import { currentPayload, FULFILLMENT, submit } from '../snapshots/families.ts'

const COMMANDS = 'advance settle clock reset checkpoint restore state why links sandboxes'.split(' ')

/** A server with a frozen clock, and its commands. */
async function served(options: SimulatorOptions = {}) {
  const simulator = await createSimulator({ clock: 'frozen', ...options })
  const server = await listen(simulator)
  onTestFinished(async () => {
    await server.close(0)
    await simulator.close()
  })
  const call = (...words: string[]) => called({ MOCK_NOYO_URL: server.url }, ...words)
  return { simulator, url: server.url, call, api: client(direct(simulator)) }
}

async function called(environment: Record<string, string>, ...words: string[]) {
  const out: string[] = []
  const error: string[] = []
  const code = await run(words, {
    environment,
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  })
  return { code, out: out.join('\n'), error: error.join('\n') }
}

const done = (out: string) => ({ code: 0, out, error: '' })

describe('commands for a running server', () => {
  test('a refusal is printed as JSON too, where that is asked for', async () => {
    const { call } = await served()
    const { code, out, error } = await call('settle', '--sandbox', 'nowhere', '--json')
    expect([code, JSON.parse(out).error.code]).toEqual([1, 'sandbox_not_found'])
    expect(error).toMatch(/^There is no sandbox "nowhere"/)
    expect((await call('settle', '--sandbox', 'nowhere')).out).toBe('')
  })

  test.each(COMMANDS)(
    '%s --help tells the options of every such command, examples and exit codes',
    async (name) => {
      const { code, out } = await called({}, name, '--help')
      expect(code).toBe(0)
      expect(out).toMatch(new RegExp(`^mock-noyo ${name}`))
      for (const told of [
        '--url URL',
        '--sandbox ID',
        '--control-token',
        '--json',
        'Exit codes: 0 ',
        '3 no server',
      ]) {
        expect(out).toContain(told)
      }
      expect(out).toMatch(new RegExp(`Examples:\\n  mock-noyo ${name}`))
      expect(out.split('\n').filter((line) => line.length > 130)).toEqual([])
    },
  )

  test('move and show the clock', async () => {
    const { call } = await served()
    expect(await call('clock')).toEqual(done('2026-01-05 09:00:00 UTC, frozen'))
    expect(await call('advance', '3d')).toEqual(
      done(expect.stringMatching(/^2026-01-08 09:00:00 UTC, \d+ jobs ran$/) as unknown as string),
    )
    expect((await call('advance', '2026-02-01')).out).toMatch(/^2026-02-01 00:00:00 UTC/)
    expect((await call('settle')).out).toMatch(/^2026-02-01 .*, 0 jobs ran, nothing is pending$/)
    expect((await call('clock', 'run', '--speed', '60')).out).toMatch(/, running at speed 60$/)
    const frozen = await call('clock', 'freeze', '--json')
    expect(JSON.parse(frozen.out)).toMatchObject({ mode: 'frozen', speed: 60 })
  })

  test('reset, remember and restore', async () => {
    const { call } = await served()
    await call('advance', '1d')
    expect(await call('checkpoint', 'before')).toEqual(done('before'))
    expect(await call('checkpoint')).toEqual(done('checkpoint-1'))
    expect(
      await call('reset', '--scenario', 'refused', '--seed', 'mine', '--keep', 'journal,faults'),
    ).toEqual(done('scenario refused, seed mine, 2026-01-05 09:00:00 UTC'))
    expect(await call('restore', 'before')).toEqual(done('before, 2026-01-06 09:00:00 UTC'))
    const missing = await call('restore', 'befor')
    expect([missing.code, missing.out]).toEqual([1, ''])
    expect(missing.error).toMatch(
      /^Sandbox "default" has no checkpoint "befor"\. It has: before, checkpoint-1\./,
    )
  })

  test('make, list and delete sandboxes, and speak with one of them', async () => {
    const { call } = await served()
    const made = await call(
      'sandboxes',
      'create',
      'ci-1',
      '--scenario',
      'refused',
      '--start',
      '2026-03-01',
      '--json',
    )
    expect(JSON.parse(made.out)).toEqual({
      id: 'ci-1',
      client_id: expect.stringMatching(/^ci-1-/),
      client_secret: expect.any(String),
    })
    expect((await call('sandboxes', 'create')).out).toMatch(/^sandbox-1: API key sandbox-1-\S+ \/ \S+$/)
    expect((await call('advance', '1h', '--sandbox', 'ci-1')).out).toMatch(/^2026-03-01 01:00:00 UTC/)
    expect((await call('sandboxes')).out.split('\n')).toEqual([
      'default    2026-01-05 09:00:00 UTC, frozen, scenario demo, seed demo',
      expect.stringMatching(/^ci-1 {7}2026-03-01 01:00:00 UTC, frozen, scenario refused, /),
      expect.stringMatching(/^sandbox-1 {2}2026-01-05 /),
    ])
    expect(await call('sandboxes', 'delete', 'ci-1')).toEqual(done('ci-1: deleted'))
    const gone = await call('clock', '--sandbox', 'ci-1')
    expect([gone.code, gone.error]).toEqual([1, expect.stringMatching(/^There is no sandbox "ci-1"\./)])
  })

  test('take a sandbox out as a document and put it in again', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-state-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = path.join(folder, 'state.json')
    const { call, simulator } = await served()
    const before = await simulator.state()
    expect((await call('state', '--out', file)).out).toMatch(/state\.json: \d+ records$/)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(before)
    expect(JSON.parse((await call('state')).out)).toEqual(before)
    await call('advance', '9d')
    expect(await call('state', '--in', file)).toEqual(done('default, 2026-01-05 09:00:00 UTC'))
    expect(await simulator.state()).toEqual(before)
    writeFileSync(file, JSON.stringify({ ...before, format: 7 }))
    const refused = await call('state', '--in', file)
    expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('format 7')])
  })

  test('tell why as a tree, and who was linked', async () => {
    const { call, api, simulator } = await served()
    const group = (await api.get(`${FULFILLMENT}/groups?name=Juniper`)).body.response[0]
    const [employee] = (await api.get(`${FULFILLMENT}/groups/${group.id}/employees`)).body.response
    const snapshot = await submit(api, group.id, await currentPayload(api, employee.id))
    expect(snapshot.status).toBe(201)
    await simulator.clock.settle()
    const why = (await call('why', snapshot.body.id)).out.split('\n')
    expect(why[0]).toMatch(/^2026-01-05 09:\d\d:\d\d UTC {2}\S.*member_snapshot/)
    expect(why.slice(1).every((line, depth) => line.slice(25).startsWith(`${'   '.repeat(depth)}└─ `))).toBe(
      true,
    )
    expect(why.at(-1)).toMatch(/└─ request req_\d+: createMemberSnapshot$/)
    const links = (await call('links', '--snapshot', snapshot.body.id)).out
    expect(links).toMatch(/^employee [0-9a-f-]{36}.*: linked, 2026-01-05/)
    const byMember = await call('links', '--member', employee.id, '--json')
    expect(JSON.parse(byMember.out).links[0]).toMatchObject({ member_id: employee.id })
    expect((await call('why', 'nobody')).code).toBe(1)
  })

  test('send the control token from the environment or the command line', async () => {
    const { call, url, simulator } = await served({ controlToken: 'a token' })
    simulator.bind('0.0.0.0')
    expect((await call('clock')).code).toBe(1)
    expect((await call('clock', '--control-token', 'a token')).code).toBe(0)
    expect((await called({ MOCK_NOYO_URL: url, MOCK_NOYO_CONTROL_TOKEN: 'a token' }, 'clock')).code).toBe(0)
    expect((await called({ MOCK_NOYO_CONTROL_TOKEN: 'wrong' }, 'clock', '--url', `${url}/`)).code).toBe(1)
  })

  test.each([
    [['advance'], /^advance needs a duration such as 3d/],
    [['advance', '3d', '4d'], /^It takes one duration or moment, not "4d" too\./],
    [['advance', '3d', '--sandbx', 'x'], /^There is no option --sandbx\. Nearest: --sandbox\./],
    [['clock', 'stop'], /^clock takes freeze or run, not "stop"/],
    [['clock', 'run', '--speed', 'fast'], /^--speed is "fast"; use a number above 0/],
    [['reset', '--keep', 'jurnal'], /^--keep takes journal, faults, webhooks, not "jurnal"/],
    [['restore'], /^restore needs the id of a checkpoint/],
    [['why'], /^why needs the id/],
    [['links'], /^links needs one of --member ID and --snapshot ID/],
    [['links', '--member', 'a', '--snapshot', 'b'], /^links needs one of/],
    [['state', '--in', 'a', '--out', 'b'], /^state takes --out or --in, not both/],
    [['state', '--in', '/nowhere/x.json'], /^\/nowhere\/x\.json cannot be used \(ENOENT\)/],
    [['sandboxes', 'lst'], /^sandboxes takes list, create or delete, not "lst"/],
    [['sandboxes', 'delete'], /^sandboxes delete needs an id/],
    [['sandboxes', 'create', '--speed', '0'], /^--speed is "0"/],
    [['clock', '--url', 'localhost'], /^"localhost" is no address of a server/],
  ])('called wrongly end with 2 before anything is asked: %j', async (words, says) => {
    const { code, out, error } = await called({ MOCK_NOYO_URL: 'http://127.0.0.1:9' }, ...words)
    expect([code, out]).toEqual([2, ''])
    expect(error).toMatch(says)
    expect(error).toContain(`See mock-noyo ${words[0]} --help.`)
  })

  test('end with 3 where nobody answers, or somebody else', async () => {
    const other = createServer((_request, response) => response.end('<html>hello</html>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const stranger = await called({ MOCK_NOYO_URL: `http://127.0.0.1:${port}` }, 'clock')
    expect([stranger.code, stranger.error]).toEqual([3, expect.stringContaining('not as Mock Noyo does')])
    await new Promise((resolve) => other.close(resolve))
    const nobody = await called({ MOCK_NOYO_URL: `http://127.0.0.1:${port}` }, 'clock')
    expect([nobody.code, nobody.error]).toEqual([
      3,
      `http://127.0.0.1:${port} does not answer (ECONNREFUSED). Start it with "mock-noyo start", or say where it is: --url URL, MOCK_NOYO_URL.`,
    ])
  })
})
