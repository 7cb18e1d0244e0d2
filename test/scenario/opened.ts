import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createSimulator, type Simulator, type SimulatorOptions } from '../../src/simulator.ts'
import { type Api, client, type Transport } from '../api-client.ts'

/** A scenario file that is gone after the test. */
export function scenarioFile(text: string, name = 'world.yaml'): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mock-noyo-scenario-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(path.join(folder, name), text)
  return path.join(folder, name)
}

/** A simulator that ends with the test, and a client of it. A defect it reports fails the test. */
export async function opened(options: SimulatorOptions): Promise<{ api: Api; simulator: Simulator }> {
  const simulator = await createSimulator({
    ...options,
    onFault(error, about) {
      throw new Error(`defect of the simulator (${about})`, { cause: error })
    },
  })
  onTestFinished(() => simulator.close())
  return { simulator, api: client(direct(simulator)) }
}

/** Carries requests to a simulator in this process. */
export const direct =
  (simulator: Simulator): Transport =>
  async (method, target, headers, body) => {
    const reply = await simulator.handle({ method, target, headers: { host: 'localhost', ...headers }, body })
    const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : (reply.body ?? new Uint8Array())
    return { status: reply.status, headers: reply.headers, bytes }
  }
