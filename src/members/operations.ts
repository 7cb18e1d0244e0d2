import { ok, one, page } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { ownGroup } from '../groups/own-group.ts'
import type { Page, Records, World } from '../kernel/world.ts'
import { type EmployeeQuery, employeeFilter } from './employee-filter.ts'
import { dependentOf, dependentOfGroup, employeeOfGroup, ownDependent, ownEmployee } from './own-member.ts'
import { dependents, type Employee, employees } from './records.ts'
import { dependentView, employeeView } from './views.ts'

/** A page of a group's employees that pass the filters; by day of birth they are found without a walk. */
async function employeesOfGroup(
  world: World,
  groupId: string,
  query: EmployeeQuery,
  asked: Page,
): Promise<Records<Employee>> {
  const passes = employeeFilter(query)
  if (!passes) return world.find(employees, 'group', groupId, asked)
  const { records } =
    query.date_of_birth === undefined
      ? await world.find(employees, 'group', groupId)
      : await world.find(employees, 'birth', `${groupId}/${query.date_of_birth}`)
  return pageOf(records.filter(passes), asked)
}

async function dependentPage(world: World, employee: Employee, asked: Page) {
  return ok(page(dependentView, await world.find(dependents, 'employee', employee.id, asked), asked))
}

export const memberOperations = {
  getEmployeeList: {
    level: 'simulated',
    async reads({ query }, world) {
      const asked = askedPage(query)
      if (query.group_id !== undefined) {
        const group = await ownGroup(world, query.group_id)
        return ok(page(employeeView, await employeesOfGroup(world, group.id, query, asked), asked))
      }
      const passes = employeeFilter(query)
      if (!passes) return ok(page(employeeView, await world.list(employees, asked), asked))
      const { records } = await world.list(employees)
      return ok(page(employeeView, pageOf(records.filter(passes), asked), asked))
    },
  },

  getGroupEmployeeList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const asked = askedPage(query)
      return ok(page(employeeView, await employeesOfGroup(world, group.id, query, asked), asked))
    },
  },

  getEmployee: {
    level: 'simulated',
    reads: async ({ params }, world) => ok(one(employeeView, await ownEmployee(world, params.employee_id))),
  },

  getGroupEmployee: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(employeeView, await employeeOfGroup(world, params.group_id, params.employee_id))),
  },

  getDependentList: {
    level: 'simulated',
    reads: async ({ params, query }, world) =>
      dependentPage(world, await ownEmployee(world, params.employee_id), askedPage(query)),
  },

  getGroupEmployeeDependentList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const employee = await employeeOfGroup(world, params.group_id, params.employee_id)
      return dependentPage(world, employee, askedPage(query))
    },
  },

  getDependent: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(dependentView, await ownDependent(world, params.dependent_id))),
  },

  getEmployeeDependent: {
    level: 'simulated',
    async reads({ params }, world) {
      const employee = await ownEmployee(world, params.employee_id)
      const dependent = await ownDependent(world, params.dependent_id)
      return ok(one(dependentView, dependentOf(employee, dependent, params.dependent_id)))
    },
  },

  getGroupDependent: {
    level: 'simulated',
    reads: async ({ params }, world) =>
      ok(one(dependentView, await dependentOfGroup(world, params.group_id, params.dependent_id))),
  },

  getGroupEmployeeDependent: {
    level: 'simulated',
    async reads({ params }, world) {
      const employee = await employeeOfGroup(world, params.group_id, params.employee_id)
      const dependent = await dependentOfGroup(world, params.group_id, params.dependent_id)
      return ok(one(dependentView, dependentOf(employee, dependent, params.dependent_id)))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
