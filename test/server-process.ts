import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

export interface ServerProcess {
  /** E.g. `http://127.0.0.1:41234`, as the server printed it. */
  readonly address: string
  /** Asks it to end as a supervisor does (SIGTERM to the whole group); resolves to its exit code. */
  stop(): Promise<number | null>
  /** What it printed so far. */
  output(): string
}

export interface ServerCommand {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Name of the log its output is kept in, where the run searches for SSNs. */
  readonly log: string
  /** How long it may take to print its address, in milliseconds. */
  readonly patience?: number
}

const ADDRESS = /http:\/\/(?:127\.0\.0\.1|localhost):\d+/

/** Starts a server as its own process and resolves once it has printed its address. */
export function startServer(server: ServerCommand): Promise<ServerProcess> {
  const child = spawn(server.command, server.args, {
    cwd: server.cwd,
    env: { ...process.env, ...server.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  const log = openLog(server.log)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const stop = async () => {
    signalGroup(child.pid)
    const code = await ended
    log?.end()
    return code
  }
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      signalGroup(child.pid)
      reject(new Error(`${server.command} ${server.args.join(' ')} ${why}. Its output:\n${output}`))
    }
    const timer = setTimeout(() => giveUp('printed no address in time'), server.patience ?? 30_000)
    const collect = (text: string) => {
      output += text
      log?.write(text)
      const address = ADDRESS.exec(output)?.[0]
      if (address === undefined) return
      clearTimeout(timer)
      resolve({ address, stop, output: () => output })
    }
    child.stdout.setEncoding('utf8').on('data', collect)
    child.stderr.setEncoding('utf8').on('data', collect)
    child.on('error', (error) => giveUp(`could not be run: ${error.message}`))
    child.on('exit', (code) => {
      clearTimeout(timer)
      giveUp(`ended with ${code} before it printed an address`)
    })
  })
}

/** A log in the folder that `npm test` searches; none when a test file is run by hand. */
function openLog(name: string) {
  const folder = process.env.MOCK_NOYO_TEST_LOGS
  return folder === undefined ? undefined : createWriteStream(path.join(folder, `${name}.log`))
}

function signalGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGTERM')
  } catch {
    // Ended by itself already.
  }
}
