import express, { type Express } from 'express'
import { isFromNoyo } from './webhook-signature.ts'

export interface NoyoEvent {
  readonly event: { readonly id: string; readonly type: string; readonly created: number }
  readonly data: { readonly id: string }
}

/** The platform's web server, as far as Noyo calls it: verified events, each handed on once. */
export function createApp(secret: string, onEvent: (event: NoyoEvent) => void): Express {
  const app = express()
  // A signature is made over the bytes that came: no parser may touch them before.
  app.post('/webhooks/noyo', express.raw({ type: 'application/json' }), (request, response) => {
    const headers = {
      signature: request.get('x-noyo-signature'),
      timestamp: request.get('x-noyo-timestamp'),
    }
    const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (!isFromNoyo(secret, headers, body)) {
      response.status(401).end()
      return
    }
    const event = JSON.parse(body.toString('utf8')) as NoyoEvent
    // Answered at once, the work comes after: Noyo waits seconds only, and sends again what was not answered.
    onEvent(event)
    response.status(200).end()
  })
  return app
}
