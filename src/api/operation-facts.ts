import type { ApiName } from './generated/types.ts'

/** The published kinds of a query parameter. `array` is sent as repeated names or as one comma-separated value. */
export type QueryType = 'string' | 'integer' | 'number' | 'boolean' | 'array'

/** One parameter in the path, in the order of the template. */
export interface PathParameter {
  readonly name: string
  /** Published as a UUID. A malformed one finds nothing: the answer is the 404 of an unknown id. */
  readonly uuid: boolean
}

/** One parameter of the query string, with the limits the (overlaid) document puts on it. */
export interface QueryParameter {
  readonly name: string
  readonly type: QueryType
  /** The kind of each element; only on an `array`. */
  readonly items?: Exclude<QueryType, 'array'>
  /** Each value (each element of an array) is a UUID. */
  readonly uuid?: true
  /** Each value (each element of an array) is an ISO date, `YYYY-MM-DD`. */
  readonly date?: true
  /**
   * The values allowed; of an array, for each element. Where the document publishes a bare string but its own component for
   * the same query (`GroupSetupRequestQueryRequest` ...) lists the values, those stand here. The published text calls several of
   * these parameters comma-separated lists, so a string may hold several of them with commas between.
   */
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly required: boolean
}

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * What the edge must know of an operation before it runs: where it is, what it accepts and whether it needs a token. Made from
 * the documents in `openapi/` with the overlay applied; defaults are not listed, since operations own their defaults.
 */
export interface OperationFacts {
  readonly api: ApiName
  /** The `operationId`; unique within one api only (`ping` exists in three). */
  readonly id: string
  readonly method: HttpMethod
  /** The path template: `/api/v1/groups/{group_id}`. */
  readonly path: string
  readonly params: readonly PathParameter[]
  readonly query: readonly QueryParameter[]
  /** Absent when the operation takes no body. */
  readonly body?: { readonly required: boolean }
  /** The success statuses the document declares, ascending: reading a disconnection answers 201. */
  readonly successes: readonly number[]
  /** False where no token is needed: `ping`, the token endpoint, and the whole control API. */
  readonly secured: boolean
}
