import type { Group } from '../src/groups/records.ts'
import { freshRecord } from '../src/kernel/record.ts'
import { createRunner } from '../src/kernel/runner.ts'
import { machineWall } from '../src/kernel/wall.ts'
import { type Employee, employees } from '../src/members/records.ts'
import type { Payload } from '../src/snapshots/payload.ts'
import { recogniseFamily } from '../src/snapshots/recognise.ts'
import { createMemoryStore } from '../src/stores/memory.ts'
import { households } from '../test/linking-trial/households.ts'
import { nameStocks } from '../test/linking-trial/name-stock.ts'
import { TRIAL_SETS } from '../test/linking-trial/trial-sets.ts'

const SANDBOX = 'bench'
const GROUP = { id: '0b7c1c1e-6a4f-4d5e-8f0a-6d1d6f0a1f01' } as Group

/** How many people are written at once. */
const WRITTEN = 5_000
/** How many people are looked for again and again. */
const PEOPLE = 60

/** A group of so many employees in a store, and some of them as the platform knows them. */
export async function createLinkingBench(count: number) {
  const [usual] = TRIAL_SETS
  if (usual === undefined) throw new Error('there are no people to link')
  const shares = { couples: 0, parents: 0, single_parents: 0 }
  const platform = { nickname: 0.1, spelling: 0.3, middle_initial: 0.2 }
  const made = households('bench', await nameStocks(), { ...usual, platform, shares, pairs: count })
  const runner = createRunner({
    store: createMemoryStore(),
    wall: machineWall,
    reactions: [],
    jobs: [],
    onFault: (error) => {
      throw error
    },
  })
  const setting = {
    seed: 'bench',
    scenario: 'none',
    profile: 'production',
    pace: 'demo',
    organization_id: GROUP.id,
    options: {},
  } as const
  await runner.begin(SANDBOX, {
    setting,
    clock: { mode: 'frozen', speed: 1, now: Date.parse('2026-01-05T09:00:00Z') },
  })
  const employment = { employment_status: 'full-time', hours_worked: 40, employment_dates: {} } as const
  for (let from = 0; from < made.carrier.length; from += WRITTEN) {
    await runner.write(SANDBOX, { by: 'control', operation: 'bench' }, (unit) => {
      for (const { id, person } of made.carrier.slice(from, from + WRITTEN)) {
        const fields = { group_id: GROUP.id, person, employment } as unknown as Omit<Employee, 'id'>
        unit.put(employees, freshRecord(id, unit.now, fields) as unknown as Employee)
      }
    })
  }
  const known = made.platform.filter(({ id }) => made.truth.has(id)).slice(0, PEOPLE)
  const payloads = known.map(
    ({ id, person }) =>
      ({
        snapshot_mode: 'current_open',
        enable_member_auto_link: true,
        employee: { custom_individual_id: id, person, employment },
      }) as unknown as Payload,
  )
  return {
    people: payloads.length,
    /** Looks for each of them; resolves with how many were linked. */
    linkAll: () =>
      runner.read(SANDBOX, async (world) => {
        let linked = 0
        for (const payload of payloads) {
          const { employee } = await recogniseFamily(world, GROUP, payload)
          if (employee.by === 'link') linked += 1
        }
        return linked
      }),
  }
}
