import { expect, test } from 'vitest'
import { stubEdge } from './stub-edge.ts'

test('whoever opens the bare address is told where the APIs lie', async () => {
  const { send } = stubEdge({})
  const reply = await send('GET', '/')
  expect(reply.status).toBe(404)
  expect(reply.json).toEqual({
    message: 'The APIs lie under /api/v1 and need a token, the control API under /_sim.',
    status: 404,
  })
})
