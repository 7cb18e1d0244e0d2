import { MAX_BODY } from '../../src/api/body.ts'
import type { Asked } from './doors.ts'

const JSON_BODY = { 'content-type': 'application/json' }
const ID = '6ba7b810-9dad-41d1-80b4-00c04fd430c8'

/** Requests that doors tend to treat differently, by what is awkward about them. */
export const AWKWARD: Readonly<Record<string, Asked>> = {
  'a plain GET': { method: 'GET', target: '/api/v1/groups' },
  'a list': { method: 'GET', target: '/api/v1/groups?page_size=1' },
  'an unknown id': { method: 'GET', target: `/api/v1/groups/${ID}` },
  'no such path': { method: 'GET', target: '/api/v1/nowhere' },
  'no such method': { method: 'PATCH', target: '/api/v1/groups', headers: JSON_BODY, body: '{}' },
  HEAD: { method: 'HEAD', target: '/api/v1/groups' },
  'HEAD of what is not there': { method: 'HEAD', target: '/api/v1/nowhere' },
  OPTIONS: { method: 'OPTIONS', target: '/api/v1/groups' },
  'a body on DELETE': {
    method: 'DELETE',
    target: `/api/v1/conditions/${ID}/${ID}`,
    headers: JSON_BODY,
    body: '{}',
  },
  'encoded parameters': {
    method: 'GET',
    target: '/api/v1/employees?name=O%27Neil%20%26%20S%C3%B6hne&first_name=a+b',
  },
  'percent signs that encode nothing': { method: 'GET', target: '/api/v1/groups/%zz?name=%E0%A4' },
  'an encoded slash in an id': { method: 'GET', target: '/api/v1/groups/a%2Fb' },
  'a trailing slash': { method: 'GET', target: '/api/v1/groups/' },
  'a doubled slash': { method: 'GET', target: '/api//v1/groups' },
  'two slashes in front': { method: 'GET', target: '//api/v1/groups' },
  'an empty query': { method: 'GET', target: '/api/v1/groups?' },
  'empty query values': { method: 'GET', target: '/api/v1/groups?page_size=&offset=' },
  'repeated query names': { method: 'GET', target: '/api/v1/groups?page_size=2&page_size=3' },
  'brackets in a query': { method: 'GET', target: '/api/v1/groups?filter[a]=1&a[]=2' },
  'a huge page': { method: 'GET', target: '/api/v1/groups?page_size=99999999999999999999' },
  'an address inside a query': { method: 'GET', target: '/api/v1/groups?next=https://example.com/a?b=c' },
  'malformed JSON': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, body: '{"name": ' },
  'an empty body': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, body: '' },
  'no body where one is due': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY },
  'JSON that is no object': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, body: 'null' },
  'text that is not ASCII': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: '{"name":"Žluťoučký 🐎"}',
  },
  'invalid UTF-8': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: Buffer.from('7b2261223a22ff227d', 'hex'),
  },
  'a byte order mark': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, body: '\uFEFF{}' },
  'NUL in a body': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, body: '{"name":"a\0b"}' },
  'another content type': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: { 'content-type': 'text/xml' },
    body: '<a/>',
  },
  'a form': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=1&b=2',
  },
  'a content type with parameters': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: { 'content-type': 'Application/JSON; charset="utf-8"' },
    body: '{"name":1}',
  },
  'a body in chunks': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: '{"name":"chunks"}',
    chunked: true,
  },
  'no chunk at all': { method: 'POST', target: '/api/v1/groups', headers: JSON_BODY, chunked: true },
  'repeated headers': {
    method: 'GET',
    target: '/api/v1/groups',
    headers: { 'x-twice': ['one', 'two'], accept: ['text/html', 'application/json'] },
  },
  'a wrong authorization': {
    method: 'GET',
    target: '/api/v1/groups',
    headers: { authorization: 'Basic nonsense' },
  },
  'a body at the limit': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: 'x'.repeat(MAX_BODY),
  },
  'a body past the limit': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: 'x'.repeat(MAX_BODY + 1),
  },
  'chunks past the limit': {
    method: 'POST',
    target: '/api/v1/groups',
    headers: JSON_BODY,
    body: 'x'.repeat(MAX_BODY + 1),
    chunked: true,
  },
}
