import type { OperationsOf } from '../api/operation.ts'
import type { WebhookOperations, WebhookParts } from './desk.ts'

/** The operations of our own API on webhooks. What they do is loaded with the first of them: a start has no use for it. */
export function webhookOperations(parts: WebhookParts): Pick<OperationsOf<'control'>, WebhookOperations> {
  const desk = async () => (await import('./desk.ts')).webhookDesk(parts)
  return {
    listWebhooks: {
      level: 'simulated',
      reads: async (...asked) => (await desk()).listWebhooks.reads(...asked),
    },
    createWebhook: {
      level: 'simulated',
      serves: async (...asked) => (await desk()).createWebhook.serves(...asked),
    },
    clearWebhooks: {
      level: 'simulated',
      writes: async (...asked) => (await desk()).clearWebhooks.writes(...asked),
    },
    getWebhook: {
      level: 'simulated',
      reads: async (...asked) => (await desk()).getWebhook.reads(...asked),
    },
    updateWebhook: {
      level: 'simulated',
      serves: async (...asked) => (await desk()).updateWebhook.serves(...asked),
    },
    deleteWebhook: {
      level: 'simulated',
      writes: async (...asked) => (await desk()).deleteWebhook.writes(...asked),
    },
    listDeliveries: {
      level: 'simulated',
      reads: async (...asked) => (await desk()).listDeliveries.reads(...asked),
    },
    getDelivery: {
      level: 'simulated',
      reads: async (...asked) => (await desk()).getDelivery.reads(...asked),
    },
    replayDelivery: {
      level: 'simulated',
      writes: async (...asked) => (await desk()).replayDelivery.writes(...asked),
    },
    sendTestEvent: {
      level: 'simulated',
      writes: async (...asked) => (await desk()).sendTestEvent.writes(...asked),
    },
    triggerEvent: {
      level: 'simulated',
      serves: async (...asked) => (await desk()).triggerEvent.serves(...asked),
    },
  }
}
