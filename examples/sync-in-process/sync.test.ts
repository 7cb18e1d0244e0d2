import path from 'node:path'
import { handlers } from 'mock-noyo/msw'
import { expect, noyoTest } from 'mock-noyo/vitest'
import { setupServer } from 'msw/node'
import { type Noyo, signIn } from './noyo.ts'
import { mapleRidge } from './people.ts'
import { syncEmployer } from './sync.ts'

/** Each test has a sandbox with the world of world.yaml, which answers at Noyo's real addresses; waiting is its clock going on. */
const base = noyoTest({ scenario: path.join(import.meta.dirname, 'world.yaml') })
const test = base.extend<{ noyo: Noyo }>({
  noyo: async ({ sandbox }, use) => {
    const server = setupServer(...handlers(sandbox))
    server.listen({ onUnhandledFrame: 'error' })
    await use(await signIn(sandbox, (seconds) => sandbox.clock.advance(`${seconds}s`)))
    server.close()
  },
})

test('people are found among those that the carrier has, and their families completed', async ({
  sandbox,
  noyo,
}) => {
  const outcome = await syncEmployer(noyo, mapleRidge)
  expect(outcome).toEqual({ employees: { 'E-1': 'completed', 'E-2': 'completed' } })
  // Everybody had been read from the carrier, so nobody was made anew.
  expect(sandbox).toHaveSent(2, { operation: 'createMemberSnapshot', response: { created_members: [] } })
  expect(sandbox).toHaveSent(1, {
    operation: 'createMemberSnapshot',
    body: { employee: { id: expect.any(String), custom_individual_id: 'E-2' } },
  })
})

test('a carrier that does not know the group stops the employer, with nothing sent', async ({
  sandbox,
  noyo,
}) => {
  const outcome = await syncEmployer(noyo, { ...mapleRidge, carrier_group_id: 'ABC' })
  expect(outcome).toEqual({ stopped: 'unable_to_connect', employees: {} })
  expect(sandbox).not.toHaveSent({ operation: 'createMemberSnapshot' })
})

test('a carrier that takes days is waited for, and no longer', async ({ sandbox, noyo }) => {
  await sandbox.perform('control', 'editCarrierGroup', {
    params: { carrier: 'guardian', carrier_group_id: '00520125' },
    body: { installed_on: '2026-01-08' },
  })
  const outcome = await syncEmployer(noyo, mapleRidge)
  expect(outcome.stopped).toBeUndefined()
  expect(await sandbox.clock.now()).toMatch(/^2026-01-0[89]T/)
})

test('what Noyo cannot take just now is sent again when it says so', async ({ sandbox, noyo }) => {
  await sandbox.perform('control', 'createFault', {
    body: {
      operations: ['createMemberSnapshot'],
      times: 2,
      fault: { kind: 'status', status: 503, retry_after: 120 },
    },
  })
  const outcome = await syncEmployer(noyo, mapleRidge)
  expect(outcome.employees).toEqual({ 'E-1': 'completed', 'E-2': 'completed' })
  expect(sandbox).toHaveSent(2, { operation: 'createMemberSnapshot', status: 503 })
  expect(sandbox).toHaveSent(2, { operation: 'createMemberSnapshot', status: 201 })
})

test('a family that Noyo refuses is told, and the others are completed', async ({ sandbox, noyo }) => {
  const [ada, jimmy] = mapleRidge.employees
  const twice = {
    ...mapleRidge,
    employees: [{ ...ada, sex: 'female' as 'F' }, jimmy] as typeof mapleRidge.employees,
  }
  const { employees } = await syncEmployer(noyo, twice)
  expect(employees['E-1']).toMatch(/^refused: .*sex/)
  expect(employees['E-2']).toBe('completed')
  expect(sandbox).toHaveSent(1, { operation: 'createMemberSnapshot', status: 422 })
})
