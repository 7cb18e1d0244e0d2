import { describe, expect, test } from 'vitest'
import { fractionFrom, integerFrom } from '../../src/kernel/identity.ts'
import { createMemoryStore } from '../../src/stores/memory.ts'
import { sized } from '../size.ts'
import { reluctant } from '../stores/reluctant.ts'
import { bearer, GROUPS, openSmallWorld, type SmallWorld } from './small-world.ts'

const SANDBOXES = 20
const CLIENTS = 64

/** One client of one sandbox: creates groups, edits those it made, reads them back, in an order of its own. */
async function work({ api }: SmallWorld, token: string, client: string, steps: number): Promise<string[]> {
  const headers = bearer(token)
  const names: string[] = []
  let mine: { id: string; version: string; name: string } | undefined
  for (let step = 0; step < steps; step += 1) {
    if (mine && fractionFrom(client, 'edit', step) < 0.5) {
      const name: string = `${mine.name}+`
      const edited = await api.put(`${GROUPS}/${mine.id}/${mine.version}`, { name }, { headers })
      expect(edited.status).toBe(200)
      mine = edited.body
      names[names.length - 1] = name
    } else {
      const made = await api.post(GROUPS, { name: `${client} ${step}` }, { headers })
      expect(made.status).toBe(201)
      mine = made.body
      names.push(`${client} ${step}`)
    }
    if (fractionFrom(client, 'wait', step) < 0.3) await new Promise((resolve) => setImmediate(resolve))
    const read = await api.get(`${GROUPS}/${mine?.id}`, { headers })
    expect(read.body).toEqual(mine)
  }
  return names
}

/** Every group of the token's sandbox by name. */
async function groupNames({ api }: SmallWorld, token: string): Promise<string[]> {
  const names: string[] = []
  for (let offset = 0; ; offset += 100) {
    const { body } = await api.get(`${GROUPS}?page_size=100&offset=${offset}`, { headers: bearer(token) })
    names.push(...body.response.map(({ name }: { name: string }) => name))
    if (names.length >= body.meta.total_records) return names.toSorted()
  }
}

async function opened(world: SmallWorld): Promise<{ id: string; token: string }[]> {
  const keys = await Promise.all(
    Array.from({ length: SANDBOXES }, (_, at) => world.sandboxes.create({ id: `world-${at}` })),
  )
  return Promise.all(keys.map(async (key) => ({ id: key.id, token: await world.token(key) })))
}

describe.each([
  ['memory', () => createMemoryStore()],
  ['reluctant', () => reluctant(createMemoryStore(), 'crosstalk')],
])('%s store', (_name, store) => {
  test(
    `${SANDBOXES} sandboxes written by ${CLIENTS} clients at once: no crosstalk, no lost update`,
    async () => {
      const world = await openSmallWorld({ store: store() })
      const worlds = await opened(world)
      const steps = sized({ landing: 6, full: 60 })
      const wanted = new Map<string, string[]>(worlds.map(({ id }) => [id, []]))
      await Promise.all(
        Array.from({ length: CLIENTS }, async (_, at) => {
          // Every sandbox has three clients at least; the rest go where chance sends them.
          const index = at < 3 * SANDBOXES ? at % SANDBOXES : integerFrom(0, SANDBOXES - 1, 'where', at)
          const { id, token } = worlds[index] as { id: string; token: string }
          const names = await work(world, token, `${id} client ${at}`, steps)
          wanted.get(id)?.push(...names)
        }),
      )
      for (const { id, token } of worlds) {
        expect(await groupNames(world, token)).toEqual(wanted.get(id)?.toSorted())
        const asked = world.journal.read(id).requests.flatMap(({ request_body }) => request_body ?? [])
        const written = asked.filter((body) => !body.includes('grant_type'))
        expect(written.filter((body) => !body.includes(`"${id} client`))).toEqual([])
      }
      expect(await groupNames(world, await world.token())).toEqual([])
      expect(world.faults).toEqual([])
    },
    sized({ landing: 30_000, full: 300_000 }),
  )

  test(
    'resets, restores, checkpoints and deletions in between end in one clean world each',
    async () => {
      const world = await openSmallWorld({ store: store() })
      const worlds = await opened(world)
      const { sandboxes } = world
      const rounds = sized({ landing: 4, full: 30 })
      await Promise.all(
        worlds.flatMap(({ id, token }, at) => {
          const kept = at % 2 === 0
          const clients = [0, 1].map(async (client) => {
            for (let step = 0; step < rounds; step += 1) {
              const body = { name: `${id} ${client} ${step}` }
              const made = await world.api.post(GROUPS, body, { headers: bearer(token) })
              expect(made.status).toBeOneOf(kept ? [201] : [201, 401])
            }
          })
          const upheaval = async () => {
            for (let round = 0; round < rounds; round += 1) {
              const checkpoint = await sandboxes.checkpoint(id)
              await sandboxes.reset(id)
              await sandboxes.restore(id, checkpoint)
            }
            await (kept ? sandboxes.reset(id) : sandboxes.remove(id))
          }
          return [...clients, upheaval()]
        }),
      )
      for (const [at, { id, token }] of worlds.entries()) {
        if (at % 2 === 0) {
          await sandboxes.reset(id)
          expect(await groupNames(world, token)).toEqual([])
        } else {
          expect((await world.api.get(GROUPS, { headers: bearer(token) })).status).toBe(401)
          expect(await world.store.head(id)).toEqual({ revision: 0, sequence: 0 })
        }
      }
      expect(world.faults).toEqual([])
    },
    sized({ landing: 30_000, full: 300_000 }),
  )
})
