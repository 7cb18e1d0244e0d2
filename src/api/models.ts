/** The model an error names for an id in the path, where it is not the parameter's own name. */
const MODELS: Readonly<Record<string, string>> = {
  snapshot_id: 'MemberSnapshot',
  transaction_id: 'MemberTransaction',
  enrollment_id: 'GroupEnrollment',
  plan_id: 'GroupPlan',
  connection_id: 'GroupConnection',
  request_id: 'MemberRequest',
  export_id: 'Export',
  source_id: 'PartnerDocumentSource',
}

/**
 * `Employee` for `employee_id`; a bare `id` is one of the collection before it: `PartnerDocument` in
 * `/partner_documents/{id}`. Source: the models in published examples (Group, Employee, MemberSnapshot, MemberTransaction);
 * the others are assumed to be named alike.
 */
export function modelOfParameter(name: string, template: string): string {
  const named = MODELS[name]
  if (named !== undefined) return named
  if (name !== 'id') return pascalCase(name.replace(/_id$/, ''))
  const collection = template.slice(0, template.indexOf('/{id}')).split('/').at(-1) as string
  return pascalCase(collection.replace(/ies$/, 'y').replace(/s$/, ''))
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())
}
