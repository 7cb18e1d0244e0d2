import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createRequestLog } from '../../src/cli/request-log.ts'

const entry = {
  id: 'req_1',
  at: null,
  method: 'GET',
  path: '/ping',
  operation: 'ping',
  status: 200,
  duration_ms: 0.4,
}

function opened() {
  const writes: string[] = []
  return { writes, log: createRequestLog({ out: (line) => writes.push(line) }) }
}

test('requests answered together are written together, one line each, in order', async () => {
  const { writes, log } = opened()
  log.add(entry)
  log.add({ ...entry, status: 401 })
  expect(writes).toEqual([])
  await setImmediate()
  expect(writes).toEqual(['GET /ping 200 0ms ping\nGET /ping 401 0ms ping'])
})

test('what is waiting at the end is written once', async () => {
  const { writes, log } = opened()
  log.add(entry)
  log.flush()
  await setImmediate()
  expect(writes).toEqual(['GET /ping 200 0ms ping'])
})

test('a fault is named', () => {
  const { writes, log } = opened()
  log.add({ ...entry, status: 0, fault: { id: 'fault-1', kind: 'drop', performed: false, answered: null } })
  log.flush()
  expect(writes).toEqual(['GET /ping 0 0ms ping (fault-1: drop)'])
})

test('a very long path is cut, and a number in it is masked first', () => {
  const { writes, log } = opened()
  log.add({ ...entry, path: `/api/v1/employees?name=957-05-9309${'x'.repeat(5000)}` })
  log.flush()
  expect(writes[0]?.length).toBeLessThan(400)
  expect(writes[0]).not.toContain('9309')
})
