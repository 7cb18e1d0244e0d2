/**
 * How well linking links: groups of invented households whose truth is known, each with a seed and errors of its own.
 *
 *   npm run bench:linking-quality [-- PART OF A NAME [EXAMPLES [SEED]]]
 *
 * `must` are the pairs that have date of birth and number, or names and date of birth, in common with nobody else.
 */
import process from 'node:process'
import { febrlGroup } from '../test/linking-trial/febrl.ts'
import { households, type TrueGroup } from '../test/linking-trial/households.ts'
import { nameStocks } from '../test/linking-trial/name-stock.ts'
import { type Miss, percent, type Quality, qualityOf, shown } from '../test/linking-trial/quality.ts'
import { TRIAL_SETS } from '../test/linking-trial/trial-sets.ts'
import { table } from './numbers.ts'

const part = process.argv[2] ?? ''
const examples = Number(process.argv[3] ?? 0)
/** Makes other people of the same kind. */
const seed = process.argv[4] ?? ''

const stocks = await nameStocks()
const groups: (() => TrueGroup)[] = [
  () => febrlGroup('41'),
  () => febrlGroup(undefined),
  ...TRIAL_SETS.map((set) => () => households(set.name, stocks, { ...set, seed: `${set.seed}${seed}` })),
]
const names = ['febrl1 with numbers', 'febrl1 without numbers', ...TRIAL_SETS.map(({ name }) => name)]

const measured: Quality[] = []
for (const [at, make] of groups.entries()) {
  if (names[at]?.includes(part)) measured.push(qualityOf(make()))
}

const rows = measured.map(({ name, pairs, right, wrong, allowed, allowed_right, ms }) => [
  name,
  String(pairs),
  String(wrong.length),
  percent(right, pairs),
  String(allowed),
  percent(allowed_right, allowed),
  `${ms.toFixed(0)} ms`,
])
console.log(table([['group', 'pairs', 'wrong', 'linked', 'must', 'of these', 'took'], ...rows]))

if (examples > 0) for (const quality of measured) tell(quality)

function tell({ name, wrong, missed }: Quality): void {
  console.log(`\n== ${name}`)
  for (const miss of wrong.slice(0, examples))
    console.log(`\nWRONG (${miss.told.join(', ')})\n${lines(miss)}`)
  const must = missed.filter(({ allowed }) => allowed)
  for (const miss of must.slice(0, examples))
    console.log(`\nMISSED, MUST (${miss.told.join(', ')})\n${lines(miss)}`)
  const others = missed.filter(({ allowed }) => !allowed)
  for (const [told, group] of byKind(others).slice(0, examples * 2)) {
    console.log(`\nmissed ${group.length} (${told})\n${lines(group[0] as Miss)}`)
  }
}

/** The most frequent kinds first. */
function byKind(missed: readonly Miss[]): [string, Miss[]][] {
  const groups = Map.groupBy(missed, ({ told }) => told.toSorted().join(', '))
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length)
}

function lines({ platform, linked, right }: Miss): string {
  return [
    `  platform ${platform.id}: ${shown(platform)}`,
    ...(linked ? [`  linked to ${linked.id}: ${shown(linked)}`] : []),
    `  right ${right ? `${right.id}: ${shown(right)}` : 'is nobody'}`,
  ].join('\n')
}
