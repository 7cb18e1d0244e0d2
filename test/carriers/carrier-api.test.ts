import path from 'node:path'
import { expect } from 'vitest'
import { carrierNamed, carrierProfiles } from '../../src/carriers/profiles/index.ts'
import { inEveryMode } from '../modes.ts'

const CARRIERS = '/carrier/api/v1/carriers'
const scenario = path.join(import.meta.dirname, 'two-carriers.yaml')

const idOf = (slug: string): string => carrierNamed(slug)?.id as string
const names = (body: { internal_name: string }[]) => body.map((carrier) => carrier.internal_name)
const slugs = carrierProfiles.map(({ slug }) => slug)

/** Queries of the list, and the short names they leave or the status they are refused with. */
const FILTERS: readonly (readonly [query: string, left: readonly string[] | number])[] = [
  ['state=WA', ['premera']],
  ['internal_name=unum', ['unum']],
  ['internal_name=un', []],
  ['line_of_coverage=medical', ['anthem', 'premera', 'united-healthcare', 'example-mutual']],
  ['line_of_coverage=life&is_send=true', ['sample-life']],
  ['is_send=true', ['example-mutual', 'sample-life', 'placeholder-dental', 'fictional-benefits']],
  ['is_send=false', slugs.slice(0, 8)],
  ['is_listed=false', ['fictional-benefits']],
  ['is_listed=true', slugs.slice(0, -1)],
  [`ids=${idOf('beam')},${idOf('anthem').toUpperCase()}`, ['anthem', 'beam']],
  [`ids=${idOf('beam')}&state=WA`, []],
  ['organization_id=11111111-2222-4333-8444-555555555555', []],
  ['ids=beam', 422],
  ['organization_id=ours', 422],
  ['line_of_coverage=cancer', 422],
  ['state=Washington', 422],
  ['is_send=perhaps', 422],
]

inEveryMode(
  'carriers',
  ({ test }) => {
    test('are listed as a bare array, with the status for the organization', async ({ api }) => {
      const reply = await api.get(CARRIERS)
      expect(reply.status).toBe(200)
      expect(names(reply.body)).toEqual(slugs)
      expect(reply.body[0]).toEqual({
        id: idOf('guardian'),
        version: expect.any(String),
        internal_name: 'guardian',
        display_name: 'Guardian',
        state: 'US',
        is_send: false,
        status: 'active',
        lines_of_coverage: [
          'accident-voluntary',
          'add-basic',
          'add-voluntary',
          'critical-illness-voluntary',
          'dental',
          'hospital-indemnity-voluntary',
          'life-basic',
          'life-voluntary',
          'ltd-basic',
          'ltd-voluntary',
          'std-basic',
          'std-voluntary',
          'vision',
        ],
      })
    })

    test('are found by id and by short name', async ({ api }) => {
      const byId = await api.get(`${CARRIERS}/${idOf('beam')}`)
      expect(byId.body).toMatchObject({ internal_name: 'beam', status: 'inactive' })
      expect((await api.get(`${CARRIERS}/beam`)).text).toBe(byId.text)
    })

    test('are left by filters, which are refused when malformed', async ({ api }) => {
      for (const [query, left] of FILTERS) {
        const { status, body } = await api.get(`${CARRIERS}?${query}`)
        expect(status === 200 ? names(body) : status, query).toEqual(left)
      }
    })

    test('that do not exist are not found', async ({ api }) => {
      const id = '11111111-2222-4333-8444-555555555555'
      const reply = await api.get(`${CARRIERS}/${id}`)
      expect(reply.status).toBe(404)
      expect(reply.body).toEqual({ message: `Carrier not found with UUID ${id}`, status: 404 })
    })

    test('requested are pending, then active on the clock', async ({ api, simulator }) => {
      const carrier_id = idOf('principal')
      const reply = await api.post(`${CARRIERS}/request`, { carrier_id, estimated_volume: 40 })
      expect(reply.status).toBe(201)
      expect(reply.body).toMatchObject({ carrier_id, status: 'pending', estimated_volume: 40 })
      const status = async () => (await api.get(`${CARRIERS}/${carrier_id}`)).body.status
      expect(await status()).toBe('pending')
      await simulator.clock.advance('4s')
      expect(await status()).toBe('pending')
      await simulator.clock.advance('7s')
      expect(await status()).toBe('active')
      const list = await api.get(`${CARRIERS}?organization_id=${reply.body.organization_id}`)
      expect(names(list.body)).toEqual(['guardian', 'principal', 'sample-life'])
    })

    test('are not requested twice, nor when active already', async ({ api }) => {
      const ask = (slug: string) => api.post(`${CARRIERS}/request`, { carrier_id: idOf(slug) })
      const first = await ask('unum')
      expect(first.body.estimated_volume).toBe(0)
      for (const [slug, status] of [
        ['unum', 'pending'],
        ['guardian', 'active'],
      ] as const) {
        const again = await ask(slug)
        expect(again.status).toBe(409)
        expect(again.body).toEqual({ status: 409, message: expect.stringContaining(`is ${status}`) })
        expect(again.body.message).toContain(idOf(slug))
      }
    })

    test('unknown or malformed are not requested', async ({ api }) => {
      const ask = (body: unknown) => api.post(`${CARRIERS}/request`, body)
      expect((await ask({ carrier_id: '11111111-2222-4333-8444-555555555555' })).status).toBe(404)
      const slug = await ask({ carrier_id: 'unum' })
      expect(slug.status).toBe(422)
      expect(slug.body.errors).toHaveProperty('carrier_id')
      expect((await ask({})).body.errors).toHaveProperty('carrier_id')
    })

    test('answer ping without a token', async ({ api }) => {
      const reply = await api.get('/carrier/ping', { headers: { authorization: undefined } })
      expect(reply.status).toBe(200)
      expect((await api.get(CARRIERS, { headers: { authorization: undefined } })).status).toBe(401)
    })
  },
  { scenario },
)
