/**
 * Given to a process by `--import`: writes the address of every module it loads, one a line, to the file that
 * MOCK_NOYO_TEST_MODULES names.
 */
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import process from 'node:process'

const file = process.env.MOCK_NOYO_TEST_MODULES

registerHooks({
  load(url, context, next) {
    appendFileSync(file, `${url}\n`)
    return next(url, context)
  },
})
