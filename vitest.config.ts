import process from 'node:process'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // Generated validators are large, plain JavaScript: loaded as they are, not transformed once per test file.
    server: { deps: { external: [/\/generated\/.*\.js$/] } },
    sequence: { shuffle: { files: false, tests: true } },
    // Against hanging only: machines are shared and noisy, and nothing here measures time.
    testTimeout: process.env['MOCK_NOYO_TEST_SIZE'] === 'full' ? 600_000 : 60_000,
    hookTimeout: 60_000,
    // What a test logs goes to the log that is searched for SSNs.
    silent: false,
    disableConsoleIntercept: false,
  },
})
