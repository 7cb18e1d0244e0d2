import type { Address, Family, Person } from './roster.ts'

/** The whole family as Noyo wants it, each time: people, employment and coverages. */
export function snapshotOf(
  family: Family,
  dental: { readonly carrier_id: string; readonly plan_id: string },
) {
  const { employee, spouse, home, dental_from } = family
  return {
    snapshot_mode: 'current_open',
    // Whom Noyo recognises by name, date of birth and Social Security number gets our id.
    enable_member_auto_link: true,
    employee: {
      custom_individual_id: employee.id,
      person: personOf(employee, home),
      employment: {
        employment_status: 'full-time',
        hours_worked: 40,
        employment_dates: { hire_date: employee.hire_date },
      },
    },
    dependents: spouse
      ? [{ custom_individual_id: spouse.id, relationship: 'spouse', person: personOf(spouse, home) }]
      : [],
    coverages: [
      {
        line_of_coverage: 'dental',
        ...dental,
        enrolled_members: [
          { custom_individual_id: employee.id, individual_type: 'employee' },
          ...(spouse ? [{ custom_individual_id: spouse.id, individual_type: 'dependent' }] : []),
        ].map((member) => ({
          ...member,
          effective_start_date: dental_from,
          effective_end_date: '9999-12-31',
        })),
      },
    ],
  }
}

function personOf({ first_name, last_name, date_of_birth, sex, ssn }: Person, home: Address) {
  const known = { first_name, last_name, date_of_birth, sex, ...(ssn && { ssn }) }
  return { ...known, home_address: home, mailing_address: home }
}
