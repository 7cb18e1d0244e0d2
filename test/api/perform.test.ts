import { describe, expect, test } from 'vitest'
import { echo, ORGANIZATION, stubEdge } from './stub-edge.ts'

const edge = () =>
  stubEdge({ fulfillment: { createGroup: echo(201), getGroup: echo(), getGroupList: echo() } })

describe('perform', () => {
  const cause = { by: 'scenario', file: 'story.yaml', line: 3 } as const

  test('answers as the same call would, without a token', async () => {
    const stub = edge()
    const created = await stub.edge.perform('mine', cause, {
      api: 'fulfillment',
      operation: 'createGroup',
      body: { name: 'Acme' },
    })
    expect(created).toMatchObject({
      status: 201,
      body: { body: { name: 'Acme' }, organization_id: ORGANIZATION },
    })
    expect(stub.journal).toEqual([])
  })

  test('checks the request all the same', async () => {
    const { perform } = edge().edge
    expect(await perform('mine', cause, { api: 'fulfillment', operation: 'createGroup' })).toEqual({
      status: 422,
      body: { errors: { name: ['Missing data for required field.'] } },
    })
    expect(
      await perform('mine', cause, {
        api: 'fulfillment',
        operation: 'createGroup',
        body: { name: 'Acme', nmae: 'Acme' },
      }),
    ).toMatchObject({ status: 422, body: { errors: { nmae: ['Unknown field. Did you mean name?'] } } })
    const listed = await perform('mine', cause, {
      api: 'fulfillment',
      operation: 'getGroupList',
      query: { page_size: 5, offset: undefined },
    })
    expect(listed).toMatchObject({ status: 200, body: { query: { page_size: 5 } } })
  })

  test('a missing parameter is the caller`s defect, and so is an operation that does not exist', async () => {
    await expect(
      edge().edge.perform('mine', cause, { api: 'fulfillment', operation: 'getGroup' }),
    ).rejects.toThrow('group_id')
    await expect(
      edge().edge.perform('mine', cause, { api: 'fulfillment', operation: 'nope' }),
    ).rejects.toThrow('nope')
  })
})
