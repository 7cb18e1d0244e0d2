import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { notFound, Refusal } from '../kernel/failure.ts'
import type { World } from '../kernel/world.ts'
import { linkDecisions } from '../linking/records.ts'
import { linkView, type ShownDecision } from '../linking/views.ts'
import { dependents, type Employee, employees } from '../members/records.ts'
import type { Payload } from './payload.ts'
import { payloadOf } from './payload-of.ts'
import { type MemberSnapshot, memberSnapshots } from './records.ts'

/** Our own operation that tells why members were linked or created. */
export const linkOperations = {
  listLinks: {
    level: 'simulated',
    async reads({ query }, world) {
      const { member_id, snapshot_id } = query
      if (member_id !== undefined && snapshot_id === undefined) {
        return ok(json({ links: (await ofMember(world, member_id)).map(linkView) }))
      }
      if (snapshot_id !== undefined && member_id === undefined) {
        return ok(json({ links: (await ofSnapshot(world, snapshot_id)).map(linkView) }))
      }
      throw new Refusal('links_of_whom', { field: 'member_id' })
    },
  },
} satisfies Partial<OperationsOf<'control'>>

/** What was decided about a member, oldest first. Nobody but those read from a carrier comes to be without a decision. */
async function ofMember(world: World, given: string): Promise<ShownDecision[]> {
  const id = given.toLowerCase()
  const employee = await world.get(employees, id)
  const member = employee ?? (await world.get(dependents, id))
  if (!member) throw notFound('Member', given)
  const { records } = await world.find(linkDecisions, 'member', id)
  if (records.some(({ decision }) => decision === 'created')) return [...records]
  const read = {
    ...undecided(id, employee ? 'employee' : 'dependent', member.created),
    decision: 'created' as const,
    rule: 'read_from_carrier' as const,
  }
  return [read, ...records]
}

/** Everybody in a snapshot, the employee first. */
async function ofSnapshot(world: World, given: string): Promise<ShownDecision[]> {
  const snapshot = await world.get(memberSnapshots, given.toLowerCase())
  if (!snapshot) throw notFound(memberSnapshots.model, given)
  const { records } = await world.find(linkDecisions, 'snapshot', snapshot.id)
  const decided = new Map(records.map((decision) => [decision.member_id, decision]))
  const { employee, dependents: others = [] } = payloadOf(snapshot)
  const known = await Promise.all(
    [employee, ...others].map(async ({ id }, position) => {
      const member = id as string
      return decided.get(member) ?? (await knownBefore(world, snapshot, member, position))
    }),
  )
  return known
}

async function knownBefore(
  world: World,
  snapshot: MemberSnapshot,
  id: string,
  position: number,
): Promise<ShownDecision> {
  const sent = JSON.parse(snapshot.inbound_snapshot) as Payload
  const person = position === 0 ? sent.employee : sent.dependents?.[position - 1]
  const member = position === 0 ? await world.get(employees, id) : await world.get(dependents, id)
  const customId = (member as Employee | undefined)?.custom_individual_id
  return {
    ...undecided(id, position === 0 ? 'employee' : 'dependent', snapshot.created),
    snapshot_id: snapshot.id,
    ...(customId === undefined ? {} : { custom_individual_id: customId }),
    decision: 'linked',
    rule: person?.id === undefined ? 'known_custom_id' : 'known_noyo_id',
  }
}

function undecided(member_id: string, member_type: ShownDecision['member_type'], created: number) {
  return { member_id, member_type, created, candidates: [], looked_at: 0 }
}
