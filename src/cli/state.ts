import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { type ClientCall, clientCommand, counted, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

export const state = clientCommand({
  help: `mock-noyo state [--out FILE]
mock-noyo state --in FILE
  Writes the sandbox as one JSON document, or puts such a document in its place; it goes on alike, in another server too.
  Social Security numbers and dates of birth are in it.

  --out FILE             where to write it; - or nothing is standard output
  --in FILE              what to put in; - is standard input`,
  options: { out: true, in: true },
  examples: [
    'mock-noyo state --out before.json',
    'mock-noyo state --in before.json --sandbox ci-1',
    'mock-noyo state | mock-noyo state --in - --url http://127.0.0.1:4020',
  ],
  async run(call) {
    const { out, in: from } = call.values
    if (out !== undefined && from !== undefined) throw new UsageError('state takes --out or --in, not both.')
    return typeof from === 'string' ? putIn(call, from) : writeOut(call, typeof out === 'string' ? out : '-')
  },
})

async function writeOut({ client, terminal, show }: ClientCall, file: string): Promise<undefined> {
  const document = await client.callText('GET', '/state')
  if (file === '-') {
    terminal.out(document)
    return
  }
  onFile(file, () => writeFileSync(file, `${document}\n`))
  const { records } = JSON.parse(document) as { records: Record<string, unknown[]> }
  const count = Object.values(records).reduce((sum, list) => sum + list.length, 0)
  show({ file, records: count }, [`${file}: ${counted(count, 'record')}`])
}

async function putIn({ client, show }: ClientCall, file: string): Promise<undefined> {
  const document = file === '-' ? await text(process.stdin) : onFile(file, () => readFileSync(file, 'utf8'))
  const answer = JSON.parse(await client.callText('PUT', '/state', document)) as { id: string; now: string }
  show(answer, [`${answer.id}, ${shownMoment(answer.now)}`])
}

function onFile<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new UsageError(`${file} cannot be used (${(error as NodeJS.ErrnoException).code}).`)
  }
}
