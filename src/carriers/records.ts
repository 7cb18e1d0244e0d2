import type { components } from '../api/generated/types/fulfillment.js'
import type { Instant, IsoDate } from '../kernel/instant.ts'
import { defineKind, type Stored } from '../kernel/record.ts'
import type { Temporal } from '../kernel/temporal.ts'
import type { StatedCadence } from './files/stated-cadence.ts'
import type { GivenAccount } from './given.ts'
import type { LineOfCoverage } from './profile.ts'
import type { PlanRate } from './rates.ts'

/** How far an organization is with a carrier. Source: published OpenAPI (carrier), QueryCarrierRequest. */
export type OrganizationCarrierStatus = 'active' | 'inactive' | 'pending'

/** That an organization works with a carrier, or has asked to. */
export interface OrganizationCarrier extends Stored {
  readonly organization_id: string
  readonly carrier_id: string
  readonly status: OrganizationCarrierStatus
  /** What the organization said when it asked; its unit is not documented. */
  readonly estimated_volume: number
}

export const organizationCarriers = defineKind<OrganizationCarrier>()({
  name: 'organization_carrier',
  model: 'OrganizationCarrier',
  indexes: {
    organization: { keys: (link) => [link.organization_id] },
    /** `<organization_id>/<carrier_id>` */
    pair: { keys: (link) => [`${link.organization_id}/${link.carrier_id}`] },
  },
})

/*
 * The carriers' own systems of record: what a carrier itself knows of an employer. Noyo's records are other records (see
 * groups, members, plans, enrollments); the two meet only where Noyo reads from or writes to a carrier.
 */

export type Person = components['schemas']['Person']
export type Employment = components['schemas']['EmploymentResult']
export type Relationship = components['schemas']['DependentResult']['relationship']

/** An employer in one carrier's system. */
export interface CarrierGroup extends Stored, Temporal<Pick<CarrierGroup, 'configuration'>> {
  readonly carrier_id: string
  /** The carrier's own identifier of the employer, as the platform must name it. */
  readonly carrier_group_id: string
  readonly name: string
  readonly federal_ein: string
  /** Account structure in the carrier's documented shape. Source: Noyo docs, carriers/<name>. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** Where the employer's people work. */
  readonly location: {
    readonly display_name: string
    readonly address: components['schemas']['Address']
  }
  /** Nobody enrolled, or the size of the census this group was generated with. */
  readonly employees: number
  /** The first day of the plan year in force. */
  readonly plan_year_start: IsoDate
}

export const carrierGroups = defineKind<CarrierGroup>()({
  name: 'carrier_group',
  model: 'Carrier group',
  indexes: {
    /** `<carrier_id>/<carrier_group_id>` */
    identifier: { keys: (group) => [`${group.carrier_id}/${group.carrier_group_id}`] },
    carrier: { keys: (group) => [group.carrier_id] },
  },
})

/** One plan that the employer bought from the carrier. */
export interface CarrierPlan extends Stored, Temporal<Pick<CarrierPlan, 'details'>> {
  readonly carrier_group: string
  readonly line_of_coverage: LineOfCoverage
  readonly name: string
  /** The published plan fields of this line, except those that stand beside it here, ids, times and `status`, which follows from the day. */
  readonly details: Readonly<Record<string, unknown>>
  /** Oldest first; a plan that somebody else put on record may have none. */
  readonly rates?: readonly PlanRate[]
  readonly effective_start_date: IsoDate
  readonly effective_end_date: IsoDate
}

export const carrierPlans = defineKind<CarrierPlan>()({
  name: 'carrier_plan',
  model: 'Carrier plan',
  refers: { carrier_group: 'carrier_group' },
  indexes: {
    group: { keys: (plan) => [plan.carrier_group], sort: (plan) => `${plan.line_of_coverage}/${plan.name}` },
  },
})

/** A person in the carrier's system: a subscriber (the employee) or somebody covered through one. */
export interface CarrierMember extends Stored {
  readonly carrier_group: string
  /** The subscriber's member id; undefined for the subscriber. */
  readonly subscriber?: string
  readonly relationship?: Relationship
  readonly person: Person
  /** Subscribers only. */
  readonly employment?: Employment
  readonly classifications?: Readonly<Record<string, unknown>>
}

