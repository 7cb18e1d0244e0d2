import type { NoyoEvent } from './app.ts'
import { type NoyoClient, NoyoError } from './noyo-client.ts'
import type { Employer, Family } from './roster.ts'
import { snapshotOf } from './snapshot.ts'

interface Connection {
  readonly id: string
  readonly group_id: string
  readonly carrier_id: string
  readonly status: string
}

interface Snapshot {
  readonly id: string
  readonly status: string
  readonly created_members: readonly { readonly custom_individual_id: string }[]
}

/** How far a family is. */
export interface Progress {
  readonly status: string
  /** The people that Noyo did not know: expected of new hires, to be looked into for all others. */
  readonly created: readonly string[]
  readonly problem?: unknown
}

/** Keeps one employer of the platform in step with Noyo. Noyo says by webhook when something is to be done. */
export class Sync {
  readonly #noyo: NoyoClient
  readonly #employer: Employer
  /** Events come at least once, in any order: what was done is remembered. */
  readonly #seen = new Set<string>()
  readonly #families = new Map<string, Progress>()
  readonly #snapshots = new Map<string, string>()
  #connection: Connection | undefined
  #censusSent = false
  #work: Promise<void> = Promise.resolve()

  constructor(noyo: NoyoClient, employer: Employer) {
    this.#noyo = noyo
    this.#employer = employer
  }

  get connection(): string | undefined {
    return this.#connection?.status
  }

  /** By the platform's id of the employee. */
  get families(): Readonly<Record<string, Progress>> {
    return Object.fromEntries(this.#families)
  }

  async connect(): Promise<void> {
    const { name, carrier, carrier_group_id } = this.#employer
    const [found] = await this.#noyo.get<{ id: string }[]>('carrier', `/carriers?internal_name=${carrier}`)
    this.#connection = await this.#noyo.post<Connection>('fulfillment', '/group_connections', {
      carrier_id: found?.id,
      group_data: { group_name: name, carrier_group_id },
    })
  }

  /** Takes an event in; the work is done afterwards, one after the other. */
  onEvent({ event, data }: NoyoEvent): void {
    if (this.#seen.has(event.id)) return
    this.#seen.add(event.id)
    // Types that are not known here may come at any time.
    if (event.type === 'group_connection_request.status_change') this.#then(() => this.#lookAtConnection())
    if (event.type === 'member_snapshot.status_change') this.#then(() => this.#lookAtSnapshot(data.id))
  }

  /** Resolves once all work is done that was known of. */
  async idle(): Promise<void> {
    let last: Promise<void> | undefined
    while (last !== this.#work) {
      last = this.#work
      await last
    }
  }

  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(step)
  }

  /** An event says only that something has changed; how things are now is asked. */
  async #lookAtConnection(): Promise<void> {
    if (this.#connection === undefined) return
    this.#connection = await this.#noyo.get('fulfillment', `/group_connections/${this.#connection.id}`)
    if (this.#connection?.status === 'completed' && !this.#censusSent) {
      this.#censusSent = true
      await this.#sendCensus(this.#connection)
    }
  }

  async #sendCensus({ group_id, carrier_id }: Connection): Promise<void> {
    const { response: plans } = await this.#noyo.get<{ response: { id: string; name: string }[] }>(
      'fulfillment',
      `/groups/${group_id}/plans?line_of_coverage=dental`,
    )
    const plan = plans.find(({ name }) => name === this.#employer.dental_plan)
    for (const family of this.#employer.families) {
      await this.#send(group_id, family, { carrier_id, plan_id: plan?.id ?? '' })
    }
  }

  async #send(
    group_id: string,
    family: Family,
    dental: { readonly carrier_id: string; readonly plan_id: string },
  ): Promise<void> {
    try {
      const path = `/groups/${group_id}/member_snapshots`
      const sent = await this.#noyo.post<Snapshot>('fulfillment', path, snapshotOf(family, dental))
      this.#snapshots.set(sent.id, family.employee.id)
      const created = sent.created_members.map(({ custom_individual_id }) => custom_individual_id)
      this.#families.set(family.employee.id, { status: sent.status, created })
    } catch (error) {
      // One family's mistake does not hold up the others.
      if (!(error instanceof NoyoError) || error.status >= 500) throw error
      this.#families.set(family.employee.id, { status: 'refused', created: [], problem: error.body })
    }
  }

  async #lookAtSnapshot(id: string): Promise<void> {
    const employee = this.#snapshots.get(id)
    const known = employee === undefined ? undefined : this.#families.get(employee)
    if (employee === undefined || known === undefined) return
    const { status } = await this.#noyo.get<Snapshot>('fulfillment', `/member_snapshots/${id}`)
    this.#families.set(employee, { ...known, status })
  }
}
