import { describe, expect, test } from 'vitest'
import { linkGroup } from '../../src/linking/whole-group.ts'
import { FAMILY_CASES } from './family-cases.ts'

describe('hard cases of families and groups', () => {
  test.each(FAMILY_CASES)('$name: $reason', ({ platform, carrier, links }) => {
    expect(Object.fromEntries(linkGroup({ platform, carrier }).links)).toEqual(links)
    const turned = { platform: platform.toReversed(), carrier: carrier.toReversed() }
    expect(Object.fromEntries(linkGroup(turned).links)).toEqual(links)
  })
})
