import type { FileSpec } from './spec.ts'

/** What is said of when files are due, in place of what the carrier's companion guide says. */
export type StatedCadence = Partial<FileSpec['cadence']>

/** The same as people write it. */
export type CadenceText = string | StatedCadence

/** Short for the rules that most files follow. */
export const SHORT_RULES: Readonly<Record<string, string>> = {
  hourly: 'RRULE:FREQ=HOURLY',
  daily: 'RRULE:FREQ=DAILY',
  weekdays: 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'RRULE:FREQ=WEEKLY;BYDAY=MO',
  monthly: 'RRULE:FREQ=MONTHLY;BYMONTHDAY=1',
}

/** A rule, a short word for one, or one of them with a time: `weekdays at 18:00`. What is not said is as the carrier has it. */
export function statedCadence(said: CadenceText): StatedCadence {
  if (typeof said === 'string') {
    const [rule = '', time_of_day] = said.split(' at ')
    return { rrule: ruleMeant(rule), ...(time_of_day === undefined ? {} : { time_of_day }) }
  }
  return said.rrule === undefined ? said : { ...said, rrule: ruleMeant(said.rrule) }
}

function ruleMeant(rule: string): string {
  return SHORT_RULES[rule] ?? (rule.startsWith('RRULE:') ? rule : `RRULE:${rule}`)
}
