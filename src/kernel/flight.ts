import type { Cause, JsonObject } from './event.ts'
import type { Unit } from './unit.ts'

/** Something that leaves the simulator once the commit that asks for it is made; it never leaves when the commit is not. */
export interface Departure<P extends JsonObject = JsonObject> {
  readonly type: string
  readonly payload: P
}

/** What has come of it, to be written in a command of its own. */
export type Arrival = (unit: Unit) => Promise<void>

/** Takes departures of one type to where they go. */
export interface Courier<P extends JsonObject = JsonObject> {
  readonly type: string
  /**
   * Called in the order of the commits, without waiting for the one before. Every outcome is an arrival, failures too: what it
   * throws is a defect. `signal` says that nobody will hear of the outcome any more.
   */
  readonly carry: (departure: Departure<P>, sandbox: string, signal: AbortSignal) => Promise<Arrival>
}

/** A type of departure; capabilities export theirs from `events.ts`. */
export interface DepartureType<P extends JsonObject> {
  readonly type: string
  of(payload: P): Departure<P>
  /** The courier of the type. */
  by(carry: Courier<P>['carry']): Courier
}

export function departureType<P extends JsonObject>(type: string): DepartureType<P> {
  return {
    type,
    of: (payload) => ({ type, payload }),
    by: (carry) => ({ type, carry: carry as Courier['carry'] }),
  }
}

/** What is under way to the outside: sent after its commit, while no turn is held and virtual time does not pass it. */
export interface Flights {
  /** Sends what a commit has asked for. Called in the sandbox's turn. */
  begin(sandbox: string, cause: Cause, departures: readonly Departure[]): void
  /** Resolves when everything that is under way now has come to its end and is written down; undefined when nothing is. */
  landed(sandbox: string): Promise<unknown> | undefined
  /** Gives up what is under way: its outcomes are thrown away. Called in the sandbox's turn. */
  cancel(sandbox: string): void
  close(): void
}

interface Flight {
  readonly abort: AbortController
  over: Promise<void>
}

export function createFlights(parts: {
  couriers: readonly Courier[]
  /** Writes an arrival as a command. */
  write: (sandbox: string, cause: Cause, decide: Arrival) => Promise<void>
  onFault: (error: unknown, departure: Departure) => void
}): Flights {
  const couriers = new Map(parts.couriers.map((courier) => [courier.type, courier]))
  const flying = new Map<string, Set<Flight>>()

  const fly = async (sandbox: string, cause: Cause, departure: Departure, { signal }: AbortController) => {
    const courier = couriers.get(departure.type)
    if (!courier) throw new Error(`no courier for departures of type ${departure.type}`)
    const arrival = await unlessAborted(signal, courier.carry(departure, sandbox, signal))
    if (!arrival || signal.aborted) return
    // Asked again in the turn: a restore may have gone before.
    await parts.write(sandbox, cause, async (unit) => {
      if (!signal.aborted) await arrival(unit)
    })
  }

  const cancel = (flights: ReadonlySet<Flight> | undefined) => {
    for (const { abort } of flights ?? []) abort.abort()
  }

  return {
    begin(sandbox, cause, departures) {
      if (departures.length === 0) return
      const flights = flying.get(sandbox) ?? new Set()
      flying.set(sandbox, flights)
      for (const departure of departures) {
        const abort = new AbortController()
        const flight: Flight = { abort, over: Promise.resolve() }
        flight.over = fly(sandbox, cause, departure, abort)
          .catch((error) => {
            if (!abort.signal.aborted) parts.onFault(error, departure)
          })
          .finally(() => {
            flights.delete(flight)
            if (flights.size === 0 && flying.get(sandbox) === flights) flying.delete(sandbox)
          })
        flights.add(flight)
      }
    },

    landed(sandbox) {
      const flights = flying.get(sandbox)
      return flights && Promise.all([...flights].map(({ over }) => over))
    },

    cancel(sandbox) {
      cancel(flying.get(sandbox))
      flying.delete(sandbox)
    },

    close() {
      for (const flights of flying.values()) cancel(flights)
      flying.clear()
    },
  }
}

/** What the work comes to, or undefined as soon as nobody wants to know any more. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  signal.addEventListener('abort', () => resolve(undefined), { once: true })
  return Promise.race([work, promise])
}
