import type { PerformWithin } from '../api/perform-within.ts'
import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'
import { fileHeld } from '../carriers/files/held.ts'
import { carrierNamed } from '../carriers/profiles/index.ts'
import { knownCarrierGroup } from '../carriers/system.ts'
import type { Behaviour } from '../kernel/capability.ts'
import type { DomainEvent } from '../kernel/event.ts'
import type { Refusal } from '../kernel/failure.ts'
import { mask } from '../kernel/masking.ts'
import { doing } from '../kernel/reaction.ts'
import type { Unit } from '../kernel/unit.ts'
import { askFor } from './actions.ts'
import { expectationDue, stepDue } from './events.ts'
import { type Party, timelineSteps } from './records.ts'
import { awaitFile, endStep, planStep, refuseStep } from './steps.ts'
import { isAwaited, TRIGGERS } from './triggers.ts'
import { judgeStep } from './verdicts.ts'

/** A step that waits for this event comes now. */
async function hearOf(event: DomainEvent, unit: Unit): Promise<void> {
  if (unit.setting.options['timeline'] !== true) return
  const { records } = await unit.find(timelineSteps, 'waiting', event.type)
  for (const step of records) if (isAwaited(step.trigger, event)) planStep(unit, step, unit.now)
}

/** The steps of a scenario's timeline come as jobs of its world, each one operation of an API or a look at the world. */
export function timelineBehaviour({
  perform,
  catalogue,
}: {
  readonly perform: PerformWithin
  readonly catalogue: RefusalCatalogue
}): Behaviour {
  return {
    reactions: TRIGGERS.map((type) => ({ type, react: hearOf })),
    jobs: [
      doing(
        stepDue,
        async ({ key }, unit) => {
          const step = await unit.require(timelineSteps, key)
          if (step.answers_file && !(await hasReadFile(unit, step.party))) return awaitFile(unit, step)
          const asked = step.action && (await askFor(unit, step.action, step.party))
          if (asked && 'problem' in asked) return refuseStep(unit, step, asked.problem)
          if (asked) await perform(unit, asked.ask)
          await endStep(unit, step)
        },
        async (refusal, { key }, unit) => {
          refuseStep(unit, await unit.require(timelineSteps, key), wordsOf(refusal, catalogue))
        },
      ),
      doing(expectationDue, async ({ key }, unit) => {
        await judgeStep(unit, await unit.require(timelineSteps, key))
      }),
    ],
  }
}

async function hasReadFile(unit: Unit, { carrier_id, carrier_group_id = '' }: Party): Promise<boolean> {
  const carrier = carrier_id === undefined ? undefined : carrierNamed(carrier_id)
  const group = carrier && (await knownCarrierGroup(unit, carrier, carrier_group_id))
  return group !== undefined && (await fileHeld(unit, group))?.read !== undefined
}

/** A refusal in words, each field that it blames with them. Shows nobody's number. */
function wordsOf({ code, facts, fields }: Refusal, catalogue: RefusalCatalogue): string {
  const text = catalogue[code]?.text(facts) ?? code
  const blamed = fields.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return mask(blamed.length === 0 ? text : blamed.join(' '))
}
