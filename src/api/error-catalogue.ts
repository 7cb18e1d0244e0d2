import type { RefusalCatalogue } from './refusal-catalogue.ts'

/**
 * What the edge itself and the kernel refuse, for every operation alike. Capabilities add their own in `refusals.ts`;
 * `joinCatalogues` makes one of all. `docs/errors.md` lists each code.
 */
export const edgeRefusals = {
  route_not_found: {
    status: 404,
    shape: 'message',
    text: ({ method, path, nearest }) => {
      // Who opens the printed address in a browser is to find the way.
      if (path === '/') return 'The APIs lie under /api/v1 and need a token, the control API under /_sim.'
      return `No operation matches ${method} ${path}.${nearest === undefined ? '' : ` The nearest is ${nearest}.`}`
    },
  },
  method_not_allowed: {
    status: 405,
    shape: 'message',
    text: ({ method, path, allow }) => `${method} is not allowed on ${path}. Allowed: ${allow}.`,
  },
  // Source: published OpenAPI: getPartnerDocumentList. All causes answer alike (Noyo docs: authentication).
  unauthorized: { status: 401, shape: 'bare', text: () => 'Unauthorized' },
  payload_too_large: {
    status: 413,
    shape: 'message',
    text: ({ most }) => `The request body is too large. Send at most ${most} MiB.`,
  },
  malformed_json: {
    status: 400,
    shape: 'message',
    text: ({ where }) => `The request body is not valid JSON: see ${where}.`,
  },
  unreadable_body: {
    status: 400,
    shape: 'message',
    text: ({ why }) => `The request body cannot be read: ${why}.`,
  },
  wrong_content_type: {
    status: 400,
    shape: 'message',
    text: ({ given }) =>
      `The request body must be JSON: send the header "Content-Type: application/json" (${given === undefined ? 'none was sent' : `not ${given}`}).`,
  },
  invalid_fields: { status: 422, shape: 'errors', text: () => 'The request is not valid.' },
  // Source: published OpenAPI: getMemberSnapshotsForGroupList, getEmployeeStatus, getMemberSnapshot.
  not_found: { status: 404, shape: 'message', text: ({ model, id }) => `${model} not found with UUID ${id}` },
  // Source: published OpenAPI: editPartnerDocument, updateVolleySetting.
  version_conflict: { status: 409, shape: 'message', text: () => 'Version conflict' },
  not_built: {
    status: 501,
    shape: 'message',
    text: ({ operation, method, path }) =>
      `Mock Noyo does not simulate ${operation} (${method} ${path}). docs/coverage.md lists what it does.`,
  },
  internal: {
    status: 500,
    shape: 'message',
    text: ({ about }) =>
      `Mock Noyo failed at ${about}; the fault is its own, not yours. Please report it with what it printed.`,
  },
  broken_answer: {
    status: 500,
    shape: 'message',
    text: ({ operation, problem }) =>
      `The answer of ${operation} breaks its published schema: ${problem}. Please report it, or stop validating responses.`,
  },
  sandbox_not_found: {
    status: 404,
    shape: 'control',
    text: ({ id, nearest }) =>
      `There is no sandbox "${id}".${nearest === undefined ? '' : ` The nearest is "${nearest}".`} Create it with POST /_sim/sandboxes.`,
  },
  sandbox_unknown: {
    status: 404,
    shape: 'message',
    text: ({ id, nearest }) =>
      `There is no sandbox "${id}", which the address or the header x-mock-noyo-sandbox names.${nearest === undefined ? '' : ` The nearest is "${nearest}".`} Create it with POST /_sim/sandboxes.`,
  },
  sandbox_named_twice: {
    status: 422,
    shape: 'message',
    text: ({ id, other }) =>
      `The address names the sandbox "${id}", a parameter or header of the call "${other}". Keep one of them.`,
  },
  sandbox_of_another_key: {
    status: 403,
    shape: 'message',
    text: ({ what, own, named }) =>
      `This ${what} is of the sandbox "${own}", but the address or the header x-mock-noyo-sandbox names "${named}". Use a key of "${named}", or leave out the name: the key chooses the sandbox.`,
  },
  advance_in_progress: {
    status: 409,
    shape: 'control',
    text: ({ id }) => `The clock of sandbox "${id}" is being advanced already. Wait for that answer first.`,
  },
  clock_goes_forward: {
    status: 422,
    shape: 'control',
    text: () => 'The clock only goes forward. Reset the sandbox or restore a checkpoint to go back.',
  },
} satisfies RefusalCatalogue
