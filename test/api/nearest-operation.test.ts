import { expect, test } from 'vitest'
import { operationFacts } from '../../src/api/generated/operations.ts'
import { nearestOperation } from '../../src/api/nearest-operation.ts'

test.each([
  ['GET', '/api/v1/grups', 'getGroupList'],
  ['GET', '/api/v1/groups/', 'getGroupList'],
  ['GET', '/v1/groups', 'getGroupList'],
  ['GET', '/api/v1/group/1/employees', 'getGroupEmployeeList'],
  ['POST', '/api/v1/groups/1/member_snapshot', 'createMemberSnapshot'],
  ['GET', '/api/v1/Groups/1', 'getGroup'],
])('%s %s: did you mean %s', (method, path, id) => {
  expect(nearestOperation(method, path, operationFacts)?.id).toBe(id)
})

test.each([
  '/',
  '/favicon.ico',
  '/wp-admin/setup.php/a/b/c',
  `/${'x/'.repeat(5000)}`,
  `/${'x'.repeat(100_000)}`,
])('nothing is near %.40s', (path) => {
  expect(nearestOperation('GET', path, operationFacts)).toBeUndefined()
})
