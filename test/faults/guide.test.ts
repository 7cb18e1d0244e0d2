import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { problemsOf } from '../../src/faults/check.ts'
import { checkForm } from '../../src/faults/form.ts'
import { troubleOfHeader } from '../../src/faults/header.ts'
import { FIELDS, KINDS } from '../../src/faults/trouble.ts'
import { faultsOf } from '../scenario/read-text.ts'

const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/faults.md'), 'utf8')

const headers = [...guide.matchAll(/^ {4}x-mock-noyo-fault: (.*)$/gm)].map((match) => match[1] as string)

describe('docs/faults.md', () => {
  test('has headers that can be followed', async () => {
    expect(headers.length).toBeGreaterThan(3)
    for (const header of headers) expect(await troubleOfHeader(header)).toHaveProperty('kind')
  })

  test('has a body that the control API takes', async () => {
    const [, body = ''] = /-d '(\{[^']*\})'/.exec(guide) ?? []
    const line = JSON.parse(body)
    await checkForm(line)
    expect(problemsOf(line, 0)).toEqual([])
  })

  test('has a scenario that can be played', async () => {
    const [, text = ''] = /```yaml\n(.*?)```/s.exec(guide) ?? []
    expect(text).toContain('faults:')
    expect(await faultsOf(text)).toEqual([])
  })

  test.each(KINDS)('tells of %s, and of all that is said of it', (kind) => {
    const row = guide.split('\n').find((line) => line.startsWith(`| \`${kind}\` |`))
    for (const field of FIELDS[kind]) expect(row).toContain(`\`${field}\``)
  })
})

describe('a header', () => {
  test.each([
    ['status=503; retry-after=2', { kind: 'status', status: 503, retry_after: 2 }],
    ['Answer-Lost', { kind: 'answer_lost' }],
    [' drip = 5ms ; bytes = 10 ', { kind: 'drip', tick: '5ms', bytes: 10 }],
    ['truncate=0.5;reset', { kind: 'truncate', at: 0.5, reset: true }],
    ['html; body="<p>a=b</p>"', { kind: 'html', body: '<p>a=b</p>' }],
    ['drop; performed=true', { kind: 'drop', performed: true }],
    ['{"kind":"latency","median":"1s","p90":"2s"}', { kind: 'latency', median: '1s', p90: '2s' }],
  ])('%s is read', async (header, trouble) => {
    expect(await troubleOfHeader(header)).toEqual(trouble)
  })

  test.each([
    ['', 'begins with ""'],
    ['stats=503', 'The nearest is "status"'],
    ['drop=1', 'Nothing stands behind "drop="'],
    ['status', 'status from 400 to 599'],
    ['status=503; retry-afer=2', 'Did you mean retry_after?'],
    ['status=much', 'status: '],
    ['{"kind":', 'is none'],
    ['{"kind":"drop","fault":1}', 'fault: '],
    ['x'.repeat(5_000), 'longer than 4000'],
  ])('%.30s is refused in words', async (header, words) => {
    const error = await troubleOfHeader(header).catch((caught) => caught)
    expect([error.code, error.facts.why]).toEqual(['fault_header_unreadable', expect.stringContaining(words)])
  })
})
