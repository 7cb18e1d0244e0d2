import { carrierNamed } from '../carriers/profiles/index.ts'

type Fields = Readonly<Record<string, unknown>>

/** A snapshot's body with Noyo's ids of the carriers in place of their slugs. */
export function withCarrierIds(value: Fields): Fields {
  const replaced = (name: string, part: unknown): unknown => {
    if (Array.isArray(part)) return part.map((item) => replaced('', item))
    if (typeof part === 'object' && part !== null) return withCarrierIds(part as Fields)
    return name === 'carrier_id' && typeof part === 'string' ? (carrierNamed(part)?.id ?? part) : part
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, replaced(name, part)]))
}
