import { json, ok } from '../api/answer.ts'
import type { OperationsOf } from '../api/operation.ts'
import { Refusal } from '../kernel/failure.ts'
import { EXPIRES_IN, type Tokens } from './tokens.ts'

/** The token endpoint. Source: Noyo docs, getting-started/authentication; the 400s are assumed. */
export function accountsOperations(tokens: Pick<Tokens, 'issue'>): OperationsOf<'accounts'> {
  return {
    createToken: {
      level: 'simulated',
      serves: async ({ body, call }) => {
        const access_token = await tokens.issue(call.headers.authorization)
        const grant_type = body?.grant_type
        if (grant_type === undefined) throw new Refusal('grant_type_missing')
        if (grant_type !== 'client_credentials') throw new Refusal('grant_type_unsupported')
        return ok(json({ access_token, expires_in: EXPIRES_IN, token_type: 'Bearer' as const }))
      },
    },
  }
}
