import { carrierNamed } from '../carriers/profiles/index.ts'
import type { Breath } from '../kernel/breath.ts'
import { isUuid } from '../kernel/identity.ts'
import type { Kind, Stored } from '../kernel/record.ts'
import type { Faults } from './faults.ts'

type Path = readonly (string | number)[]

/** A field that refers, and the kinds it may be of. */
interface Reference {
  readonly steps: readonly string[]
  readonly kinds: readonly string[]
}

/**
 * Adds every reference among the records that leads nowhere: fields that the kinds name as references, carriers, and the one
 * organization of the world.
 */
export async function checkReferences(
  records: ReadonlyMap<string, readonly Stored[]>,
  kinds: readonly Kind<Stored>[],
  organization_id: string,
  faults: Faults,
  breath: Breath,
): Promise<void> {
  const ids = new Map<string, Set<string>>()
  for (const [kind, all] of records) ids.set(kind, new Set(all.map(({ id }) => id)))
  for (const kind of kinds) {
    const references = referencesOf(kind)
    for (const [at, record] of (records.get(kind.name) ?? []).entries()) {
      const place: Path = ['records', kind.name, at]
      checkOwner(record, place, organization_id, faults)
      for (const { steps, kinds: targets } of references) {
        for (const { path, value } of valuesAt(record, steps)) {
          if (targets.some((target) => ids.get(target)?.has(value))) continue
          faults.add(
            [...place, ...path],
            `names ${targets.join(' or ')} ${shown(value)}, which is not in the document`,
          )
        }
      }
      const pause = breath()
      if (pause) await pause
    }
  }
}

function referencesOf({ refers = {} }: Kind<Stored>): Reference[] {
  return Object.entries(refers).map(([path, kinds]) => ({
    steps: path.split('.'),
    kinds: typeof kinds === 'string' ? [kinds] : kinds,
  }))
}

/** Ids of these names are no record's of the sandbox, whatever kind they stand in. */
function checkOwner(record: Stored, place: Path, organization: string, faults: Faults): void {
  const { organization_id, carrier_id } = record as Stored & Partial<Record<string, unknown>>
  if (organization_id !== undefined && organization_id !== organization) {
    faults.add([...place, 'organization_id'], "is not the document's organization_id")
  }
  if (typeof carrier_id === 'string' && !carrierNamed(carrier_id)) {
    faults.add([...place, 'carrier_id'], `names carrier ${shown(carrier_id)}, whom nobody knows`)
  }
}

/** The texts at a path such as `enrolled[].member_id`; what is missing or null refers to nothing. */
function valuesAt(
  value: unknown,
  steps: readonly string[],
  path: Path = [],
): { path: Path; value: string }[] {
  const [step, ...rest] = steps
  if (step === undefined) return typeof value === 'string' ? [{ path, value }] : []
  if (typeof value !== 'object' || value === null) return []
  const name = step.replace(/\[\]$/, '')
  const below = (value as Readonly<Record<string, unknown>>)[name]
  if (name === step) return valuesAt(below, rest, [...path, name])
  if (!Array.isArray(below)) return []
  return below.flatMap((item, at) => valuesAt(item, rest, [...path, name, at]))
}

/** Whatever stands there may be personal, unless it has the form of an id. */
function shown(value: string): string {
  return isUuid(value) ? value : '(no id)'
}
