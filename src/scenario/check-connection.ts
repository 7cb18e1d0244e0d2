import type { CarrierProfile } from '../carriers/profile.ts'
import { DAY, type Instant } from '../kernel/instant.ts'
import type { StandingLine } from './account-document.ts'
import { type CarrierLine, type CarrierSettings, type GroupLine, isAsked } from './document.ts'
import type { ScenarioFault } from './fault.ts'
import { HISTORY } from './history.ts'
import { durationOf, momentOf } from './moment.ts'
import { sentBroker } from './sent-broker.ts'
import type { Path, Source } from './source.ts'

/** A group's line at a carrier, with all that decides whether its connection can be as it is said to be. */
export interface Connecting {
  readonly source: Source
  readonly at: Path
  readonly line: CarrierLine
  readonly group: GroupLine
  readonly carrier: CarrierProfile
  /** What the scenario says of the carrier itself. */
  readonly settings: CarrierSettings
  /** Where the clock starts, if the file says so. */
  readonly start: Instant | undefined
}

/** Keywords about a connection that exclude each other or miss something. */
export function connectionFaults(connecting: Connecting): ScenarioFault[] {
  const { source, at, line } = connecting
  const keyword = line.connected === true ? 'connected' : 'requested'
  const asked = isAsked(line) ? [...askedProblems(connecting), ...heldProblems(connecting)] : []
  const faults = asked.flatMap((problem) => (problem ? [source.fault([...at, keyword], problem)] : []))
  return [...faults, ...sentFaults(connecting), ...requestedFaults(connecting)]
}

/** What a request cannot do without. */
function askedProblems({ line, group, carrier, settings }: Connecting): (string | false)[] {
  const { connected } = line
  const keyword = connected ? 'connected: true' : 'requested'
  const broker = sentBroker(line)
  return [
    group.in_noyo === false &&
      `A group that is not in Noyo cannot be connected. Remove "in_noyo: false" or "${keyword}".`,
    connected === true &&
      carrier.tier !== 'premier' &&
      (line.employees ?? group.employees) === 0 &&
      `${carrier.display_name} gets files, and none is ever sent of nobody. Give the group people, or write "requested: true" in place of "connected: true".`,
    settings.status !== undefined &&
      settings.status !== 'active' &&
      `${carrier.display_name} is ${settings.status} for the organization, so nothing can be requested of it. Make it active or leave "${keyword}" out.`,
    carrier.broker_identifier === 'broker_federal_ein' &&
      broker.broker_federal_ein === undefined &&
      `${carrier.display_name} connects a group only with a broker's tax number: add "broker_federal_ein"${line.sent === undefined ? '' : ' to what was sent'}.`,
    carrier.broker_identifier === 'broker_tin_or_federal_ein' &&
      broker.broker_federal_ein === undefined &&
      broker.broker_tin === undefined &&
      `${carrier.display_name} connects a group only with a broker: add "broker_tin" or "broker_federal_ein".`,
  ]
}

/** Statuses that end when their cause does; the others wait for the platform. */
const ENDS_BY_ITSELF: ReadonlySet<string> = new Set([
  'noyo_review',
  'waiting_on_carrier',
  'carrier_authorization',
])

/** What keeps a connection from being complete at the start. */
function heldProblems({ line, settings, start }: Connecting): (string | false)[] {
  if (line.connected !== true) return []
  const standing: StandingLine = { ...settings, ...line }
  const { refuse_until, outcome = refuse_until === undefined ? undefined : 'unable_to_connect' } = standing
  const delay = standing.delay === undefined ? 0 : (durationOf(standing.delay) ?? 0)
  const approval = standing.approve_after === undefined ? 0 : (durationOf(standing.approve_after) ?? 0)
  const isLater = (text: string | undefined) => text !== undefined && isAfterStart(text, start)
  const instead = 'Leave it out, or write "requested: true" in place of "connected: true".'
  return [
    outcome !== undefined &&
      (refuse_until === undefined || isLater(refuse_until) || !ENDS_BY_ITSELF.has(outcome)) &&
      `The outcome ${outcome} keeps this connection from being complete at the start. ${instead}`,
    isLater(standing.installed_on) &&
      `The group is installed after the start ("installed_on"), so it cannot be connected then. ${instead}`,
    isLater(standing.authorized_on) &&
      `Noyo is authorised after the start ("authorized_on"), so the group cannot be connected then. ${instead}`,
    approval > HISTORY - DAY &&
      `The carrier approves a file ${standing.approve_after} after it has come ("approve_after"), so none is approved at the start. ${instead}`,
    delay > HISTORY - DAY &&
      `The delay is too long: a connection is requested ${HISTORY / DAY} days before the start at the earliest. Shorten it, or write "requested: true" in place of "connected: true".`,
  ]
}

/** Told by the text alone where the file does not say when the start is. */
function isAfterStart(text: string, start: Instant | undefined): boolean {
  const moment = momentOf(text, start ?? 0)
  const isRelative = /^[+-]/.test(text)
  return moment !== undefined && (isRelative || start !== undefined) && moment > (start ?? 0)
}

function sentFaults({ source, at, line }: Connecting): ScenarioFault[] {
  if (line.sent === undefined) return []
  if (line.requested !== undefined && line.requested !== false) return []
  const problem = 'Nothing was sent without a request. Add "requested: true", or remove "sent".'
  return [source.fault([...at, 'sent'], problem, { key: true })]
}

function requestedFaults({ source, at, line, start }: Connecting): ScenarioFault[] {
  const { requested, connected } = line
  const path = [...at, 'requested']
  if (requested === undefined || requested === false) return []
  if (connected === true) {
    return [source.fault(path, 'What is connected has been requested. Keep "connected" or "requested".')]
  }
  if (requested === true) return []
  const moment = momentOf(requested, start ?? 0)
  const isKnown = /^[+-]/.test(requested) || start !== undefined
  if (moment === undefined || !isKnown) return []
  const before = (start ?? 0) - moment
  if (before >= 0 && before <= HISTORY) return []
  return [
    source.fault(
      path,
      `This is not within the ${HISTORY / DAY} days before the start. For example: requested: -2d`,
    ),
  ]
}
