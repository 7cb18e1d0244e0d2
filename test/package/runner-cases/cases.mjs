/** The same tests for every runner: they differ in where `test` and `expect` come from. */

const ACME = { name: 'Oak Street Bakery' }

async function createGroup(sandbox, at = 'https://fulfillment.noyo.com', fetcher = sandbox.fetch) {
  const headers = { authorization: `Bearer ${await sandbox.token()}`, 'content-type': 'application/json' }
  const body = JSON.stringify(ACME)
  const answer = await fetcher(`${at}/api/v1/groups`, { method: 'POST', headers, body })
  return answer.json()
}

export function tell({ test, expect }) {
  test('passes over a real port', async ({ sandbox, noyoUrl }) => {
    await createGroup(sandbox, noyoUrl, fetch)
    expect(sandbox).toHaveSent(1, { operation: 'createGroup', body: ACME })
    expect(sandbox).toHaveSentInOrder([{ operation: 'createGroup' }])
  })

  test('passes with a sandbox of its own', async ({ sandbox, simulator }) => {
    expect(sandbox).not.toHaveSent({ operation: 'createGroup' })
    expect(await sandbox.clock.now()).toBe('2026-01-05T09:00:00.000Z')
    expect(simulator.facts.scenario).toBe('demo')
  })

  test('passes with a 501 that it expects', async ({ sandbox }) => {
    sandbox.expectFailure({ status: 501 })
    const headers = { authorization: `Bearer ${await sandbox.token()}` }
    await sandbox.fetch('/api/v1/conditions', { method: 'POST', headers })
  })

  test('fails by a wrong count', async ({ sandbox }) => {
    const { id } = await createGroup(sandbox)
    expect({ id, created: 2 }.id).toBe(id)
    expect(sandbox).toHaveSent(1, { operation: 'createGroup', body: { name: 'Elm Street Bakery' } })
  })

  test('fails by a 501 that it does not expect', async ({ sandbox }) => {
    const headers = { authorization: `Bearer ${await sandbox.token()}` }
    await sandbox.fetch('/api/v1/conditions', { method: 'POST', headers })
  })

  test('fails by an expected failure that does not come', async ({ sandbox }) => {
    sandbox.expectFailure({ status: 503 })
  })
}
