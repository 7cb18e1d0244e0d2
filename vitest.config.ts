import path from 'node:path'
import process from 'node:process'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Examples import the package by its name, as its users do; in the clone that is the source.
  resolve: {
    alias: [
      { find: /^mock-noyo$/, replacement: path.join(import.meta.dirname, 'src/index.ts') },
      { find: /^mock-noyo\/(express|msw)$/, replacement: path.join(import.meta.dirname, 'src/hosts/$1.ts') },
      { find: /^mock-noyo\/testing$/, replacement: path.join(import.meta.dirname, 'src/testing/index.ts') },
      {
        find: /^mock-noyo\/(vitest|jest|playwright)$/,
        replacement: path.join(import.meta.dirname, 'src/testing/$1.ts'),
      },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
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
