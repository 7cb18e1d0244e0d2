import { created, one } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import type { Person } from '../carriers/records.ts'
import { ownGroup } from '../groups/own-group.ts'
import { groupLocations } from '../groups/records.ts'
import { invalidField, notFound } from '../kernel/failure.ts'
import { given } from '../kernel/given.ts'
import { uuidFrom } from '../kernel/identity.ts'
import { freshRecord } from '../kernel/record.ts'
import type { Unit } from '../kernel/unit.ts'
import { type LinkDecision, linkDecisions } from '../linking/records.ts'
import { memberCreated } from './events.ts'
import { ownEmployee } from './own-member.ts'
import { dependents, employees } from './records.ts'
import { dependentView, employeeView } from './views.ts'

/*
 * The legacy way to make members, without a custom id and without a look at who is there already: whoever is in Noyo is there
 * twice then. Source: Noyo docs, legacy/creating-member-requests/create-members.
 */
export const createOperations = {
  createEmployee: {
    level: 'simulated',
    async writes({ body }, unit) {
      const group = await ownGroup(unit, body.group_id)
      const location_id = body.location_id?.toLowerCase()
      if (location_id !== undefined) {
        const location = await unit.get(groupLocations, location_id)
        if (location?.group_id !== group.id) throw notFound(groupLocations.model, location_id)
      }
      const person = newPerson(body.person)
      const employee = await unit.create(employees, naturalKey(group.id, person), {
        group_id: group.id,
        ...(location_id === undefined ? {} : { location_id }),
        person,
        employment: body.employment,
        ...given(body, 'classifications'),
      })
      unit.emit(memberCreated.of(employees, employee, { member_type: 'employee' }))
      keepWhy(unit, employee.id, 'employee')
      return created(one(employeeView, employee))
    },
  },

  createDependent: {
    level: 'simulated',
    async writes({ params, body }, unit) {
      const employee = await ownEmployee(unit, params.employee_id)
      const person = newPerson(body.person)
      const dependent = await unit.create(dependents, naturalKey(employee.id, person), {
        group_id: employee.group_id,
        employee_id: employee.id,
        relationship: body.relationship,
        person,
      })
      unit.emit(memberCreated.of(dependents, dependent, { member_type: 'dependent' }))
      keepWhy(unit, dependent.id, 'dependent')
      return created(one(dependentView, dependent))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>

/** Areas that were never issued; the other rules on SSNs are in the schema. Source: Noyo docs, create-members. */
const NEVER_ISSUED = /^666/

/** @throws 422 for an SSN that cannot be */
function newPerson({ ssn, ...rest }: Person): Person {
  if (ssn && NEVER_ISSUED.test(ssn)) throw invalidField(['person', 'ssn'], 'Invalid person SSN')
  return { ...rest, ...(ssn ? { ssn } : {}) }
}

/** What the id derives from: the same people get the same ids whatever else is created. Shows nothing of them. */
function naturalKey(belongsTo: string, { first_name, last_name, date_of_birth }: Person): string {
  return uuidFrom(belongsTo, first_name, last_name, date_of_birth)
}

function keepWhy(unit: Unit, member_id: string, member_type: LinkDecision['member_type']): void {
  const id = uuidFrom(unit.setting.seed, linkDecisions.name, member_id)
  const decision = { decision: 'created', rule: 'created_directly', candidates: [], looked_at: 0 } as const
  unit.put(linkDecisions, freshRecord(id, unit.now, { member_id, member_type, ...decision, position: 0 }))
}
