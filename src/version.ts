import { readFileSync } from 'node:fs'

/** The version in package.json, which lies beside `src` in a clone and beside `dist` in the package. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version
