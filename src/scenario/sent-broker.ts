import { given } from '../kernel/given.ts'
import type { CarrierLine, SentIdentifiers } from './document.ts'

/** The broker that a request names. One is sent: who is on file, or another. */
export function sentBroker(line: CarrierLine): Pick<SentIdentifiers, 'broker_federal_ein' | 'broker_tin'> {
  const { sent = {} } = line
  const isOther = sent.broker_federal_ein !== undefined || sent.broker_tin !== undefined
  return given(isOther ? sent : line, 'broker_federal_ein', 'broker_tin')
}
