import { json, ok, pageMeta } from '../api/answer.ts'
import { asOfDay, commaList, hasVersionOn, oneOfList, uuidList } from '../api/filter-values.ts'
import type { OperationsOf } from '../api/operation.ts'
import { askedPage, pageOf } from '../api/paging.ts'
import { ownGroup } from '../groups/own-group.ts'
import { notFound } from '../kernel/failure.ts'
import { GROUP_ENROLLMENT_STATUSES, groupEnrollmentStatus, planStatus } from './model.ts'
import { ownGroupEnrollment } from './own-group-enrollment.ts'
import { planRateResult } from './rates.ts'
import { groupEnrollments, groupPlans } from './records.ts'
import { groupEnrollmentResult, planOfEnrollmentResult, planResult } from './results.ts'

export const planOperations = {
  getGroupPlanList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const day = asOfDay(query.effective_date, world)
      const asked = askedPage(query)
      const statuses = query.status === undefined ? undefined : commaList(query.status)
      const lines = query.line_of_coverage === undefined ? undefined : commaList(query.line_of_coverage)
      const carriers = query.carrier_id === undefined ? undefined : uuidList('carrier_id', query.carrier_id)
      const { records } = await world.find(groupPlans, 'group', group.id)
      const plans = records.filter(
        (plan) =>
          hasVersionOn(plan, day) &&
          (statuses?.includes(planStatus(plan, day)) ?? true) &&
          (lines?.includes(plan.line_of_coverage) ?? true) &&
          (carriers?.includes(plan.carrier_id) ?? true),
      )
      const response = pageOf(plans, asked).records.map((plan) => planResult(plan, day))
      return ok(json({ meta: pageMeta(plans.length, asked), response }))
    },
  },

  getGroupPlanById: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const day = asOfDay(query.effective_date, world)
      const plan = await world.require(groupPlans, params.plan_id.toLowerCase())
      await ownGroup(world, plan.group_id)
      if (!hasVersionOn(plan, day)) throw notFound(groupPlans.model, params.plan_id)
      return ok(json({ plan: planResult(plan, day) }))
    },
  },

  getPlanRatesByGroupId: {
    level: 'simulated',
    async reads({ params }, world) {
      const group = await ownGroup(world, params.group_id)
      const { records } = await world.find(groupPlans, 'group', group.id)
      const response = records.filter(({ rates }) => rates !== undefined).map(planRateResult)
      // No paging is published for this list: it is one page, however many plans there are.
      const meta = pageMeta(response.length, { offset: 0, limit: Math.max(1, response.length) })
      return ok(json({ meta, response }))
    },
  },

  getGroupEnrollmentPlanList: {
    level: 'simulated',
    async reads({ params }, world) {
      const enrollment = await ownGroupEnrollment(world, params.enrollment_id)
      const { records } = await world.find(groupPlans, 'group_enrollment', enrollment.id)
      return ok(json(records.map((plan) => planOfEnrollmentResult(plan, world.today))))
    },
  },

  getGroupEnrollmentList: {
    level: 'simulated',
    async reads({ params, query }, world) {
      const group = await ownGroup(world, params.group_id)
      const day = asOfDay(query.effective_date, world)
      const asked = askedPage(query)
      const statuses =
        query.status === undefined ? undefined : oneOfList('status', query.status, GROUP_ENROLLMENT_STATUSES)
      const { records } = await world.find(groupEnrollments, 'group', group.id)
      const enrollments = records.filter(
        (enrollment) =>
          hasVersionOn(enrollment, day) &&
          (statuses?.includes(groupEnrollmentStatus(enrollment, day)) ?? true),
      )
      const response = pageOf(enrollments, asked).records.map((enrollment) =>
        groupEnrollmentResult(enrollment, day),
      )
      return ok(json({ meta: pageMeta(enrollments.length, asked), response }))
    },
  },

  getGroupEnrollment: {
    level: 'simulated',
    async reads({ params }, world) {
      const enrollment = await ownGroupEnrollment(world, params.enrollment_id)
      return ok(json(groupEnrollmentResult(enrollment, world.today)))
    },
  },
} satisfies Partial<OperationsOf<'fulfillment'>>
