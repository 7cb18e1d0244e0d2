import type { CarrierMember, Person } from '../carriers/records.ts'
import type { DependentWrite, SubscriberWrite } from '../carriers/write.ts'
import type { Dependent, Employee } from '../members/records.ts'
import type { CarrierKnown, FamilyKnown } from './family.ts'
import {
  employmentAfter,
  type Payload,
  type PayloadEmployment,
  type PayloadPerson,
  personAfter,
} from './payload.ts'

type Members = FamilyKnown['members']

/**
 * A family as a carrier shall know it, together with those it need not be told of. What the snapshot leaves out, Noyo's own
 * records say; what those do not say, the carrier keeps (assumed). So a carrier that has missed something, as it refused a snapshot or
 * covered nobody then, learns it with the next that it takes. Source: Noyo docs, linking members (a change of an SSN goes to
 * every carrier).
 */
export function peopleWanted(
  carrier: CarrierKnown,
  members: Members,
  payload: Payload,
): { readonly subscriber: SubscriberWrite; readonly dependents: readonly DependentWrite[] } {
  return {
    subscriber: subscriberWanted(carrier, members, payload),
    dependents: [...named(carrier, members, payload), ...leftOut(carrier, members, payload)],
  }
}

function subscriberWanted(
  { people }: CarrierKnown,
  members: Members,
  { employee }: Payload,
): SubscriberWrite {
  const key = employee.id as string
  const theirs = people.get(key)
  const ours = members.get(key) as Employee | undefined
  const employment = employmentAfter(ours?.employment, employee.employment) as PayloadEmployment
  return {
    key,
    carrier_member: theirs?.id,
    person: personWanted(theirs, ours, employee.person),
    employment: employmentAfter(theirs?.employment, employment),
    classifications: employee.classifications ?? ours?.classifications,
  }
}

function named({ people }: CarrierKnown, members: Members, { dependents = [] }: Payload): DependentWrite[] {
  return dependents.map(({ id, person, relationship }) => {
    const key = id as string
    const theirs = people.get(key)
    const wanted = personWanted(theirs, members.get(key), person)
    return { key, carrier_member: theirs?.id, person: wanted, relationship }
  })
}

/** Whom the carrier has on record although the snapshot does not name them. */
function leftOut({ people }: CarrierKnown, members: Members, { dependents = [] }: Payload): DependentWrite[] {
  const said = new Set(dependents.map(({ id }) => id))
  return [...members.values()].flatMap((member) => {
    const theirs = people.get(member.id)
    if (!theirs || !('relationship' in member) || said.has(member.id)) return []
    const { id: key, person, relationship } = member
    const wanted = personAfter(theirs.person, person as PayloadPerson)
    return [{ key, carrier_member: theirs.id, person: wanted, relationship }]
  })
}

function personWanted(
  theirs: CarrierMember | undefined,
  ours: Employee | Dependent | undefined,
  said: PayloadPerson,
): Person {
  return personAfter(theirs?.person, personAfter(ours?.person, said) as PayloadPerson)
}
