import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { excerpt } from '../kernel/excerpt.ts'
import { Refusal } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { addDuration, type Instant, isoInstant, parseInstant } from '../kernel/instant.ts'
import type { Runner } from '../kernel/runner.ts'

type ClockOperations = 'getClock' | 'setClock' | 'advanceClock' | 'settleClock'

export function clockOperations(runner: Runner): Pick<OperationsOf<'control'>, ClockOperations> {
  const shown = async (sandbox: string) => {
    const { mode, speed, reading } = await runner.clock(sandbox)
    return ok(json({ mode, speed, now: isoInstant(reading) }))
  }
  return {
    getClock: { level: 'simulated', serves: ({ sandbox }) => shown(sandbox) },

    setClock: {
      level: 'simulated',
      serves: async ({ sandbox, body }) => {
        const target = body.now === undefined ? undefined : readInstant(body.now, '/now')
        if (target !== undefined) notPast(target, (await runner.clock(sandbox)).reading, '/now')
        await runner.setClock(sandbox, {
          ...given(body, 'mode', 'speed'),
          ...(target === undefined ? {} : { now: target }),
        })
        return shown(sandbox)
      },
    },

    advanceClock: {
      level: 'simulated',
      serves: async ({ sandbox, body: { by, to } }) => {
        if ((by === undefined) === (to === undefined)) throw new Refusal('advance_by_or_to')
        const target = by === undefined ? untilMoment(to as string) : afterDuration(by)
        const { now, ran } = await runner.advance(sandbox, target)
        return ok(json({ now: isoInstant(now), ran }))
      },
    },

    settleClock: {
      level: 'simulated',
      serves: async ({ sandbox }) => {
        const { now, ran, stopped } = await runner.settle(sandbox)
        return ok(json({ now: isoInstant(now), ran, stopped }))
      },
    },
  }
}

/** @throws Refusal naming the field, for text that is no moment */
export function readInstant(text: string, field: string): Instant {
  const instant = parseInstant(text)
  if (instant === undefined) throw new Refusal('instant_unreadable', { given: excerpt(text), field })
  return instant
}

function notPast(target: Instant, now: Instant, field: string): void {
  if (target >= now) return
  throw new Refusal('instant_past', { given: isoInstant(target), now: isoInstant(now), field })
}

function untilMoment(to: string): (now: Instant) => Instant {
  const target = readInstant(to, '/to')
  return (now) => {
    notPast(target, now, '/to')
    return target
  }
}

function afterDuration(by: string): (now: Instant) => Instant {
  return (now) => {
    const target = addDuration(now, by)
    if (target === undefined) throw new Refusal('duration_unreadable', { given: excerpt(by), field: '/by' })
    return target
  }
}
