import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { guardian } from '../src/carriers/profiles/guardian.ts'

/** A scenario of one employer at Guardian, all lines, in a file of the folder. */
export function largeWorld(
  folder: string,
  employer: { readonly carrier_group_id: string; readonly employees: number; readonly connected?: boolean },
): string {
  const file = path.join(folder, 'large.json')
  const { slug: carrier, lines_of_coverage } = guardian
  const carriers = [{ carrier, lines_of_coverage, ...employer }]
  const keys = [{ client_id: 'bench', client_secret: 'bench-secret' }]
  writeFileSync(
    file,
    JSON.stringify({ title: 'One large group', seed: 'bench', keys, groups: [{ name: 'Large', carriers }] }),
  )
  return file
}
