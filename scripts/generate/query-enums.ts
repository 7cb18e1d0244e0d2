import type { OpenApi, Operation, Schema } from './documents.ts'

/**
 * Components that describe a query as a whole: published, but referred to by no operation. Which operation each belongs to
 * follows from its name and from the parameters both have; only the pairs that leave no doubt stand here.
 */
const describedBy: Readonly<Record<string, readonly string[]>> = {
  EmployeeQueryRequest: ['getEmployeeList'],
  UIEmployeeQueryRequest: ['uiGetEmployeeList'],
  GroupEmployeeQueryRequest: ['getGroupEmployeeList'],
  UIGroupEmployeeQueryRequest: ['uiGetGroupEmployeeList'],
  GroupDisconnectionRequestQueryRequest: [
    'getGroupDisconnectionRequestList',
    'getUIGroupDisconnectionRequestList',
  ],
  GroupPlanQueryRequest: ['getGroupPlanList'],
  GroupSetupRequestQueryRequest: ['getGroupConnectionRequestList', 'getGroupConnectionRequestListByGroup'],
  IssueUIQueryRequest: ['listIssues', 'listIssuesUI'],
  MemberRequestQueryRequest: [
    'getOrganizationMemberRequestList',
    'uiGetMemberRequestList',
    'uiGetGroupMemberRequestList',
    'uiGetEmployeeMemberRequestList',
  ],
  MemberSnapshotTestResultQueryRequest: ['getMemberSnapshotTestResultsList'],
  RuleSetQueryRequest: ['getRuleSetsList'],
  VolleyQueryRequest: ['getVolleyList'],
  VolleySettingQueryRequest: ['getVolleySettingsList'],
  VolleyStepQueryRequest: ['getVolleyStepList'],
  DifferenceCountsRequest: ['getDifferenceCounts'],
  QueryCarrierRequest: ['queryCarrierPublicList'],
}

/** By parameter name, the values that this operation's query component lists. */
export function queryEnums(document: OpenApi, operation: Operation): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {}
  for (const [component, operations] of Object.entries(describedBy)) {
    const properties = document.components.schemas[component]?.properties
    if (!properties || !operations.includes(operation.operationId)) continue
    for (const [name, property] of Object.entries(properties)) {
      const values = listedValues(property)
      if (values) found[name] = values
    }
  }
  // Noyo docs name these two values for every list that has the parameter.
  return { sort_direction: ['asc', 'desc'], ...found }
}

/** The pairs that name a component or an operation which the documents do not hold. */
export function unknownPairs(documents: readonly OpenApi[]): string[] {
  const components = new Set(documents.flatMap((document) => Object.keys(document.components.schemas)))
  const operations = new Set(
    documents.flatMap((document) =>
      Object.values(document.paths).flatMap((item) =>
        Object.values(item).map((operation) => operation.operationId),
      ),
    ),
  )
  return Object.entries(describedBy).flatMap(([component, ids]) => [
    ...(components.has(component) ? [] : [component]),
    ...ids.filter((id) => !operations.has(id)),
  ])
}

function listedValues(schema: Schema): readonly string[] | undefined {
  const values = schema.enum ?? schema.items?.enum
  return values?.filter((value): value is string => typeof value === 'string')
}
