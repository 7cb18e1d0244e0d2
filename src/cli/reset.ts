import { given } from '../kernel/given.ts'
import { clientCommand, shownMoment } from './client-command.ts'
import { UsageError } from './command.ts'

const KEPT: readonly string[] = ['journal', 'faults', 'webhooks']

export const reset = clientCommand({
  help: `mock-noyo reset [--scenario NAME|FILE] [--seed TEXT] [--keep LIST]
  Brings the sandbox back to the beginning of its scenario, or of another one.

  --scenario NAME|FILE   the other one; a file is the server's, named from the server's folder
  --seed TEXT            what all ids and people derive from
  --keep LIST            what stays: ${KEPT.join(', ')}; several with commas`,
  options: { scenario: true, seed: true, keep: true },
  examples: [
    'mock-noyo reset',
    'mock-noyo reset --scenario refused --seed mine',
    'mock-noyo reset --keep journal,webhooks',
  ],
  async run({ client, values, show }) {
    const keep = typeof values['keep'] === 'string' ? listOf(values['keep']) : undefined
    const { scenario, seed } = values
    const body = { ...given({ scenario, seed }, 'scenario', 'seed'), ...(keep && { keep }) }
    const answer = await client.call<{ scenario: string; seed: string; now: string }>('POST', '/reset', body)
    show(answer, [`scenario ${answer.scenario}, seed ${answer.seed}, ${shownMoment(answer.now)}`])
    return undefined
  },
})

function listOf(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !KEPT.includes(name))
  if (unknown === undefined) return names
  throw new UsageError(`--keep takes ${KEPT.join(', ')}, not "${unknown}".`)
}
