import express, { type Express } from 'express'
import type { Answering } from './door.ts'
import { serve } from './node.ts'

/**
 * An Express 5 app that answers as Noyo. It can be listened on, given to supertest, or mounted in an app of the user's
 * under any path (`app.use('/noyo', createApp(simulator))`): whatever comes below that path is answered here, what nobody
 * knows by a 404. Put it before body parsers: behind them, a body is what the parser made of it.
 */
export function createApp(simulator: Answering): Express {
  const app = express()
  // Every door answers with the same headers.
  app.disable('x-powered-by')
  app.use(serve(simulator))
  return app
}
