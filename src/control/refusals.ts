import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'
import { START_FORM } from '../scenario/start-moment.ts'

export const refusals = {
  foreign_host: {
    status: 403,
    shape: 'control',
    text: (f) =>
      `The control API does not answer under the host name "${f.host}". Use ${f.allowed}, or start with --public-url, or send the control token.`,
  },
  foreign_origin: {
    status: 403,
    shape: 'control',
    text: (f) => `The control API does not answer pages of the origin "${f.origin}".`,
  },
  control_token_needed: {
    status: 401,
    shape: 'control',
    text: () =>
      'The server listens beyond this machine, so the control API needs the control token: send "Authorization: Bearer TOKEN" or "x-mock-noyo-control-token: TOKEN". It was printed at the start, unless MOCK_NOYO_CONTROL_TOKEN sets it; in a server of your own, createSimulator takes it as controlToken.',
  },
  scenario_unusable: { status: 422, shape: 'control', text: (f) => `${f.why}` },
  duration_unreadable: {
    status: 422,
    shape: 'control',
    text: (f) =>
      `"${f.given}" is no duration. Write 90s, 15m, 2h, 3d, 1w, 6mo, 1y, or ISO 8601 such as PT3H or P1M; time goes back only by reset or restore.`,
  },
  instant_unreadable: {
    status: 422,
    shape: 'control',
    text: (f) =>
      `"${f.given}" is no moment. Write a date or a time with its zone, such as 2026-01-05 or 2026-01-05T09:00:00Z.`,
  },
  start_out_of_range: {
    status: 422,
    shape: 'control',
    text: (f) => `No clock starts at ${f.given}. Use ${START_FORM}.`,
  },
  instant_past: {
    status: 422,
    shape: 'control',
    text: (f) =>
      `${f.given} is before the sandbox's time, ${f.now}. Time goes back only by reset or restore.`,
  },
  advance_by_or_to: {
    status: 422,
    shape: 'control',
    text: () =>
      'Say how far to advance: either {"by": "3d"} or {"to": "2026-02-01T00:00:00Z"}, exactly one of the two.',
  },
  unknown_request: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `The journal of sandbox "${f.sandbox}" has no request "${f.id}". GET /_sim/requests lists them.`,
  },
  nothing_known_of: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `No event of sandbox "${f.sandbox}" is about "${f.id}". Give the id of a record, an event or a request.${Number(f.dropped) > 0 ? ` ${f.dropped} older events are no longer kept.` : ''}`,
  },
} satisfies RefusalCatalogue
