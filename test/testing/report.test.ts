import { expect, test } from 'mock-noyo/vitest'
import { openSandbox } from '../../src/testing/index.ts'

test('a report folds what is repeated, and keeps to the last lines', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  const { sandbox } = opened
  const headers = { authorization: `Bearer ${await sandbox.token()}` }
  for (let group = 0; group < 45; group += 1) {
    await sandbox.fetch(`/api/v1/groups?page_size=${group + 1}`, { headers })
  }
  for (let poll = 0; poll < 3; poll += 1) await sandbox.fetch('/api/v1/carriers', { headers })
  const { report } = await opened.verdict('expected 1 to be 2')
  const lines = report?.split('\n') ?? []
  const at = lines.findIndex((line) => line.endsWith('Its requests:'))
  expect(lines[at + 1]).toMatch(/^ {2}\d+ earlier$/)
  expect(report).toMatch(
    /req_\d+ to req_\d+ {2}GET \/api\/v1\/carriers {2}queryCarrierPublicList {2}200 {2}\(3 times\)/,
  )
  expect(lines.filter((line) => /^ {2}req_/.test(line))).toHaveLength(40)
  await opened.close()
})

test('a report tells refusals and unknown names, and masks what is nobody’s business', async ({
  simulator,
}) => {
  const opened = await openSandbox(simulator)
  const { sandbox } = opened
  const headers = {
    authorization: `Bearer ${await sandbox.token()}`,
    'content-type': 'application/json',
  }
  const ssn = ['900', '14', '5201'].join('')
  const [group] = (await sandbox.perform('fulfillment', 'getGroupList')).response
  await sandbox.fetch(`/api/v1/groups/${group?.id}/employees?ssnn=${ssn}`, { headers })
  const body = JSON.stringify({ name: ssn, naem: 'Oak', federal_ein: 12 })
  await sandbox.fetch('/api/v1/groups', { method: 'POST', headers, body })
  const { report } = await opened.verdict('it failed')
  expect(report).toContain('createGroup  422\n      {"')
  expect(report).toContain('not a field of the operation: naem (nearest: name)')
  expect(report).toMatch(/Why req_\d+ is as it is:\n {2}request req_\d+: createGroup, answered 422/)
  expect(report).not.toContain(ssn)
  await opened.close()
})

test('where nothing was sent, signing in is not explained', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  const basic = btoa(`${opened.sandbox.client_id}:${opened.sandbox.client_secret}`)
  await opened.sandbox.fetch('/accounts/auth/public/token', {
    method: 'POST',
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    body: '{"grant_type":"client_credentials"}',
  })
  const { report } = await opened.verdict('it failed')
  expect(report).toContain('createToken  200')
  expect(report).not.toContain('Why ')
  await opened.close()
})

test('the records that a failure names are explained', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  const [group] = (await opened.sandbox.perform('fulfillment', 'getGroupList')).response
  const { report, error } = await opened.verdict(`expected ${group?.id} to be something else`)
  expect(report).toContain(`Its requests:\n  none\nWhy ${group?.id} is as it is:`)
  expect(report).toMatch(/<- scenario .*demo\.yaml, line \d+/)
  expect(error).toBeUndefined()
  await opened.close()
})

test('nothing is said where it is not wanted, and nothing of a test that passes', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  expect(await opened.verdict(undefined)).toEqual({})
  expect(await opened.verdict('it failed', { report: false })).toEqual({})
  const headers = { authorization: `Bearer ${await opened.sandbox.token()}` }
  await opened.sandbox.fetch('/api/v1/conditions', { method: 'POST', headers })
  expect(await opened.verdict(undefined, { failOnServerErrors: false })).toEqual({})
  expect((await opened.verdict(undefined)).error?.message).toContain('createNewCondition  501')
  await opened.close()
})

test('a failure that a fault was asked for is none', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  const { sandbox } = opened
  const headers = { authorization: `Bearer ${await sandbox.token()}` }
  await sandbox.perform('control', 'createFault', { body: { fault: { kind: 'status', status: 503 } } })
  const answer = await sandbox.fetch('/api/v1/groups', { headers })
  expect(answer.status).toBe(503)
  expect(await opened.verdict(undefined)).toEqual({})
  await opened.close()
})

test('of a sandbox that its test has closed it is said that nothing can be told', async ({ simulator }) => {
  const opened = await openSandbox(simulator)
  await opened.sandbox.close()
  const { report } = await opened.verdict('it failed')
  expect(report).toContain('nothing can be told')
  await opened.close()
})
