import type { Caller } from '../api/edge-parts.ts'
import type { Call } from '../api/operation.ts'
import { all, type Eventually, when } from '../kernel/eventually.ts'
import { Refusal } from '../kernel/failure.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Stored } from '../kernel/record.ts'
import type { Runner } from '../kernel/runner.ts'
import { type Secret, sameSecret } from '../kernel/secret.ts'
import type { Store } from '../kernel/store.ts'
import type { Wall } from '../kernel/wall.ts'
import { SETTING_ID, type Setting, settings } from '../kernel/world.ts'
import type { KeyRecord } from '../sandboxes/records.ts'
import type { Sandboxes } from '../sandboxes/registry.ts'
import type { ApiKey } from '../scenario/scenario.ts'

/** How long a token works. Assumed: the public text says "about 10 minutes". */
export const TOKEN_LIFETIME = 600_000

/** What the answer says of it: milliseconds, and not the lifetime. Source: Noyo docs, getting-started/authentication. */
export const EXPIRES_IN = 864_000

const ISSUER = 'mock-noyo'

/** How many verified tokens are remembered; the oldest goes first. */
const REMEMBERED = 10_000

export interface Tokens {
  /** Exchanges the API key in an `Authorization: Basic` header. @throws Refusal `unauthorized` */
  issue(authorization: string | undefined): Promise<string>
  /** The sandbox of the API key in a call's `Authorization: Basic` header; undefined for a wrong one. */
  ownerOfKey(call: Pick<Call, 'headers'>): Promise<string | undefined>
  /** Whose call this is, by its bearer token. @throws Refusal `unauthorized`: every cause answers alike */
  authenticate(call: Pick<Call, 'headers'>): Eventually<Caller>
  /** The time by which the tokens of a sandbox expire. */
  now(sandbox: string): Eventually<Instant>
  /** Ends the bearer token of such a header before its time; others of its key stay good. */
  revoke(authorization: string): Promise<void>
}

export interface TokenParts {
  readonly sandboxes: Pick<Sandboxes, 'keyOf' | 'issued' | 'signingSecret'>
  readonly runner: Pick<Runner, 'clock'>
  readonly store: Pick<Store, 'get'>
  readonly wall: Wall
  readonly secret: Secret
  /** `virtual`: tokens expire by their sandbox's clock, so that advancing it ends them. */
  readonly tokenClock: 'wall' | 'virtual'
}

/** What a verified token says. */
interface Claims {
  readonly client_id: string
  readonly sandbox: string
  readonly generation: number
  readonly expires: Instant
  /** The token's own id. */
  readonly token: string
}

