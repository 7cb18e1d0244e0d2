import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshProject, type Project } from './project.ts'

let project: Project

beforeEach(async () => {
  project = await freshProject()
  await project.write('hello.mjs', "console.log('hello', ...process.argv.slice(2))")
  await project.write(
    'server.mjs',
    "process.on('SIGTERM', () => process.exit(3)); setInterval(() => {}, 1000); console.log('listening')",
  )
})

afterEach(() => project.remove())

const INSTALLED = /^Setting up: npm ci --include=dev \(.*\) \.\.\. done in \d+\.\d s\n$/

test('a fresh clone is installed first, with one line about it that does not mix with the output', async () => {
  const first = await project.run(['hello.mjs', '--to', 'you']).ended
  expect(first).toMatchObject({
    code: 0,
    stdout: 'hello --to you\n',
    stderr: expect.stringMatching(INSTALLED),
  })
  expect(await project.npmCalls()).toEqual([expect.stringMatching(/^ci --include=dev\b/)])
})

test('an installed project is left alone, silently', async () => {
  await project.run(['hello.mjs']).ended
  expect(await project.run(['hello.mjs']).ended).toMatchObject({ code: 0, stdout: 'hello\n', stderr: '' })
  expect(await project.npmCalls()).toHaveLength(1)
})

test('a changed lock file is installed', async () => {
  await project.run(['hello.mjs']).ended
  await project.write('package-lock.json', '{ "packages": { "": {} } }')
  const again = await project.run(['hello.mjs']).ended
  expect(again.stderr).toContain('package-lock.json has changed')
  expect(await project.npmCalls()).toHaveLength(2)
})

test('two at once on a fresh clone both work, and npm runs once', async () => {
  const gate = path.join(project.folder, 'gate')
  const first = project.run(['hello.mjs'], { NPM_WAITS_FOR: gate })
  await first.prints('Setting up: npm ci')
  const second = project.run(['hello.mjs'])
  await second.prints('waiting for another set-up')
  await project.write('gate', '')
  expect(await first.ended).toMatchObject({ code: 0, stdout: 'hello\n' })
  expect(await second.ended).toMatchObject({ code: 0, stdout: 'hello\n' })
  expect(await project.npmCalls()).toHaveLength(1)
})

test('many at once on a fresh clone all work, and npm runs once', async () => {
  const runs = await Promise.all(Array.from({ length: 6 }, () => project.run(['hello.mjs']).ended))
  expect(runs.map((run) => run.stdout)).toEqual(Array(6).fill('hello\n'))
  expect(await project.npmCalls()).toHaveLength(1)
})

test('packages are not replaced under a running server; the message says what to stop', async () => {
  const server = project.run(['server.mjs'])
  await server.prints('listening')
  await project.write('package-lock.json', '{ "packages": { "": {} } }')
  const refused = await project.run(['hello.mjs']).ended
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/kill \d+/)
  expect(refused.stderr).toContain('server.mjs')
  expect(await project.npmCalls()).toHaveLength(1)
  server.kill('SIGTERM')
  await server.ended
  expect(await project.run(['hello.mjs']).ended).toMatchObject({ code: 0 })
  expect(await project.npmCalls()).toHaveLength(2)
})

test('a server whose wrapper was killed outright still counts, until it ends too', async () => {
  const server = project.run(['server.mjs'])
  await server.prints('listening')
  await project.write('package-lock.json', '{ "packages": { "": {} } }')
  server.kill('SIGKILL')
  const refused = await project.run(['hello.mjs']).ended
  expect(refused.code).toBe(1)
  const pid = Number(/kill (\d+)/.exec(refused.stderr)?.[1])
  process.kill(pid, 'SIGKILL')
  await server.ended
  expect(await project.run(['hello.mjs']).ended).toMatchObject({ code: 0, stdout: 'hello\n' })
})

test('the lock of a set-up that died is taken over', async () => {
  await mkdir(path.join(project.folder, '.setup'))
  // Our own pid with another birth time: a process that is gone, its number given to somebody else.
  const lock = { pid: process.pid, host: hostname(), born: '1' }
  await project.write('.setup/lock', JSON.stringify(lock))
  expect(await project.run(['hello.mjs']).ended).toMatchObject({ code: 0, stdout: 'hello\n' })
  expect(existsSync(path.join(project.folder, '.setup/lock'))).toBe(false)
})

test.each([
  ['npm error code ENOTFOUND', 'npm could not reach its registry'],
  ['npm error code EACCES', 'must be writable'],
  ['npm error code ENOSPC', 'disk is full'],
  ['npm error something new', 'npm ci --include=dev'],
])('a failed installation (%s) ends with a remedy, and the next run tries again', async (text, remedy) => {
  const failed = await project.run(['hello.mjs'], { NPM_FAILS: text }).ended
  expect(failed).toMatchObject({ code: 1, stdout: '' })
  expect(failed.stderr).toContain(text)
  expect(failed.stderr).toContain(remedy)
  expect(failed.stderr).not.toMatch(/^\s+at /m)
  expect(await project.run(['hello.mjs']).ended).toMatchObject({ code: 0, stdout: 'hello\n' })
})

test('exit codes and signals pass through', async () => {
  await project.write('seven.mjs', 'process.exit(7)')
  expect(await project.run(['seven.mjs']).ended).toMatchObject({ code: 7 })
  const server = project.run(['server.mjs'])
  await server.prints('listening')
  server.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 3 })
})

test('npm start passes SIGTERM on and ends with the code of the server', async () => {
  await project.run(['hello.mjs']).ended
  const npm = project.npmStart()
  await npm.prints('listening')
  npm.kill('SIGTERM')
  expect(await npm.ended).toMatchObject({ code: 3 })
})

test('a server does not outlive an npm that was killed outright', async () => {
  await project.run(['hello.mjs']).ended
  const npm = project.npmStart()
  await npm.prints('listening')
  npm.kill('SIGKILL')
  // Resolves only when the server has let go of its output, which means that it has ended.
  expect(await npm.ended).toMatchObject({ signal: 'SIGKILL' })
})

test('a child ended by a signal ends the wrapper by the same signal', async () => {
  await project.write('deaf.mjs', "setInterval(() => {}, 1000); console.log('up')")
  const deaf = project.run(['deaf.mjs'])
  await deaf.prints('up')
  deaf.kill('SIGTERM')
  expect(await deaf.ended).toMatchObject({ code: null, signal: 'SIGTERM' })
})

test.each([
  [['nowhere.ts'], 'no nowhere.ts'],
  [['nothing'], 'No installed package has the command "nothing"'],
  [[], 'Usage:'],
])('%j is refused in one sentence', async (args, message) => {
  const refused = await project.run(args).ended
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain(message)
  expect(refused.stderr).not.toMatch(/^\s+at /m)
})
