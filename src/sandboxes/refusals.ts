import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  sandbox_exists: {
    status: 409,
    shape: 'control',
    text: (f) => `There is a sandbox "${f.id}" already. Choose another id, or leave it out to get one.`,
  },
  sandbox_id_unusable: {
    status: 422,
    shape: 'control',
    text: (f) =>
      `"${f.id}" cannot be the id of a sandbox: 1 to 63 lower-case letters, digits, - and _, beginning with a letter or digit.`,
  },
  too_many_sandboxes: {
    status: 409,
    shape: 'control',
    text: (f) =>
      `There are ${f.limit} sandboxes, as many as there may be. Delete those that are not needed (DELETE /_sim/sandboxes/{id}), let idle ones end sooner (--sandbox-idle), or allow more (--sandbox-limit).`,
  },
  default_sandbox_stays: {
    status: 409,
    shape: 'control',
    text: () => 'The sandbox "default" always exists. To begin anew, reset it: POST /_sim/reset.',
  },
  checkpoint_not_found: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `Sandbox "${f.sandbox}" has no checkpoint "${f.id}". ${f.known ? `It has: ${f.known}.` : 'Make one: POST /_sim/checkpoints.'}`,
  },
  api_key_not_found: {
    status: 404,
    shape: 'control',
    text: (f) => `Sandbox "${f.sandbox}" has no API key "${f.id}". Its keys: ${f.known}.`,
  },
  advance_interrupted: {
    status: 409,
    shape: 'control',
    text: (f) =>
      `The sandbox "${f.id}" was reset, restored or deleted while its clock was advancing; the rest of the advance was dropped.`,
  },
} satisfies RefusalCatalogue
