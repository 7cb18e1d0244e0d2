import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scenarioFile } from '../scenario/opened.ts'
import { type ServerProcess, startServer } from '../server-process.ts'

const root = path.resolve(import.meta.dirname, '../..')
const entry = ['src/cli/main.ts', 'start']
const ran = promisify(execFile)

/** Our own settings only: those of the machine would change what is tested. */
const bare = { PORT: '', MOCK_NOYO_PORT: '' }

async function started(args: readonly string[], env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startServer({
    command: process.execPath,
    args: [...entry, ...args],
    cwd: root,
    env: { ...bare, ...env },
    log: 'cli-start',
  })
  onTestFinished(async () => void (await server.stop()))
  return server
}

/** A start that is to end by itself. */
async function refused(args: readonly string[], env: Record<string, string> = {}) {
  const ended = await ran(process.execPath, [...entry, ...args], {
    cwd: root,
    env: { ...process.env, ...bare, ...env },
    timeout: 15_000,
  }).catch((error: { code: number; stdout: string; stderr: string }) => error)
  const { stdout, stderr } = ended
  return { code: 'code' in ended ? ended.code : 0, stdout, stderr }
}

async function tokenOf(address: string): Promise<string> {
  const response = await fetch(`${address}/accounts/auth/public/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
      'content-type': 'application/json',
    },
    body: '{"grant_type":"client_credentials"}',
  })
  return ((await response.json()) as { access_token: string }).access_token
}

const clockOf = async (address: string) => (await fetch(`${address}/_sim/clock`)).json()

describe('a start', () => {
  test('prints its address, what opens it, and a first command that works as it stands', async () => {
    const server = await started(['--port', '0'])
    const lines = server.output().trimEnd().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(/^Mock Noyo \d+\.\d+\.\d+ at http:\/\/127\.0\.0\.1:\d+$/),
      '  scenario demo, profile production, pace demo',
      `  API key demo / demo-secret, control API at ${server.address}/_sim`,
      'First, a token:',
      expect.stringMatching(/^ {2}curl /),
    ])
    const { stdout } = await ran('sh', ['-c', lines.at(-1) as string])
    expect(JSON.parse(stdout)).toMatchObject({ access_token: expect.any(String) })
    const groups = await fetch(`${server.address}/api/v1/groups`, {
      headers: { authorization: `Bearer ${JSON.parse(stdout).access_token}` },
    })
    expect(groups.status).toBe(200)
    expect(await clockOf(server.address)).toMatchObject({ mode: 'running', speed: 1 })
  })

  test('writes one line a request, and nothing personal', async () => {
    const server = await started(['--port', '0'])
    const before = server.output().length
    const token = await tokenOf(server.address)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const person = { first_name: 'Sunny', ssn: '900-12-3456', date_of_birth: '1990-04-12' }
    await fetch(`${server.address}/api/v1/groups?ssn=900-12-3456&date_of_birth=1990-04-12`, { headers })
    await fetch(`${server.address}/api/v1/groups/900123456/member_snapshots`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ employee: { person } }),
    })
    await fetch(`${server.address}/api/v1/grups`, { headers })
    await expect.poll(() => server.output().slice(before).trimEnd().split('\n')).toHaveLength(4)
    const written = server.output().slice(before)
    expect(written.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^POST \/accounts\/auth\/public\/token 200 \d+ms createToken$/),
      expect.stringMatching(/^GET \/api\/v1\/groups\?.* \d{3} \d+ms getGroupList$/),
      expect.stringMatching(
        /^POST \/api\/v1\/groups\/\S+\/member_snapshots 4\d\d \d+ms createMemberSnapshot$/,
      ),
      expect.stringMatching(/^GET \/api\/v1\/grups 404 \d+ms no operation, nearest: GET .*\/groups$/),
    ])
    expect(written).not.toMatch(/900.?12.?3456|1990-04-12|Sunny/)
    expect(written).not.toContain(token)
  })

  test('takes its options from the environment, and those of the command line over them', async () => {
    const world = scenarioFile('title: x\nclock: {mode: running, start: 2030-01-01}\npace: instant\n')
    const server = await started(['--port', '0', '--start', '2029-05-06', '--pace', 'realistic'], {
      MOCK_NOYO_PORT: '1',
      MOCK_NOYO_SCENARIO: world,
      MOCK_NOYO_CLOCK: 'frozen',
      MOCK_NOYO_PACE: 'demo',
      MOCK_NOYO_PROFILE: 'noyo-sandbox',
      MOCK_NOYO_QUIET: 'true',
      MOCK_NOYO_PUBLIC_URL: 'https://noyo.example.com',
      MOCK_NOYO_MINE: 'x',
    })
    expect(await clockOf(server.address)).toMatchObject({ mode: 'frozen', now: '2029-05-06T00:00:00.000Z' })
    expect(server.output()).toContain('at https://noyo.example.com')
    expect(server.output()).toContain('profile noyo-sandbox, pace realistic')
    expect(server.output()).toContain('MOCK_NOYO_MINE is no option and is ignored.')
    const before = server.output()
    await tokenOf(server.address)
    expect(server.output()).toBe(before)
  })

  test('gives its world what the options say', async () => {
    const server = await started(['--port', '0', '--speed', '1000', '--unknown-fields', 'strict'])
    expect(await clockOf(server.address)).toMatchObject({ mode: 'running', speed: 1000 })
    const token = await tokenOf(server.address)
    const asked = await fetch(`${server.address}/api/v1/groups`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"name": "Mill", "federal_enn": "900000101"}',
    })
    expect([asked.status, await asked.text()]).toEqual([422, expect.stringContaining('federal_enn')])
  })

  test('beyond loopback does not print a control token that was given', async () => {
    const given = { MOCK_NOYO_CONTROL_TOKEN: 'a-token-of-my-own' }
    const server = await started(['--port', '0', '--host', '0.0.0.0'], given)
    expect(server.output()).not.toContain('a-token-of-my-own')
    const headers = { 'x-mock-noyo-control-token': 'a-token-of-my-own' }
    expect((await fetch(`${server.address}/_sim/clock`, { headers })).status).toBe(200)
  })

  test('beyond loopback prints the control token it asks for', async () => {
    const server = await started(['--port', '0', '--host', '0.0.0.0'])
    const token = /control token ([\w-]+)/.exec(server.output())?.[1] as string
    expect((await fetch(`${server.address}/_sim/clock`)).status).toBe(401)
    expect((await fetch(`${server.address}/_sim/health`)).status).toBe(200)
    const headers = { 'x-mock-noyo-control-token': token }
    expect((await fetch(`${server.address}/_sim/clock`, { headers })).status).toBe(200)
  })
})

describe('a stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s lets the request in flight end and exits 0',
    async (signal) => {
      const child = spawn(process.execPath, [...entry, '--port', '0'], {
        cwd: root,
        env: { ...process.env, ...bare },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      onTestFinished(() => void child.kill('SIGKILL'))
      const exited = once(child, 'exit')
      const [banner] = (await once(child.stdout, 'data')) as [Buffer]
      const address = /http:\/\/\S+/.exec(banner.toString())?.[0] as string
      const pending = request(`${address}/accounts/auth/public/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from('demo:demo-secret').toString('base64')}`,
          'content-type': 'application/json',
          'transfer-encoding': 'chunked',
          expect: '100-continue',
        },
      })
      pending.flushHeaders()
      // The server has the request, and waits for its body.
      await once(pending, 'continue')
      child.kill(signal)
      await expect(untilRefused(address)).resolves.toBeUndefined()
      pending.end('{"grant_type":"client_credentials"}')
      const [response] = await once(pending, 'response')
      expect(response.statusCode).toBe(200)
      response.resume()
      expect(await exited).toEqual([0, null])
    },
  )

  test('comes when whoever reads its output has gone away', async () => {
    const child = spawn(process.execPath, [...entry, '--port', '0'], {
      cwd: root,
      env: { ...process.env, ...bare },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exited = once(child, 'exit')
    const [banner] = (await once(child.stdout, 'data')) as [Buffer]
    const address = /http:\/\/\S+/.exec(banner.toString())?.[0] as string
    let errors = ''
    child.stderr.on('data', (text) => {
      errors += text
    })
    child.stdout.destroy()
    for (let asked = 0; asked < 3; asked += 1) await tokenOf(address)
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(errors).toBe('')
  })
})

/** Resolves once the address takes no further connection. */
async function untilRefused(address: string): Promise<void> {
  for (;;) {
    const open = await fetch(`${address}/ping`, { headers: { connection: 'close' } }).catch(() => undefined)
    if (!open) return
    await open.arrayBuffer()
  }
}

describe('a start that cannot be ends at once, with one message', () => {
  test('the port is in use: 1', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as AddressInfo
    expect(await refused([], { MOCK_NOYO_PORT: String(port) })).toEqual({
      code: 1,
      stdout: '',
      stderr: `Port ${port} on 127.0.0.1 is in use by another program. Take another one with --port N, or any free one with --port 0.\n`,
    })
  })

  test('a bad option: 2', async () => {
    expect(await refused(['--clock', 'frosen'])).toEqual({
      code: 2,
      stdout: '',
      stderr: '--clock is "frosen"; use running or frozen. Nearest: frozen.\nSee mock-noyo start --help.\n',
    })
  })

  test('a bad scenario: 1', async () => {
    const world = scenarioFile('title: x\npace: fats\n')
    expect(await refused(['--scenario', world])).toEqual({
      code: 1,
      stdout: '',
      stderr: `${world}:2:7: pace: "fats" is none of instant, demo, realistic.\n`,
    })
  })
})
