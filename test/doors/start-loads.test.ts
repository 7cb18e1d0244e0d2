import { execFile } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** Plays the demo world and opens a server as a start does, then prints every file that was loaded for it. */
const START = `
  import { registerHooks } from 'node:module'
  const loaded = []
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
  const { createSimulator } = await import('./src/simulator.ts')
  const { listen } = await import('./src/hosts/listen.ts')
  const simulator = await createSimulator({ clock: 'running' })
  const server = await listen(simulator)
  await server.close()
  await simulator.close()
  console.log(JSON.stringify(loaded))
`

it('a start loads these packages, and of the large generated files only what checks the scenario', async () => {
  const child = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', START], {
    cwd: root,
  })
  const urls = JSON.parse(child.stdout) as string[]
  const packages = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? [])
  expect([...new Set(packages)].toSorted()).toEqual(['@faker-js/faker', 'yaml'])
  const generated = urls.flatMap(
    (url) => /\/generated\/(?:bodies|responses|fields)\.[^/]+$/.exec(url)?.[0] ?? [],
  )
  expect(generated.toSorted()).toEqual([
    '/generated/bodies.fulfillment.js',
    '/generated/fields.fulfillment.ts',
  ])
  // What finds, makes and carries out faults is loaded once somebody asks for one.
  const faults = urls.flatMap((url) => /\/src\/faults\/(.+)$|\/hosts\/(broken-.+)$/.exec(url)?.[1] ?? [])
  expect(faults.toSorted()).toEqual(['book.ts', 'operations.ts', 'refusals.ts', 'table.ts', 'waits.ts'])
  // All of Faker's languages would cost six times as much as this one.
  expect(urls.filter((url) => url.includes('/@faker-js/faker/')).length).toBeLessThan(6)
})
