import type { Store } from '../src/kernel/store.ts'
import { createSimulator, type SimulatorOptions } from '../src/simulator.ts'
import { createMemoryStore } from '../src/stores/memory.ts'

/** One store, in which every simulator has sandboxes of its own: `7/default`. */
const shared = createMemoryStore()
const played = new Map<string, Promise<Played>>()
let simulators = 0

interface Played {
  readonly place: string
  readonly sandboxes: readonly string[]
}

/**
 * A store in which the world of these options has been played already, as a simulator finds it that is started again with
 * kept data. Playing costs a hundred times a copy, so it is done once a test file; `through` says over which kind of store.
 */
export async function playedStore(
  options: SimulatorOptions,
  kind: string,
  through: (store: Store) => Store,
): Promise<Store> {
  const { scenario, seed, clock, start, speed, pace, profile } = options
  const world = JSON.stringify([kind, scenario, seed, clock, start, speed, pace, profile])
  if (!played.has(world)) played.set(world, play(options, through))
  const { place, sandboxes } = (await played.get(world)) as Played
  const own = placeFor()
  for (const sandbox of sandboxes) await shared.restore(own + sandbox, place + sandbox, 'played')
  return through(at(own, new Set(sandboxes)))
}

async function play(options: SimulatorOptions, through: (store: Store) => Store): Promise<Played> {
  const place = placeFor()
  const sandboxes = new Set<string>()
  const keeping = { ...at(place, sandboxes), close: async () => {} }
  await (await createSimulator({ ...options, store: through(keeping) })).close()
  for (const sandbox of sandboxes) await shared.checkpoint(place + sandbox, 'played')
  return { place, sandboxes: [...sandboxes] }
}

function placeFor(): string {
  simulators += 1
  return `${simulators}/`
}

/** The shared store as one simulator sees it; `sandboxes` are those it has written to. */
function at(place: string, sandboxes: Set<string>): Store {
  return {
    head: (sandbox) => shared.head(place + sandbox),
    get: (sandbox, kind, id) => shared.get(place + sandbox, kind, id),
    getMany: (sandbox, kind, ids) => shared.getMany(place + sandbox, kind, ids),
    find: (sandbox, find) => shared.find(place + sandbox, find),
    commit(sandbox, commit) {
      sandboxes.add(sandbox)
      return shared.commit(place + sandbox, commit)
    },
    nextJob: (sandbox, until) => shared.nextJob(place + sandbox, until),
    jobs: (sandbox) => shared.jobs(place + sandbox),
    consequences: (sandbox) => shared.consequences(place + sandbox),
    events: (sandbox, after, limit) => shared.events(place + sandbox, after, limit),
    checkpoint: (sandbox, name) => shared.checkpoint(place + sandbox, name),
    restore(target, source, name) {
      sandboxes.add(target)
      return shared.restore(place + target, place + source, name)
    },
    drop: (sandbox) => shared.drop(place + sandbox),
    async close() {
      for (const sandbox of sandboxes) await shared.drop(place + sandbox)
    },
  }
}
