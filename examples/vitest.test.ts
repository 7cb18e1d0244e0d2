/**
 * Mock Noyo inside a test: each has a world of its own and a clock that it moves, and nothing goes over the network. Your own code
 * is called with `sandbox.fetch`, with the global one under MSW (see msw.test.ts), or with the address `noyoUrl`.
 */
import { expect, type TestSandbox, test } from 'mock-noyo/vitest'

// biome-ignore lint/suspicious/noExplicitAny: an answer is what your own client takes it for.
type Answer = any

/** A client such as your own code has: a token from Noyo's token service, then JSON. */
async function signedIn({ fetch, client_id, client_secret }: TestSandbox) {
  const key = Buffer.from(`${client_id}:${client_secret}`).toString('base64')
  const answer = await fetch('https://accounts.noyo.com/auth/public/token', {
    method: 'POST',
    headers: { authorization: `Basic ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials' }),
  })
  const { access_token } = (await answer.json()) as Answer
  return async (path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`https://fulfillment.noyo.com/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return response.json()
  }
}

test('an employee of the carrier is linked to yours, and a new dependent is created', async ({ sandbox }) => {
  const noyo = await signedIn(sandbox)
  const { response: groups } = await noyo('/groups')
  const bakery = groups.find((group: Answer) => group.name === 'Juniper Street Bakery')
  const { response: employees } = await noyo(`/groups/${bakery.id}/employees`)
  const { id, person, employment } = employees[0]
  const addresses = { home_address: person.home_address, mailing_address: person.home_address }

  const snapshot = await noyo(`/groups/${bakery.id}/member_snapshots`, {
    snapshot_mode: 'current_open',
    enable_member_auto_link: true,
    employee: {
      custom_individual_id: 'my-employee-1',
      person: { ...person, ...addresses, first_name: 'Sunny' },
      employment,
    },
    dependents: [
      {
        custom_individual_id: 'my-dependent-1',
        relationship: 'child',
        person: {
          first_name: 'Robin',
          last_name: 'Reed',
          date_of_birth: '2016-04-12',
          sex: 'X',
          ...addresses,
        },
      },
    ],
  })
  expect(snapshot.employee_id).toBe(id)
  expect(snapshot.created_members).toMatchObject([
    { custom_individual_id: 'my-dependent-1', type: 'dependent' },
  ])

  // Carriers take their time, on a clock of their own.
  expect((await noyo(`/member_snapshots/${snapshot.id}`)).status).toBe('processing')
  await sandbox.clock.settle()
  expect((await noyo(`/member_snapshots/${snapshot.id}`)).status).toBe('completed')

  // What was sent, by part of the body; a failing one says how the nearest request differs.
  expect(sandbox).toHaveSent(1, {
    operation: 'createMemberSnapshot',
    body: { employee: { custom_individual_id: 'my-employee-1' } },
  })
})

test('a checkpoint brings the world back to where it was', async ({ sandbox }) => {
  const noyo = await signedIn(sandbox)
  const before = await noyo('/groups')
  const checkpoint = await sandbox.checkpoint()
  await noyo('/groups', { name: 'Maple Ridge Veterinary' })
  expect((await noyo('/groups')).meta.total_records).toBe(before.meta.total_records + 1)
  await sandbox.restore(checkpoint)
  expect(await noyo('/groups')).toEqual(before)
})
