/** A small client of Noyo's API: a token that is renewed, JSON, and errors that say what was wrong. */

export interface NoyoSettings {
  /** `https://fulfillment.noyo.com` and so on in production; one address for all in tests. */
  readonly apis: Readonly<Record<'accounts' | 'carrier' | 'fulfillment', string>>
  readonly client_id: string
  readonly client_secret: string
}

/** Noyo said no. */
export class NoyoError extends Error {
  readonly status: number
  readonly body: unknown

  constructor(what: string, status: number, body: unknown) {
    super(`${what} was answered ${status}`)
    this.name = 'NoyoError'
    this.status = status
    this.body = body
  }
}

export class NoyoClient {
  readonly #settings: NoyoSettings
  #token: Promise<string> | undefined

  constructor(settings: NoyoSettings) {
    this.#settings = settings
  }

  get<T>(api: 'carrier' | 'fulfillment', path: string): Promise<T> {
    return this.#call(api, 'GET', path)
  }

  post<T>(api: 'carrier' | 'fulfillment', path: string, body: object): Promise<T> {
    return this.#call(api, 'POST', path, body)
  }

  async #call<T>(api: 'carrier' | 'fulfillment', method: string, path: string, body?: object): Promise<T> {
    const send = async () =>
      fetch(`${this.#settings.apis[api]}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.#currentToken()}`,
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      })
    let answer = await send()
    if (answer.status === 401) {
      // A token lives for minutes. Asking for a new one when it is refused needs no clock.
      this.#token = undefined
      answer = await send()
    }
    const text = await answer.text()
    const parsed = text === '' ? undefined : JSON.parse(text)
    if (!answer.ok) throw new NoyoError(`${method} ${path}`, answer.status, parsed)
    return parsed as T
  }

  #currentToken(): Promise<string> {
    this.#token ??= this.#newToken()
    return this.#token
  }

  async #newToken(): Promise<string> {
    const { apis, client_id, client_secret } = this.#settings
    const answer = await fetch(`${apis.accounts}/auth/public/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'client_credentials' }),
    })
    if (!answer.ok) throw new NoyoError('the token request', answer.status, await answer.text())
    return ((await answer.json()) as { access_token: string }).access_token
  }
}
