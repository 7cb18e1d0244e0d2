/**
 * Completes package-lock.json after `npm install PACKAGE`: node scripts/complete-lock.mjs [--check]
 *
 * npm leaves the packages of other platforms out of the lock file where the registry in use does not offer them, and then
 * refuses its own lock file (`npm ci`: "Missing: ... from lock file") on every machine. What belongs there is known: the
 * version stands at the package that wants it, the platform in the name.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const SYSTEMS = /\b(darwin|linux|win32|android|freebsd|openharmony|openbsd|netbsd|sunos|aix)\b/
const PROCESSORS = /\b(x64|arm64|arm|ia32|ppc64|riscv64|s390x|loong64|mips64el|wasm32)\b/
const LIBRARIES = /\b(musl|gnu)/

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../package-lock.json')
const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
const missing = missingPlatforms(lock.packages)

if (missing.length === 0) {
  console.log('package-lock.json is complete')
} else if (process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${missing.map(([location]) => location).join(', ')}`)
  console.error('Solve it with: node scripts/complete-lock.mjs')
  process.exitCode = 1
} else {
  const [[root, project], ...rest] = Object.entries(lock.packages)
  const sorted = [...rest, ...missing].sort(([a], [b]) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries([[root, project], ...sorted])
  fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`package-lock.json: added ${missing.length} packages of other platforms`)
}

/** Locations and entries of optional dependencies that no entry of the lock file satisfies. */
function missingPlatforms(packages) {
  return Object.entries(packages).flatMap(([location, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isResolved(packages, location, name))
      .map(([name, range]) => [
        `node_modules/${name}`,
        entryOf(name, range.replace(/^[\^~]/, ''), entry.dev),
      ]),
  )
}

/** As Node finds it: beside the package that wants it, or in any node_modules further up. */
function isResolved(packages, location, name) {
  for (
    let from = location;
    from !== '';
    from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))
  ) {
    if (packages[`${from}/node_modules/${name}`] !== undefined) return true
  }
  return packages[`node_modules/${name}`] !== undefined
}

/** In the order npm writes, so that the next `npm install` changes nothing here. */
function entryOf(name, version, dev) {
  const { cpu, libc, os } = platformOf(name)
  return JSON.parse(JSON.stringify({ version, cpu, dev, libc, optional: true, os }))
}

function platformOf(name) {
  const os = name === 'fsevents' ? 'darwin' : SYSTEMS.exec(name)?.[1]
  const cpu = PROCESSORS.exec(name)?.[1]
  const library = os === 'linux' ? LIBRARIES.exec(name)?.[1] : undefined
  return {
    cpu: cpu && [cpu],
    libc: library && [library === 'gnu' ? 'glibc' : 'musl'],
    os: os && [os],
  }
}
