import fc from 'fast-check'

/** One thing that a platform, Noyo's staff, a carrier or the clock does; `nth` counts among what is there, around the end. */
export type Step =
  | { readonly does: 'request'; readonly at: Place; readonly nth: number | undefined; readonly more: object }
  | { readonly does: 'retry'; readonly nth: number; readonly body: object }
  | { readonly does: 'transition'; readonly nth: number; readonly body: object }
  | { readonly does: 'standing'; readonly at: Place; readonly body: object }
  | { readonly does: 'edit'; readonly at: Place; readonly nth: number; readonly edit: Edit }
  | { readonly does: 'sync'; readonly nth: number }
  | { readonly does: 'rename'; readonly nth: number; readonly name: string }
  | { readonly does: 'advance'; readonly by: string }
  | { readonly does: 'settle' }

/** One employer in one carrier's system. */
export interface Place {
  readonly carrier: string
  readonly carrier_group_id: string
}

/** What the carrier changes by itself. */
export type Edit =
  | { readonly what: 'rename' | 'end' | 'remove_member' | 'remove_enrollment' }
  | { readonly what: 'add_member'; readonly ssn: string }

/** Few, so that steps meet: read and written carriers, one that checks brokers, one that authorises by notification, wrong identifiers. */
const PLACES: readonly Place[] = [
  { carrier: 'guardian', carrier_group_id: '00700001' },
  { carrier: 'guardian', carrier_group_id: '00700000' },
  { carrier: 'guardian', carrier_group_id: 'no identifier' },
  { carrier: 'principal', carrier_group_id: '1700001' },
  { carrier: 'united-healthcare', carrier_group_id: '07A0001' },
  { carrier: 'fictional-benefits', carrier_group_id: '700000001' },
]

const STATUSES = [
  'created',
  'processing',
  'noyo_review',
  'waiting_on_carrier',
  'carrier_authorization',
  'action_required',
  'unable_to_connect',
  'completed',
]
const HELD = STATUSES.slice(2, -1)
const BROKERS = ['900000201', '900000202']
/** Around the world's first day, so that advancing passes some of them. */
const MOMENTS = [
  '2026-01-05T12:00:00Z',
  '2026-01-08T00:00:00Z',
  '2026-02-01T00:00:00Z',
  '2026-11-01T00:00:00Z',
]

const place = fc.constantFrom(...PLACES)
const nth = fc.nat(7)
const broker = fc.constantFrom(...BROKERS)
const moment = fc.constantFrom(...MOMENTS)

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    what: fc.constantFrom(
      'rename' as const,
      'end' as const,
      'remove_member' as const,
      'remove_enrollment' as const,
    ),
  }),
  fc.record({
    what: fc.constant('add_member' as const),
    ssn: fc.integer({ min: 1, max: 9999 }).map((serial) => `90301${String(serial).padStart(4, '0')}`),
  }),
)

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('request' as const),
      at: place,
      nth: maybe(nth),
      more: fc.record(
        {
          broker_federal_ein: broker,
          data_exchange_configuration: fc.constantFrom('api', 'edi'),
          ignore_eligibility: fc.boolean(),
        },
        { requiredKeys: ['broker_federal_ein'] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('retry' as const),
      nth,
      body: fc.record(
        {
          carrier_group_id: place.map(({ carrier_group_id }) => carrier_group_id),
          broker_federal_ein: broker,
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('transition' as const),
      nth,
      body: fc.record(
        { status: fc.constantFrom(...STATUSES), force: fc.boolean() },
        { requiredKeys: ['status'] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('standing' as const),
      at: place,
      body: fc.record(
        {
          installed_on: fc.option(moment),
          authorized_on: fc.option(moment),
          outcome: fc.option(fc.constantFrom(...HELD)),
          refuse_until: fc.option(moment),
          broker_federal_ein: fc.option(broker),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('edit' as const), at: place, nth, edit }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('sync' as const), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('rename' as const),
      nth,
      name: fc.constantFrom('Ada', 'Berta', 'Carla'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('advance' as const),
      by: fc.constantFrom('1s', '3s', '10s', '1h', '1d', '3d', '20d'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'settle' as const }) },
)

/** What may happen to a few employers in some weeks. */
export const lives: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 10, maxLength: 25 })
