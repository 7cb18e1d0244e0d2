import type { GivenDependent, GivenEnrollment, GivenFamily } from '../carriers/given.ts'
import type { Employment, Person } from '../carriers/records.ts'
import { given } from '../kernel/given.ts'
import type { Instant } from '../kernel/instant.ts'
import { dayOf } from './moment.ts'
import {
  type DependentLine,
  EMPLOYMENT_DAYS,
  type EnrollmentLine,
  type PersonLine,
  type WhoLine,
} from './people-document.ts'

/** What a carrier's system is told of a family; `takes` says which of the enrollments are for this carrier. */
export function familyOf(
  line: PersonLine,
  start: Instant,
  takes: (enrollment: EnrollmentLine) => boolean,
): GivenFamily {
  const { dependents, enrollments } = line
  return {
    person: personOf(line, start),
    employment: employmentOf(line, start),
    ...(dependents && { dependents: dependents.map((one) => dependentOf(one, start, takes)) }),
    ...(enrollments && { enrollments: enrollmentsOf(enrollments, start, takes) }),
  }
}

function dependentOf(
  line: DependentLine,
  start: Instant,
  takes: (enrollment: EnrollmentLine) => boolean,
): GivenDependent {
  const { relationship, enrollments } = line
  return {
    relationship,
    person: personOf(line, start),
    ...(enrollments && { enrollments: enrollmentsOf(enrollments, start, takes) }),
  }
}

function enrollmentsOf(
  lines: readonly EnrollmentLine[],
  start: Instant,
  takes: (enrollment: EnrollmentLine) => boolean,
): GivenEnrollment[] {
  return lines.filter(takes).map((line): GivenEnrollment => {
    const { effective_start_date, effective_end_date, ...said } = line
    return {
      ...said,
      ...given(
        {
          effective_start_date: day(effective_start_date, start),
          effective_end_date: day(effective_end_date, start),
        },
        'effective_start_date',
        'effective_end_date',
      ),
    }
  })
}

function personOf(line: WhoLine, start: Instant): Partial<Person> {
  const said = given(
    line,
    'first_name',
    'middle_name',
    'last_name',
    'suffix',
    'maiden_name',
    'sex',
    'marital_status',
    'home_address',
    'mailing_address',
    'contact',
  )
  const date_of_birth = day(line.date_of_birth, start)
  return {
    ...said,
    ...(date_of_birth === undefined ? {} : { date_of_birth }),
    ...(line.ssn === undefined ? {} : { ssn: line.ssn?.replaceAll('-', '') ?? null }),
  }
}

function employmentOf(line: PersonLine, start: Instant): Partial<Employment> {
  const dates = Object.fromEntries(
    EMPLOYMENT_DAYS.flatMap((name) => {
      const date = day(line[name], start)
      return date === undefined ? [] : [[name, date]]
    }),
  )
  const { salary } = line
  return {
    ...given(line, 'employment_status', 'hours_worked', 'occupation'),
    ...(salary === undefined ? {} : { salary: salaryOf(salary) }),
    ...(Object.keys(dates).length > 0 && { employment_dates: dates as Employment['employment_dates'] }),
  }
}

function salaryOf(salary: NonNullable<PersonLine['salary']>): NonNullable<Employment['salary']> {
  const { amount, unit = 'annual', type } = typeof salary === 'number' ? { amount: salary } : salary
  return {
    ...(amount === undefined ? {} : { amount }),
    unit,
    type: type ?? (unit === 'hour' ? 'hourly' : 'salary'),
  }
}

function day(text: string | undefined, start: Instant): string | undefined {
  return text === undefined ? undefined : dayOf(text, start)
}
