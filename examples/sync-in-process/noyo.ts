/** Noyo's API at its real addresses, by the global `fetch`. */

const ADDRESSES = {
  accounts: 'https://accounts.noyo.com',
  carrier: 'https://carrier.noyo.com',
  fulfillment: 'https://fulfillment.noyo.com',
}

/** How often a call is tried that Noyo cannot take just now. */
const TRIES = 4

export interface Key {
  readonly client_id: string
  readonly client_secret: string
}

/** Waits so many seconds: a timer in production, a virtual clock in tests. */
export type Wait = (seconds: number) => Promise<unknown>

export interface Noyo {
  call<T>(api: 'carrier' | 'fulfillment', method: 'GET' | 'POST', path: string, body?: object): Promise<T>
  /** All of a list, page by page. */
  all<T>(path: string): Promise<T[]>
  /** Reads until it is as wanted, with time between the reads. */
  until<T>(path: string, wanted: (found: T) => boolean): Promise<T>
}

/** Noyo said no; what it said is the message. */
export class NoyoRefusal extends Error {
  readonly status: number

  constructor(status: number, text: string) {
    super(text)
    this.name = 'NoyoRefusal'
    this.status = status
  }
}

const PAGE = 50
/** Seconds between two reads: soon at first, then ever more seldom, as a carrier may take ten days. */
const FIRST_READ_AFTER = 5
const LONGEST_BETWEEN_READS = 3_600
const PATIENCE = 15 * 86_400

export async function signIn(key: Key, wait: Wait): Promise<Noyo> {
  const basic = Buffer.from(`${key.client_id}:${key.client_secret}`).toString('base64')
  let token = ''

  const renew = async () => {
    const answer = await fetch(`${ADDRESSES.accounts}/auth/public/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      body: '{"grant_type":"client_credentials"}',
    })
    if (!answer.ok) throw new NoyoRefusal(answer.status, await answer.text())
    token = ((await answer.json()) as { access_token: string }).access_token
  }

  const call: Noyo['call'] = async <T>(
    api: 'carrier' | 'fulfillment',
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ) => {
    for (let tried = 1; ; tried += 1) {
      const answer = await fetch(`${ADDRESSES[api]}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      })
      if (answer.ok) return (await answer.json()) as T
      const again = tried < TRIES
      if (again && answer.status === 401) await renew()
      else if (again && (answer.status === 429 || answer.status === 503)) {
        await wait(Number(answer.headers.get('retry-after') ?? 2 ** tried))
      } else throw new NoyoRefusal(answer.status, await answer.text())
    }
  }

  await renew()
  return {
    call,
    async all<T>(path: string) {
      const found: T[] = []
      for (;;) {
        const query = `page_size=${PAGE}&offset=${found.length}`
        const page = await call<{ response: T[]; meta: { total_records: number } }>(
          'fulfillment',
          'GET',
          `${path}?${query}`,
        )
        found.push(...page.response)
        if (page.response.length === 0 || found.length >= page.meta.total_records) return found
      }
    },
    async until(path, wanted) {
      let gap = FIRST_READ_AFTER
      for (let waited = 0; waited < PATIENCE; waited += gap) {
        const found = await call<never>('fulfillment', 'GET', path)
        if (wanted(found)) return found
        await wait(gap)
        gap = Math.min(gap * 2, LONGEST_BETWEEN_READS)
      }
      throw new Error(`${path} has not become what was waited for`)
    },
  }
}
