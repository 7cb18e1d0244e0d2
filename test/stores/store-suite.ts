import { describe, expect, test } from 'vitest'
import type { Stored } from '../../src/kernel/record.ts'
import type { Store } from '../../src/kernel/store.ts'
import { commit, event, idsUnder, job, row } from './commits.ts'
import { followsModel } from './store-model.ts'
import { checkpointsSuite } from './suite-checkpoints.ts'
import { commitsSuite } from './suite-commits.ts'
import { largeSuite } from './suite-large.ts'
import { recordsSuite } from './suite-records.ts'

/** What every store must do. `create` gives an empty one each time. */
export function storeSuite(name: string, create: () => Store | Promise<Store>): void {
  describe(`the ${name} store`, () => {
    recordsSuite(create)
    commitsSuite(create)
    largeSuite(create)
    checkpointsSuite(create)

    test('keeps sandboxes apart', async () => {
      const store = await create()
      await Promise.all(
        ['a', 'b', 'c'].map((sandbox, number) =>
          commit(store, sandbox, {
            puts: [row('x', { note: sandbox }), row(sandbox)],
            events: [event(number + 1)],
            schedule: [job(sandbox, number, 7)],
          }),
        ),
      )
      for (const [number, sandbox] of ['a', 'b', 'c'].entries()) {
        expect(((await store.get(sandbox, 'member', 'x')) as Stored & { note: string }).note).toBe(sandbox)
        expect(await idsUnder(store, sandbox)).toEqual([sandbox, 'x'])
        expect((await store.nextJob(sandbox, Number.MAX_SAFE_INTEGER))?.key).toBe(sandbox)
        expect((await store.events(sandbox, 0, 9)).events).toEqual([event(number + 1)])
      }
    })

    test(
      'follows a plain model through any commits, checkpoints and restores',
      () => followsModel(create),
      60_000,
    )
  })
}
