import { expect, test as plainTest } from 'vitest'
import { enrollmentStatus } from '../../src/enrollments/model.ts'
import { connected, FULFILLMENT, NOBODY } from '../connections/connected.ts'
import { inEveryMode } from '../modes.ts'

plainTest.each([
  ['2026-01-01', '9999-12-31', '2025-12-31', 'pending'],
  ['2026-01-01', '9999-12-31', '2026-01-01', 'active'],
  ['2026-01-01', '2026-03-31', '2026-03-31', 'active'],
  ['2026-01-01', '2026-03-31', '2026-04-01', 'terminated'],
  ['2026-01-01', '2025-12-31', '2025-01-01', 'waived'],
  ['2026-01-01', '2025-12-31', '2026-06-01', 'waived'],
])('a coverage from %s to %s is on %s %s', (effective_start_date, effective_end_date, day, status) => {
  expect(enrollmentStatus({ effective_start_date, effective_end_date }, day)).toBe(status)
})

interface Enrollment {
  readonly id: string
  readonly individual_id: string
  readonly individual_type: string
  readonly group_enrollment_id: string
  readonly plan_id: string
  readonly line_of_coverage: string
  readonly effective_start_date: string
}

inEveryMode('individual enrollments', ({ test }) => {
  test('of a group, an employee, a family, a dependent and a line are the same records', async (world) => {
    const { api, group } = await connected(world)
    const all: Enrollment[] = []
    const { total_records } = (await api.get(`${group}/individual_enrollments?page_size=1`)).body.meta
    for (let offset = 0; offset < total_records; offset += 100) {
      const { body } = await api.get(`${group}/individual_enrollments?page_size=100&offset=${offset}`)
      all.push(...body.response)
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(total_records)

    const ids = (enrollments: readonly Enrollment[]) => enrollments.map(({ id }) => id).sort()
    const listed = async (target: string): Promise<Enrollment[]> =>
      (await api.get(`${FULFILLMENT}/${target}page_size=100`)).body.response
    const ofDependent = all.find(({ individual_type }) => individual_type === 'dependent') as Enrollment
    const dependent = (await api.get(`${FULFILLMENT}/dependents/${ofDependent.individual_id}`)).body
    const employee = dependent.employee_id

    const own = await listed(`employees/${employee}/individual_enrollments?`)
    expect(ids(own)).toEqual(ids(all.filter(({ individual_id }) => individual_id === employee)))
    expect(
      ids(await listed(`employees/${employee}/individual_enrollments?include_dependents=false&`)),
    ).toEqual(ids(own))
    const dependents = (await api.get(`${FULFILLMENT}/employees/${employee}/dependents`)).body.response
    const familyIds = [employee, ...dependents.map(({ id }: { id: string }) => id)]
    const family = await listed(`employees/${employee}/individual_enrollments?include_dependents=true&`)
    expect(ids(family)).toEqual(ids(all.filter(({ individual_id }) => familyIds.includes(individual_id))))
    expect(family.length).toBeGreaterThan(own.length)
    const asNumber = await listed(`employees/${employee}/individual_enrollments?include_dependents=1&`)
    expect(ids(asNumber)).toEqual(ids(family))
    const theirs = await listed(`dependents/${dependent.id}/individual_enrollments?`)
    expect(ids(theirs)).toEqual(ids(all.filter(({ individual_id }) => individual_id === dependent.id)))
    const line = ofDependent.group_enrollment_id
    const ofLine = await api.get(
      `${FULFILLMENT}/group_enrollments/${line}/individual_enrollments?page_size=1`,
    )
    expect(ofLine.body.meta.total_records).toBe(
      all.filter(({ group_enrollment_id }) => group_enrollment_id === line).length,
    )
    const { plan } = (await api.get(`${FULFILLMENT}/plans/${ofDependent.plan_id}`)).body
    expect(plan.line_of_coverage).toBe(ofDependent.line_of_coverage)
    expect(plan.group_enrollment_id).toBe(line)
  })

  test('one looks as in the list, and has no version before it began', async (world) => {
    const { api, group } = await connected(world)
    const [listed] = (await api.get(`${group}/individual_enrollments?page_size=1`)).body.response
    const target = `${FULFILLMENT}/individual_enrollments/${listed.id}`
    expect((await api.get(target)).body).toEqual(listed)
    const first = await api.get(`${target}?effective_date=${listed.effective_start_date}`)
    expect(first.body.status).toBe('active')
    const earlier = await api.get(`${target}?effective_date=1999-12-31`)
    expect(earlier.status).toBe(404)
    const list = await api.get(`${group}/individual_enrollments?effective_date=1999-12-31`)
    expect(list.body).toMatchObject({ response: [], meta: { total_records: 0 } })
  })

  test('an unknown person, line or enrollment is not found, a bad filter is refused', async (world) => {
    const { api, group } = await connected(world)
    for (const [target, model] of [
      [`individual_enrollments/${NOBODY}`, 'IndividualEnrollment'],
      [`employees/${NOBODY}/individual_enrollments`, 'Employee'],
      [`dependents/${NOBODY}/individual_enrollments`, 'Dependent'],
      [`group_enrollments/${NOBODY}/individual_enrollments`, 'GroupEnrollment'],
    ]) {
      const reply = await api.get(`${FULFILLMENT}/${target}`)
      expect(reply.body).toEqual({ message: `${model} not found with UUID ${NOBODY}`, status: 404 })
    }
    expect((await api.get(`${group}/individual_enrollments?effective_date=soon`)).status).toBe(422)
    const [employee] = (await api.get(`${group}/employees?page_size=1`)).body.response
    const family = `${FULFILLMENT}/employees/${employee.id}/individual_enrollments?include_dependents=`
    expect((await api.get(`${family}perhaps`)).status).toBe(422)
  })
})
