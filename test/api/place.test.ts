import { describe, expect, test } from 'vitest'
import { placeOf } from '../../src/api/place.ts'

const place = (target: string, host?: string) =>
  placeOf({ method: 'GET', target, headers: host === undefined ? {} : { host } })

describe('the apis a call may reach', () => {
  test.each([
    ['/api/v1/groups', '127.0.0.1:4010', 'root', '/api/v1/groups'],
    ['/api/v1/groups', undefined, 'root', '/api/v1/groups'],
    ['/tracking/api/v1/differences', '127.0.0.1:4010', 'tracking', '/api/v1/differences'],
    ['/accounts/auth/public/token', 'localhost', 'accounts', '/auth/public/token'],
    ['/fulfillment', 'localhost', 'fulfillment', ''],
    ['/trackings/ping', 'localhost', 'root', '/trackings/ping'],
    ['/ping', 'tracking.localhost:4010', 'tracking', '/ping'],
    ['/ping', 'tracking-sandbox.noyo.com', 'tracking', '/ping'],
    ['/ping', 'Carrier', 'carrier', '/ping'],
    ['/ping', 'fulfillment:4010', 'fulfillment', '/ping'],
    ['/ping', 'my-tracking.localhost', 'root', '/ping'],
    ['/ping', 'tracking-sandbox-2.localhost', 'root', '/ping'],
    ['/ping', 'api.tracking.localhost', 'root', '/ping'],
    ['/ping', '[::1]:4010', 'root', '/ping'],
    ['/ping', 'control.localhost', 'root', '/ping'],
    ['/tracking/ping', 'tracking.localhost', 'tracking', '/tracking/ping'],
    ['/_sim/health', 'tracking.localhost', 'control', '/_sim/health'],
    ['/_sim', 'localhost', 'control', '/_sim'],
    ['/_simulator', 'localhost', 'root', '/_simulator'],
    ['/control/_sim/health', 'localhost', 'root', '/control/_sim/health'],
    ['http://127.0.0.1:4010/ping', '127.0.0.1:4010', 'root', '/ping'],
  ])('%s on %s', (target, host, scope, path) => {
    expect(place(target, host)).toEqual({ scope, path, query: '' })
  })

  test('the query is what stands behind the first question mark', () => {
    expect(place('/ping?a=1?b=2')).toEqual({ scope: 'root', path: '/ping', query: 'a=1?b=2' })
  })
})
