import { json, ok, pageMeta } from '../api/answer.ts'
import { asOfDay, booleanFilter, hasVersionOn } from '../api/filter-values.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { ownGroup } from '../groups/own-group.ts'
import { notFound } from '../kernel/failure.ts'
import type { IsoDate } from '../kernel/instant.ts'
import type { Page, World } from '../kernel/world.ts'
import { ownDependent, ownEmployee } from '../members/own-member.ts'
import { ownGroupEnrollment } from '../plans/own-group-enrollment.ts'
import { type IndividualEnrollment, individualEnrollments } from './records.ts'
import { individualEnrollmentResult } from './results.ts'

type Index = keyof typeof individualEnrollments.indexes

interface Asked {
  readonly effective_date?: string | undefined
  readonly page_size?: number | undefined
  readonly offset?: number | undefined
}

/** A page of the enrollments under one key; today's costs a page however many there are. */
async function enrollmentPage(world: World, index: Index, key: string, query: Asked) {
  const asked = askedPage(query)
  const day = asOfDay(query.effective_date, world)
  const { records, total } =
    day >= world.today
      ? await world.find(individualEnrollments, index, key, asked)
      : await enrollmentsOn(world, index, key, day, asked)
  const response = records.map((enrollment) => individualEnrollmentResult(enrollment, day))
  return ok(json({ meta: pageMeta(total, asked), response }))
}

/** On an earlier day those without a version are left out; later than today none is. */
async function enrollmentsOn(world: World, index: Index, key: string, day: IsoDate, asked: Page) {
  const { records } = await world.find(individualEnrollments, index, key)
  return pageOf(
    records.filter((enrollment: IndividualEnrollment) => hasVersionOn(enrollment, day)),
    asked,
  )
}

export const enrollmentOperations = {
  getIndividualEnrollment: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const id = params.individual_enrollment_id
      const day = asOfDay(query.effective_date, world)
      const enrollment = await world.require(individualEnrollments, id.toLowerCase())
      await ownGroup(world, enrollment.group_id)
      if (!hasVersionOn(enrollment, day)) throw notFound(individualEnrollments.model, id)
      return ok(json(individualEnrollmentResult(enrollment, day)))
    },
  },

  getIndividualEnrollmentByEmployeeList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const employee = await ownEmployee(world, params.employee_id)
      const { include_dependents } = query
      const family =
        include_dependents !== undefined && booleanFilter('include_dependents', include_dependents)
      return enrollmentPage(world, family ? 'employee' : 'individual', employee.id, query)
    },
  },

  getIndividualEnrollmentByDependentList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const dependent = await ownDependent(world, params.dependent_id)
      return enrollmentPage(world, 'individual', dependent.id, query)
    },
  },

  getIndividualEnrollmentByGroupList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      return enrollmentPage(world, 'group', group.id, query)
    },
  },

  getIndividualEnrollmentList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const enrollment = await ownGroupEnrollment(world, params.group_enrollment_id)
      return enrollmentPage(world, 'group_enrollment', enrollment.id, query)
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
