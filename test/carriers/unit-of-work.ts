import type { Eventually } from '../../src/kernel/eventually.ts'
import { createRunner } from '../../src/kernel/runner.ts'
import type { Store } from '../../src/kernel/store.ts'
import type { Unit } from '../../src/kernel/unit.ts'
import { machineWall } from '../../src/kernel/wall.ts'
import type { Setting } from '../../src/kernel/world.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { reluctant } from '../stores/reluctant.ts'

export const ORGANIZATION = '5e0f8a52-6c5e-4f7a-9d59-1f9b1e6a0c11'

interface Options {
  readonly seed?: string
  readonly unknown_groups?: 'accept' | 'refuse'
  readonly store?: Store
  readonly start?: string
}

export interface Workplace {
  /** Decides one command in an empty world's sandbox and commits it. */
  write<T>(decide: (unit: Unit) => Eventually<T>): Promise<T>
}

/** A sandbox without a scenario, for what no operation shows: a carrier's own records. */
export async function workplace(options: Options = {}): Promise<Workplace> {
  const setting: Omit<Setting, 'id' | 'version' | 'created' | 'modified' | 'started'> = {
    seed: options.seed ?? 'test',
    scenario: 'none',
    profile: 'production',
    pace: 'demo',
    organization_id: ORGANIZATION,
    options: options.unknown_groups === undefined ? {} : { unknown_groups: options.unknown_groups },
  }
  const runner = createRunner({
    store: options.store ?? reluctant(createMemoryStore(), 'carriers'),
    wall: machineWall,
    reactions: [],
    jobs: [],
    onFault: (error) => {
      throw error
    },
  })
  const now = Date.parse(options.start ?? '2026-01-05T09:00:00Z')
  await runner.begin('test', { setting, clock: { mode: 'frozen', speed: 1, now } })
  return { write: (decide) => runner.write('test', { by: 'control', operation: 'test' }, decide) }
}
