import { type Member, memberOf } from './matching.ts'
import { type Noyo, NoyoRefusal } from './noyo.ts'
import { type Employee, type Employer, HOME, type Person } from './people.ts'

/** What became of an employer. */
export interface Outcome {
  /** Why there is no connection: somebody must look at it. */
  readonly stopped?: string
  /** By the platform's id: the status of the employee's snapshot, or Noyo's words why it was refused. */
  readonly employees: Readonly<Record<string, string>>
}

interface Connection {
  readonly id: string
  readonly group_id: string
  readonly carrier_id: string
  readonly status: string
}

/** Statuses of a connection that go on by themselves. */
const ON_ITS_WAY = ['created', 'processing', 'noyo_review', 'waiting_on_carrier', 'carrier_authorization']

/** Connects an employer, finds its people among those that Noyo has read from the carrier, and sends every family. */
export async function syncEmployer(noyo: Noyo, employer: Employer): Promise<Outcome> {
  const connection = await connect(noyo, employer)
  if (connection.status !== 'completed') return { stopped: connection.status, employees: {} }
  const { group_id, carrier_id } = connection
  const plans = await noyo.all<{ id: string; name: string }>(`/groups/${group_id}/plans`)
  const plan_id = plans.find(({ name }) => name === employer.dental_plan)?.id
  if (plan_id === undefined) return { stopped: `no plan ${employer.dental_plan}`, employees: {} }

  const members = await noyo.all<Member>(`/groups/${group_id}/employees`)
  const employees: Record<string, string> = {}
  for (const employee of employer.employees) {
    const linked = memberOf(employee, members)
    const dependents = linked
      ? await noyo.all<Member>(`/groups/${group_id}/employees/${linked.id}/dependents`)
      : []
    const coverage = { carrier_id, plan_id, from: employer.dental_from }
    const snapshot = snapshotOf(employee, linked, dependents, coverage)
    employees[employee.id] = await send(noyo, group_id, snapshot)
  }
  return { employees }
}

async function connect(noyo: Noyo, { name, carrier, carrier_group_id }: Employer): Promise<Connection> {
  const [found] = await noyo.call<{ id: string }[]>('carrier', 'GET', `/carriers?internal_name=${carrier}`)
  const { id } = await noyo.call<Connection>('fulfillment', 'POST', '/group_connections', {
    carrier_id: found?.id,
    group_data: { group_name: name, carrier_group_id },
  })
  return noyo.until<Connection>(`/group_connections/${id}`, ({ status }) => !ON_ITS_WAY.includes(status))
}

async function send(noyo: Noyo, group_id: string, snapshot: object): Promise<string> {
  try {
    const path = `/groups/${group_id}/member_snapshots`
    const { id } = await noyo.call<{ id: string }>('fulfillment', 'POST', path, snapshot)
    const done = await noyo.until<{ status: string }>(
      `/member_snapshots/${id}`,
      ({ status }) => status !== 'submitted' && status !== 'processing',
    )
    return done.status
  } catch (error) {
    // One family's mistake does not hold up the others.
    if (error instanceof NoyoRefusal && error.status < 500) return `refused: ${error.message}`
    throw error
  }
}

/** The family with Noyo's ids where they are known, and ours for all. */
function snapshotOf(
  employee: Employee,
  linked: Member | undefined,
  dependents: readonly Member[],
  coverage: { readonly carrier_id: string; readonly plan_id: string; readonly from: string },
) {
  const { spouse } = employee
  const ids = (person: Person, member: Member | undefined) => ({
    ...(member && { id: member.id }),
    custom_individual_id: person.id,
  })
  const covered = (person: Person, individual_type: 'employee' | 'dependent') => ({
    custom_individual_id: person.id,
    individual_type,
    effective_start_date: coverage.from,
    effective_end_date: '9999-12-31',
  })
  return {
    snapshot_mode: 'current_open',
    enable_member_auto_link: false,
    employee: {
      ...ids(employee, linked),
      person: personOf(employee),
      employment: {
        employment_status: 'full-time',
        hours_worked: 40,
        employment_dates: { hire_date: employee.hire_date },
      },
    },
    dependents: spouse
      ? [{ ...ids(spouse, memberOf(spouse, dependents)), relationship: 'spouse', person: personOf(spouse) }]
      : [],
    coverages: [
      {
        line_of_coverage: 'dental',
        carrier_id: coverage.carrier_id,
        plan_id: coverage.plan_id,
        enrolled_members: [covered(employee, 'employee'), ...(spouse ? [covered(spouse, 'dependent')] : [])],
      },
    ],
  }
}

function personOf({ first_name, last_name, date_of_birth, sex, ssn }: Person) {
  const known = { first_name, last_name, date_of_birth, sex, ...(ssn && { ssn }) }
  return { ...known, home_address: HOME, mailing_address: HOME }
}
