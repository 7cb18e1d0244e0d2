import { execFile } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../../src/hosts/listen.ts'
import { createSimulator } from '../../src/simulator.ts'

const root = path.resolve(import.meta.dirname, '../..')
const ran = promisify(execFile)

async function health(port: number) {
  const env = { ...process.env, PORT: '1', MOCK_NOYO_PORT: String(port), MOCK_NOYO_HOST: '0.0.0.0' }
  return ran(process.execPath, ['src/cli/health.ts'], { cwd: root, env }).then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  )
}

test('the health check of the image ends with 0 where a server is ready, else with 1 and the reason', async () => {
  const simulator = await createSimulator()
  onTestFinished(() => simulator.close())
  const server = await listen(simulator)
  expect(await health(server.port)).toEqual({ code: 0, stderr: '' })
  await server.close()
  const { code, stderr } = await health(server.port)
  expect(code).toBe(1)
  expect(stderr).toBe(`http://127.0.0.1:${server.port}/_sim/ready did not answer: fetch failed\n`)
})
