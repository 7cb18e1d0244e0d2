/** Links one census in a process that has linked nobody yet, then compares all pairs; tells how long each took. */
import process from 'node:process'
import { type GroupPerson, linkGroup } from '../src/linking/whole-group.ts'
import { households } from '../test/linking-trial/households.ts'
import { nameStocks } from '../test/linking-trial/name-stock.ts'
import { TRIAL_SETS } from '../test/linking-trial/trial-sets.ts'

const pairs = Number(process.argv[2] ?? 10_000)
const [usual] = TRIAL_SETS
if (usual === undefined) throw new Error('there is no group to link')
const made = households('bench', await nameStocks(), { ...usual, pairs })
// Texts of their own on both sides, as they come out of a request's body.
const fresh = (people: readonly GroupPerson[]) => JSON.parse(JSON.stringify(people)) as GroupPerson[]
const group = { carrier: fresh(made.carrier), platform: fresh(made.platform) }

let began = performance.now()
const { links } = linkGroup(group)
const linking = performance.now() - began
const linked = [...links.values()].filter((id) => id !== null).length

began = performance.now()
let found = 0
for (const { person: here } of group.platform) {
  for (const { person: there } of group.carrier) if (isPlainlySame(here, there)) found += 1
}
const all = performance.now() - began
if (found < pairs / 2) throw new Error(`the plain rule found ${found} pairs only`)
process.send?.({ linking, pairs: all, linked })

/** Date of birth and number equal, or name and date of birth. */
function isPlainlySame(one: GroupPerson['person'], other: GroupPerson['person']): boolean {
  return (
    (one.date_of_birth === other.date_of_birth && one.ssn === other.ssn) ||
    (one.first_name === other.first_name &&
      one.last_name === other.last_name &&
      one.date_of_birth === other.date_of_birth)
  )
}
