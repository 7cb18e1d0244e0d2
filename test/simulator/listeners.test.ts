import { once } from 'node:events'
import process from 'node:process'
import { expect, test } from 'vitest'
import { createSimulator } from '../../src/simulator.ts'

test('a listener that throws is said, and changes no answer', async () => {
  const simulator = await createSimulator({
    onRequest() {
      throw new Error('of the user')
    },
  })
  const warned = once(process, 'warning')
  const reply = await simulator.fetch('http://localhost/fulfillment/ping')
  expect(reply.status).toBe(200)
  const [warning] = (await warned) as [Error]
  expect(warning.message).toContain('onRequest')
  expect(warning.message).toContain('of the user')
  await simulator.close()
})
