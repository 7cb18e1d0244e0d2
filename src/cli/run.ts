import { nearestName } from '../kernel/nearest.ts'
import { ConfigError } from '../options.ts'
import { type Command, DONE, FAILED, type Terminal, UNREACHABLE, UsageError, WRONG_CALL } from './command.ts'

/** Every command, loaded when it is called: `--help` of one must not load the others. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  start: {
    summary: 'serve a world over HTTP',
    load: async () => (await import('./start.ts')).start,
  },
  scenarios: {
    summary: 'list the shipped scenarios, check scenario files',
    load: async () => (await import('./scenarios.ts')).scenarios,
  },
  run: {
    summary: 'play a scenario to its end and check what it expects',
    load: async () => (await import('./play-scenario.ts')).playScenario,
  },
  advance: {
    summary: 'move the clock of a running server forward',
    load: async () => (await import('./advance.ts')).advance,
  },
  settle: {
    summary: 'move it until nothing is pending',
    load: async () => (await import('./settle.ts')).settle,
  },
  clock: {
    summary: 'what it shows; freeze it, let it run',
    load: async () => (await import('./clock.ts')).clock,
  },
  reset: {
    summary: 'bring a sandbox back to its beginning',
    load: async () => (await import('./reset.ts')).reset,
  },
  checkpoint: {
    summary: 'remember a sandbox as it is',
    load: async () => (await import('./checkpoint.ts')).checkpoint,
  },
  restore: {
    summary: 'bring it back to a checkpoint',
    load: async () => (await import('./restore.ts')).restore,
  },
  state: {
    summary: 'a sandbox out and in as one document',
    load: async () => (await import('./state.ts')).state,
  },
  why: {
    summary: 'why a record is as it is',
    load: async () => (await import('./why.ts')).why,
  },
  links: {
    summary: 'why members were linked or created',
    load: async () => (await import('./links.ts')).links,
  },
  sandboxes: {
    summary: 'list, make and delete isolated worlds',
    load: async () => (await import('./sandboxes.ts')).sandboxes,
  },
  webhooks: {
    summary: 'receive the webhooks of a running server, cause them',
    load: async () => (await import('./webhooks.ts')).webhooks,
  },
  link: {
    summary: 'try auto-linking on records of your own',
    load: async () => (await import('./link.ts')).link,
  },
}

/** Errors whose message is for whoever called, by name. */
const CODES: Readonly<Record<string, number>> = {
  ScenarioError: FAILED,
  ListenError: FAILED,
  RefusedError: FAILED,
  UnreachableError: UNREACHABLE,
}

/** Runs `mock-noyo` with the given words and resolves with the exit code. Errors that a user can cause become one clear message. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined) {
    terminal.error(overview())
    return WRONG_CALL
  }
  if (['help', '--help', '-h'].includes(name)) {
    if (rest.length > 0) return run([rest[0] as string, '--help'], terminal)
    terminal.out(overview())
    return DONE
  }
  if (name === '--version' || name === '-v') {
    terminal.out((await import('../version.ts')).VERSION)
    return DONE
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!entry) {
    const nearest = nearestName(name, Object.keys(COMMANDS))
    terminal.error(`There is no command "${name}".${nearest === undefined ? '' : ` Nearest: ${nearest}.`}`)
    terminal.error('See mock-noyo --help.')
    return WRONG_CALL
  }
  const command = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(command.help)
    return DONE
  }
  return runCommand(name, command, rest, terminal)
}

async function runCommand(
  name: string,
  command: Command,
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  try {
    return await command.run(words, terminal)
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError) {
      terminal.error(error.message)
      terminal.error(`See mock-noyo ${name} --help.`)
      return WRONG_CALL
    }
    // By name, so that a command which needs none of these does not load their modules.
    const code = error instanceof Error ? CODES[error.name] : undefined
    if (code !== undefined) {
      terminal.error((error as Error).message)
      return code
    }
    throw error
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length))
  return [
    'mock-noyo: a stateful fake of the Noyo group-benefits API.',
    '',
    'Usage: mock-noyo COMMAND [OPTIONS]',
    '',
    ...Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'mock-noyo COMMAND --help tells the options; mock-noyo --version the version.',
  ].join('\n')
}
