import type { OperationsOf } from '../api/operation.ts'

/** Answers without a token and without a body. Source: published OpenAPI, ping. */
const ping = {
  level: 'simulated',
  reads: async () => ({ status: 200, content: undefined }),
} satisfies OperationsOf<'fulfillment'>['ping'] & OperationsOf<'tracking'>['ping']

export const pingOperations = { ping } satisfies Partial<OperationsOf<'fulfillment' | 'tracking'>>
