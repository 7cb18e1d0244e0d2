import type { Import, Source } from './sources.ts'

/** Folders of src that are not capabilities: the ground they stand on, and what is built from them. */
const GROUND = new Set([
  'api',
  'kernel',
  'stores',
  'hosts',
  'cli',
  'control',
  'scenario',
  'testing',
  'console',
])

/** The roles of a capability that are joined in one list and nowhere else. */
const JOINED_ROLES = /\/(operations|behaviour)\.ts$/

/** Where doors and stores are put together with the rest. */
const COMPOSERS = /^src\/(simulator\.ts|index\.ts|hosts\/|stores\/|cli\/|testing\/)/

/** The folder of a path directly below src, or undefined for files of src itself. */
function folderOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1]
}

function capabilityOf(path: string): string | undefined {
  const folder = folderOf(path)
  return folder === undefined || GROUND.has(folder) ? undefined : folder
}

/**
 * The rule files: every capability's model.ts, and whatever they use of their own folder when they run. They must be plain
 * functions of what they are given.
 */
export function ruleFiles(sources: readonly Source[]): Source[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  const rules = new Map<string, Source>()
  const waiting = sources.filter((source) => capabilityOf(source.path) && source.path.endsWith('/model.ts'))
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    if (rules.has(source.path)) continue
    rules.set(source.path, source)
    for (const used of source.imports) {
      const target = byPath.get(used.target)
      if (!used.typeOnly && target && capabilityOf(target.path) === capabilityOf(source.path))
        waiting.push(target)
    }
  }
  return [...rules.values()]
}

/** Broken import rules, one line each, saying what to do instead. */
export function brokenImportRules(sources: readonly Source[]): string[] {
  const rules = new Set(ruleFiles(sources).map((source) => source.path))
  return sources.flatMap((source) =>
    source.imports.flatMap((used) => {
      const broken = brokenRule(source.path, used, rules.has(source.path))
      return broken === undefined ? [] : [`${source.path}:${used.line} imports ${used.target}: ${broken}`]
    }),
  )
}

function brokenRule(from: string, used: Import, isRule: boolean): string | undefined {
  const folder = folderOf(from)
  if (!used.relative) {
    if (folder === 'kernel' && !used.target.startsWith('node:')) return 'the kernel needs no package'
    if (isRule && !used.typeOnly)
      return 'rules use no package and no built-in module; the kernel has their services'
    return undefined
  }
  const target = folderOf(used.target)
  if (folder === 'kernel' && target !== 'kernel') return 'the kernel knows nothing outside src/kernel'
  if (folder === 'api' && target !== 'api' && target !== 'kernel')
    return 'the edge knows src/api and src/kernel only'
  if ((target === 'hosts' || target === 'stores') && !COMPOSERS.test(from)) {
    return `only src/simulator.ts, src/index.ts, doors and the command line put src/${target} together with the rest`
  }
  if (target === 'cli' && folder !== 'cli') return 'nothing depends on the command line'
  if (capabilityOf(used.target) !== undefined && JOINED_ROLES.test(used.target)) {
    if (from !== 'src/capabilities.ts')
      return 'operations and behaviour are joined in src/capabilities.ts and used nowhere else'
  }
  if (isRule && !used.typeOnly && target !== 'kernel' && target !== folder) {
    return 'rules use the kernel and their own folder; of other capabilities only types (import type)'
  }
  return undefined
}