export function createTokens(parts: TokenParts): Tokens {
  const { sandboxes, store } = parts
  const verified = new Map<string, Claims>()
  const revoked = new Set<string>()
  const signatures = createSignatures(parts)

  const now = (sandbox: string): Eventually<Instant> =>
    parts.tokenClock === 'wall'
      ? parts.wall.now()
      : when(parts.runner.clock(sandbox), ({ reading }) => reading)

  const remember = (authorization: string, claims: Claims) => {
    if (verified.size >= REMEMBERED) verified.delete(verified.keys().next().value as string)
    verified.set(authorization, claims)
  }

  /** A token that has been verified costs a look-up from then on; what may change since is looked up each time. */
  const claimsOf = (authorization: string): Eventually<Claims> =>
    verified.get(authorization) ?? verify(authorization)

  const verify = async (authorization: string): Promise<Claims> => {
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1]
    const claims = token === undefined ? undefined : await signatures.verify(token)
    if (!claims) throw new Refusal('unauthorized')
    remember(authorization, claims)
    return claims
  }

  const keyIn = async (authorization: string | undefined): Promise<KeyRecord | undefined> => {
    const given = basicPair(authorization)
    const key = given && (await sandboxes.keyOf(given.client_id))
    // Compared also when there is no such key: the time taken tells nothing about which part was wrong.
    const right = sameSecret(given?.client_secret ?? '', key?.client_secret ?? '')
    return right ? key : undefined
  }

  /** What may have changed since a token was issued: its key, its world and the time. */
  const standing = ({ client_id, sandbox }: Claims) =>
    when(
      all<[KeyRecord | undefined, Stored | undefined]>([
        sandboxes.keyOf(client_id),
        store.get(sandbox, settings.name, SETTING_ID),
      ]),
      ([key, setting]) =>
        when(
          // A world that is gone has no clock to ask.
          setting ? now(sandbox) : 0,
          (time) => [key, setting as Setting | undefined, time] as const,
        ),
    )

  return {
    now,

    ownerOfKey: async ({ headers }) => (await keyIn(headers.authorization))?.sandbox,

    async issue(authorization) {
      const key = await keyIn(authorization)
      if (!key) throw new Refusal('unauthorized')
      const issued = Math.floor((await now(key.sandbox)) / 1000) * 1000
      const expires = issued + TOKEN_LIFETIME
      await sandboxes.issued(key.id, expires)
      return signatures.sign(key, issued, expires)
    },

    authenticate({ headers }) {
      const { authorization } = headers
      if (authorization === undefined) throw new Refusal('unauthorized')
      return when(claimsOf(authorization), (claims) =>
        when(standing(claims), ([key, setting, time]) => {
          const isCurrent = key?.sandbox === claims.sandbox && key.generation === claims.generation
          const isOver = revoked.has(claims.token) || claims.expires <= time
          if (!isCurrent || !setting || isOver) {
            verified.delete(authorization)
            throw new Refusal('unauthorized')
          }
          return { sandbox: claims.sandbox, organization_id: setting.organization_id }
        }),
      )
    },

    async revoke(authorization) {
      const { token } = await claimsOf(authorization)
      if (revoked.size >= REMEMBERED) revoked.delete(revoked.values().next().value as string)
      revoked.add(token)
    },
  }
}

interface Signatures {
  sign(key: KeyRecord, issued: Instant, expires: Instant): Promise<string>
  /** What a token of ours says, expired or not; undefined for anything else. */
  verify(token: string): Promise<Claims | undefined>
}

function createSignatures({ sandboxes, secret }: Pick<TokenParts, 'sandboxes' | 'secret'>): Signatures {
  // Loaded with the first token: a start has no use for it.
  const jwt = async () => {
    const [{ SignJWT }, { jwtVerify }, signing] = await Promise.all([
      import('jose/jwt/sign'),
      import('jose/jwt/verify'),
      sandboxes.signingSecret(),
    ])
    return { SignJWT, jwtVerify, key: new TextEncoder().encode(signing) }
  }

  return {
    async sign(key, issued, expires) {
      const { SignJWT, key: signing } = await jwt()
      return new SignJWT({ sandbox: key.sandbox, gen: key.generation })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setSubject(key.id)
        .setIssuedAt(issued / 1000)
        .setExpirationTime(expires / 1000)
        .setJti(secret(12))
        .sign(signing)
    },

    async verify(token) {
      // The last letter of a signature has bits to spare: without this some altered tokens would still be good.
      const signature = token.slice(token.lastIndexOf('.') + 1)
      if (Buffer.from(signature, 'base64url').toString('base64url') !== signature) return undefined
      const { jwtVerify, key } = await jwt()
      try {
        // Which clock a token expires by is ours to say, so that is not checked here: any date before it does.
        const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(0) }
        const { payload } = await jwtVerify(token, key, options)
        return {
          client_id: payload.sub as string,
          sandbox: payload['sandbox'] as string,
          generation: payload['gen'] as number,
          expires: Math.round((payload.exp as number) * 1000),
          token: payload.jti as string,
        }
      } catch {
        return undefined
      }
    },
  }
}

/** The client_id and client_secret of a Basic header (RFC 7617), or undefined. */
function basicPair(authorization: string | undefined): ApiKey | undefined {
  const encoded = /^basic +([A-Za-z0-9+/_=-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) return undefined
  return { client_id: text.slice(0, colon), client_secret: text.slice(colon + 1) }
}
