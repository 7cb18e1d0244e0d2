/**
 * The value, frozen to its last part. Sandboxes, checkpoints and readers share records, so a change made through one of
 * them would be everybody's. Parts already frozen are taken as frozen through and through: unchanged parts of a changed
 * record cost one look.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return value
  Object.freeze(value)
  if (Array.isArray(value)) for (const part of value) frozen(part)
  else for (const name in value) frozen(value[name])
  return value
}
