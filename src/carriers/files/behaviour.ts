import type { Behaviour } from '../../kernel/capability.ts'
import { doing } from '../../kernel/reaction.ts'
import { carrierFileApproval, carrierFileReading } from './events.ts'
import { approveFile, readFile } from './inbox.ts'
import { carrierFiles } from './records.ts'

export const behaviour: Behaviour = {
  reactions: [],
  jobs: [
    doing(carrierFileReading, async ({ key }, unit) => {
      const file = await unit.get(carrierFiles, key)
      if (file) await readFile(unit, file)
    }),
    doing(carrierFileApproval, async ({ key }, unit) => {
      const file = await unit.get(carrierFiles, key)
      // A file that came meanwhile is read first, and approved then.
      if (file?.is_test && file.read) await approveFile(unit, file)
    }),
  ],
}
