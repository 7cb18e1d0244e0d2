import type { RefusalCatalogue } from '../api/refusal-catalogue.ts'

export const refusals = {
  webhook_not_found: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `Sandbox "${f.sandbox}" has no webhook subscription "${f.id}". ${f.known ? `It has: ${f.known}.` : 'Make one: POST /_sim/webhooks.'}`,
  },
  delivery_not_found: {
    status: 404,
    shape: 'control',
    text: (f) =>
      `Sandbox "${f.sandbox}" has no delivery "${f.id}". GET /_sim/webhooks/deliveries lists them.`,
  },
  webhook_url_unusable: {
    status: 422,
    shape: 'control',
    text: (f) => `${f.why}`,
  },
  webhook_event_unknown: {
    status: 422,
    shape: 'control',
    text: (f) => `There is no webhook event "${f.given}". There are: ${f.known}.`,
  },
  webhook_secret_unusable: {
    status: 422,
    shape: 'control',
    text: (f) => `${f.why}`,
  },
  webhook_habit_unusable: {
    status: 422,
    shape: 'control',
    text: (f) => `${f.why}`,
  },
  webhook_gone: {
    status: 409,
    shape: 'control',
    text: (f) =>
      `The subscription of delivery "${f.id}" has been removed: there is nowhere to send it. Make one anew: POST /_sim/webhooks.`,
  },
  webhook_trigger_not_built: {
    status: 501,
    shape: 'control',
    text: (f) =>
      `Mock Noyo does not simulate yet what causes ${f.type}. A subscription to it is told as soon as it does.`,
  },
  webhook_trigger_impossible: { status: 409, shape: 'control', text: (f) => `${f.why}` },
} satisfies RefusalCatalogue
