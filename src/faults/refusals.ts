import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  fault_impossible: { status: 422, shape: 'control', text: (f) => `${f.why}` },
  fault_not_found: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `Sandbox "${f.sandbox}" has no fault "${f.id}". ${f.known ? `It has: ${f.known}.` : 'It has none; ask for one with POST /_sim/faults.'}`,
  },
  too_many_faults: {
    status: 409,
    shape: 'control',
    text: (f) =>
      `Sandbox "${f.sandbox}" has ${f.most} faults already, and holds no more. Lift some: DELETE /_sim/faults/{id}, or all: DELETE /_sim/faults.`,
  },
  fault_header_unreadable: {
    status: 422,
    shape: 'message',
    text: (f) =>
      `The header x-mock-noyo-fault cannot be followed: ${f.why} Write a kind and what is said of it, such as "status=503; retry-after=2" or "drop", or the same as JSON; docs/faults.md lists them.`,
  },
  fault_header_in_control: {
    status: 422,
    shape: 'control',
    text: () =>
      "The header x-mock-noyo-fault is for calls to Noyo's APIs; no fault strikes the control API. Leave it out here.",
  },
} satisfies RefusalCatalogue
