import { describe, expect, test } from 'vitest'
import { activated, checkRequest, requested } from '../../src/carriers/model.ts'
import type { OrganizationCarrier, OrganizationCarrierStatus } from '../../src/carriers/records.ts'
import { freshRecord } from '../../src/kernel/record.ts'

const link = (status: OrganizationCarrierStatus): OrganizationCarrier =>
  freshRecord('link', 1, { organization_id: 'o', carrier_id: 'c', status, estimated_volume: 3 })

describe("an organization's link with a carrier", () => {
  test('may be requested when there is none or it has ended', () => {
    expect(() => checkRequest(undefined)).not.toThrow()
    expect(() => checkRequest(link('inactive'))).not.toThrow()
  })

  test.each(['pending', 'active'] as const)('is not requested twice: %s', (status) => {
    expect(() => checkRequest(link(status))).toThrow(
      expect.objectContaining({
        code: 'carrier_already_requested',
        facts: { carrier: 'c', status, id: 'link' },
      }),
    )
  })

  test('begins pending with the volume named, else none', () => {
    expect(requested(12)).toEqual({ status: 'pending', estimated_volume: 12 })
    expect(requested(undefined)).toEqual({ status: 'pending', estimated_volume: 0 })
  })

  test('becomes active once it was pending, and says so', () => {
    const { put, events } = activated(link('pending'), 9)
    expect(put?.map(({ record }) => record)).toMatchObject([{ id: 'link', status: 'active', modified: 9 }])
    expect(events).toMatchObject([{ type: 'organization_carrier.activated', subject: { id: 'link' } }])
  })

  test.each(['inactive', 'active'] as const)('stays %s', (status) => {
    expect(activated(link(status), 9)).toEqual({})
  })
})
