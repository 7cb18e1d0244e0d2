import { excerpt } from './kernel/excerpt.ts'
import { nearestName } from './kernel/nearest.ts'
import { OPTIONS, type Option } from './options.ts'

const byKey = new Map<string, Option>(OPTIONS.map((option) => [option.key, option]))
const clockModes = byKey.get('clock') as Option

/** Options without a word on the command line: the simulator's parts, and what `clock` is when nobody says. */
const PARTS = ['defaultClock', 'store', 'wall', 'secret', 'deliver', 'onRequest', 'onFault']

const WORLD = ['scenario', 'seed', 'clock', 'start', 'speed', 'pace', 'profile']
const SIMULATOR = [
  ...WORLD,
  ...['unknownFields', 'tokenClock', 'validateResponses', 'publicUrl', 'controlToken', 'webhookHosts'],
  ...['sandboxIdle', 'sandboxLimit'],
  ...PARTS,
]

/** The options that each method takes. */
const TAKEN = {
  createSimulator: SIMULATOR,
  sandbox: [...WORLD, 'id'],
  reset: ['scenario', 'seed', 'keep'],
  'clock.set': ['mode', 'speed'],
} as const

/**
 * Holds options given in process against the rules of the same options of the command line. Whoever writes no TypeScript
 * would else find a misspelt `pace` later, as something that happens at the wrong time.
 * @throws {TypeError} naming the method, the option, what was given and what would do
 */
export function checkOptions(method: keyof typeof TAKEN, given: object): void {
  const taken: readonly string[] = TAKEN[method]
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(
      `${method} takes an object of options, such as { ${taken[0]}: ... }, not ${shown(given)}`,
    )
  }
  for (const [name, value] of Object.entries(given)) {
    if (!taken.includes(name)) {
      const nearest = nearestName(name, taken)
      const hint = nearest === undefined ? `It takes ${taken.join(', ')}` : `The nearest is ${nearest}`
      throw new TypeError(`${method} has no option ${name}. ${hint}.`)
    }
    if (name === 'keep') checkKept(value)
    else if (value !== undefined) checkValue(`${method}: ${name}`, ruleOf(name), value)
  }
}

const KEPT: readonly unknown[] = ['journal', 'faults', 'webhooks']

/** What survives a reset. */
function checkKept(value: unknown): void {
  if (value === undefined || (Array.isArray(value) && value.every((name) => KEPT.includes(name)))) return
  throw new TypeError(`reset: keep is ${shown(value)}; use a list of ${KEPT.join(', ')}`)
}

function ruleOf(name: string): Option | undefined {
  return name === 'mode' || name === 'defaultClock' ? clockModes : byKey.get(name)
}

function checkValue(what: string, option: Option | undefined, value: unknown): void {
  if (option === undefined) return
  const parsed = parse(what, option, textOf(value))
  if (typeof parsed === typeof value) return
  throw new TypeError(`${what} is ${shown(value)}; use a ${typeof parsed}`)
}

function parse(what: string, option: Option, text: string): unknown {
  try {
    return option.parse(text)
  } catch (error) {
    throw new TypeError(`${what} ${(error as Error).message}`)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function shown(value: unknown): string {
  return excerpt(textOf(value))
}