export const carrierMembers = defineKind<CarrierMember>()({
  name: 'carrier_member',
  model: 'Carrier member',
  refers: { carrier_group: 'carrier_group', subscriber: 'carrier_member' },
  indexes: {
    subscribers: { keys: (member) => (member.subscriber === undefined ? [member.carrier_group] : []) },
    dependents: { keys: (member) => (member.subscriber === undefined ? [] : [member.subscriber]) },
    group: { keys: (member) => [member.carrier_group] },
  },
})

/** What of a coverage has a history of its own. */
export interface EnrollmentTerms {
  /** Whole dollars; lines with a volume only. */
  readonly volume?: number
  /** Class, division, bill group and the like, in the carrier's own words. */
  readonly configuration: Readonly<Record<string, unknown>>
}

/** One person's coverage on one plan, as the carrier holds it. */
export interface CarrierEnrollment extends Stored, EnrollmentTerms, Temporal<EnrollmentTerms> {
  readonly carrier_group: string
  readonly member: string
  readonly plan: string
  readonly line_of_coverage: LineOfCoverage
  readonly effective_start_date: IsoDate
  /** `9999-12-31` while no end is known; the day before the start when it never came to be. */
  readonly effective_end_date: IsoDate
  readonly cobra?: components['schemas']['COBRADetails']
}

export const carrierEnrollments = defineKind<CarrierEnrollment>()({
  name: 'carrier_enrollment',
  model: 'Carrier enrollment',
  refers: { carrier_group: 'carrier_group', member: 'carrier_member', plan: 'carrier_plan' },
  indexes: {
    member: { keys: (enrollment) => [enrollment.member] },
    group: { keys: (enrollment) => [enrollment.carrier_group] },
  },
})

/** What a scenario says of an employer in a carrier's system; the account is made from it when somebody first looks. */
export interface CarrierGroupDescription extends Stored {
  readonly carrier_id: string
  readonly carrier_group_id: string
  readonly name: string
  readonly federal_ein?: string
  readonly employer: string
  readonly account: GivenAccount
}

export const carrierGroupDescriptions = defineKind<CarrierGroupDescription>()({
  name: 'carrier_group_description',
  model: 'Carrier group description',
  indexes: {
    /** `<carrier_id>/<carrier_group_id>` */
    identifier: { keys: (described) => [`${described.carrier_id}/${described.carrier_group_id}`] },
  },
})

/** What a carrier answers for a time whatever its records say. */
export type HeldStatus =
  | 'noyo_review'
  | 'waiting_on_carrier'
  | 'carrier_authorization'
  | 'action_required'
  | 'unable_to_connect'

/**
 * How an employer stands with a carrier, as far as a connection depends on it; without a `carrier_group_id`, how every
 * employer does. What an employer's own standing leaves out, the carrier's says. The causes of a connection's statuses are
 * here and in the profile, nowhere else.
 */
export interface CarrierStanding extends Stored {
  readonly carrier_id: string
  readonly carrier_group_id?: string
  /** From when on account structure and plans are installed. Before: `waiting_on_carrier`. Default: since ever. */
  readonly installed_on?: Instant
  /** From when on the carrier knows that Noyo is authorised. Before: `carrier_authorization`. */
  readonly authorized_on?: Instant
  /** What comes of every request for a connection, until `refuse_until` (without it: until this is changed). */
  readonly outcome?: HeldStatus
  readonly refuse_until?: Instant
  /** The broker of record; a carrier that checks it refuses any other. Without one any is taken. */
  readonly broker_federal_ein?: string
  readonly broker_tin?: string
  /** Milliseconds the carrier takes to answer a request for a connection and to apply a change, whatever the pace. */
  readonly delay?: number
  /** When files are due, of carriers that get files; whatever the pace. */
  readonly cadence?: StatedCadence
  /** Milliseconds from a file's arrival to the carrier's error report on it, whatever the pace. */
  readonly report_after?: number
  /** Milliseconds from a clean enough test file's arrival to the carrier's approval, whatever the pace. */
  readonly approve_after?: number
}

export const carrierStandings = defineKind<CarrierStanding>()({
  name: 'carrier_standing',
  model: 'Carrier standing',
  indexes: {
    /** `<carrier_id>/<carrier_group_id>`; `<carrier_id>/` for all of the carrier's. */
    identifier: { keys: (standing) => [`${standing.carrier_id}/${standing.carrier_group_id ?? ''}`] },
  },
})
