import { type Deliver, handedTo, type Outlet } from '../webhooks/outlet.ts'

/** Where webhooks leave the simulator. */
export interface WebhookExit {
  readonly outlet: Outlet
  /** Why nothing is sent to an address from here; undefined when something is. */
  readonly refusedTarget: (url: string) => Promise<string | undefined>
}

/** The receiver that was given, or the network, which is loaded when the first webhook goes there. */
export function createWebhookExit(given: {
  readonly deliver?: Deliver | undefined
  readonly allowed?: string | undefined
}): WebhookExit {
  const { deliver, allowed } = given
  if (deliver) return { outlet: handedTo(deliver), refusedTarget: async () => undefined }
  const network = async () => (await import('./outbound.ts')).createOutbound(allowed)
  return {
    outlet: async (outgoing, signal) => (await network()).send(outgoing, signal),
    refusedTarget: async (url) => (await network()).refused(url),
  }
}
