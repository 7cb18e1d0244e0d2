/**
 * The words of field errors, for what a schema finds as for what a filter or an operation finds: the vendor's style is
 * marshmallow's (assumed beyond the few that are published). `docs/errors.md` lists them.
 */
export const fieldMessages = {
  missing: 'Missing data for required field.',
  unknown: 'Unknown field.',
  integer: 'Not a valid integer.',
  number: 'Not a valid number.',
  boolean: 'Not a valid boolean.',
  uuid: 'Not a valid UUID.',
  date: 'Not a valid date.',
  oneOf: (values: readonly unknown[]) => `Must be one of: ${values.join(', ')}.`,
  atLeast: (limit: unknown) => `Must be greater than or equal to ${limit}.`,
  atMost: (limit: unknown) => `Must be less than or equal to ${limit}.`,
} as const
