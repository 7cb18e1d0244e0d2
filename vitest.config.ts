import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // Generated validators are large, plain JavaScript: loaded as they are, not transformed once per test file.
    server: { deps: { external: [/\/generated\/.*\.js$/] } },
    sequence: { shuffle: { files: false, tests: true } },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a test logs goes to the log that is searched for SSNs.
    silent: false,
    disableConsoleIntercept: false,
  },
})
