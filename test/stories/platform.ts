import type { Api } from '../api-client.ts'
import { FULFILLMENT, type Json } from '../snapshots/families.ts'

/** The people of a payload as the platform itself knows them: its own ids, none of Noyo's. */
export function asPlatform({ employee, dependents, coverages, ...rest }: Json): Json {
  const own = (id: string) => `P-${id.slice(0, 8)}`
  const renamed = ({ id, ...member }: Json) => ({ ...member, custom_individual_id: own(id) })
  return {
    ...rest,
    employee: renamed(employee),
    dependents: dependents.map(renamed),
    coverages: coverages.map((coverage: Json) => ({
      ...coverage,
      enrolled_members: coverage.enrolled_members.map(({ individual_id, ...enrolled }: Json) => ({
        ...enrolled,
        custom_individual_id: own(individual_id),
      })),
    })),
  }
}

/** The payload with something else said of the employee. */
export const withPerson = ({ employee, ...payload }: Json, person: Json): Json => ({
  ...payload,
  employee: { ...employee, person: { ...employee.person, ...person } },
})

/** What the employee filter finds. */
export async function search(api: Api, query: Record<string, string>): Promise<Json[]> {
  return (await api.get(`${FULFILLMENT}/employees?${new URLSearchParams(query)}`)).body.response
}
