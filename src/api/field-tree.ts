/**
 * The property names a request body may hold: an object by its property names, an array as its item, `null` for a plain value,
 * `'*'` where any name is allowed (a free-form object, or a schema that contains itself).
 */
export type FieldTree = null | '*' | { readonly [name: string]: FieldTree }
