import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthDates, mask } from '../../src/kernel/masking.ts'

const SSN = '912-34-5678'
const NINE = '912345678'
const UUID = '12345678-1234-4123-9234-123456789012'
const STARS = '***-**-****'

describe('masking JSON', () => {
  const masked = (value: unknown) => JSON.parse(mask(JSON.stringify(value))) as unknown

  test('hides Social Security numbers by name, whatever their form', () => {
    expect(masked({ ssn: NINE, name: 'Ann' })).toEqual({ ssn: STARS, name: 'Ann' })
    expect(masked({ ssn: SSN })).toEqual({ ssn: STARS })
    expect(masked({ ssn: 912345678 })).toEqual({ ssn: STARS })
    expect(masked({ ssn: null, spouse_ssn: '91234567' })).toEqual({ ssn: null, spouse_ssn: STARS })
    expect(masked({ ssn_last_four: '5678', socialSecurityNumber: '91 23 45 67' })).toEqual({
      ssn_last_four: STARS,
      socialSecurityNumber: STARS,
    })
    expect(masked({ ssn_change: { from: '91234567', to: ['1234'] } })).toEqual({
      ssn_change: { from: STARS, to: [STARS] },
    })
  })

  test('hides what looks like one anywhere: in other fields, in free text, as a number, as a name', () => {
    expect(masked({ notes: `call about ${SSN}, or ${NINE}.` })).toEqual({
      notes: `call about ${STARS}, or ${STARS}.`,
    })
    expect(masked({ custom_id: NINE, list: [NINE, 912345678] })).toEqual({
      custom_id: STARS,
      list: [STARS, STARS],
    })
    expect(masked({ [NINE]: 1 })).toEqual({ [STARS]: 1 })
    expect(masked(`it is ${NINE}`)).toBe(`it is ${STARS}`)
    expect(masked(912345678)).toBe(STARS)
    expect(masked('912 34 5678')).toBe(STARS)
  })

  test('hides dates of birth by name and wherever else the same day stands', () => {
    const body = {
      person: { date_of_birth: '1980-04-12', dob: '1981-01-01' },
      hired: '2020-04-12',
      note: 'born 1980-04-12, that is 04/12/1980 or 19800412',
      other: ['1981-01-01', '1982-01-01'],
    }
    expect(masked(body)).toEqual({
      person: { date_of_birth: '****-**-**', dob: '****-**-**' },
      hired: '2020-04-12',
      note: 'born ****-**-**, that is ****-**-** or ****-**-**',
      other: ['****-**-**', '1982-01-01'],
    })
  })

  test('hides dates of birth of any form under their name', () => {
    expect(masked({ date_of_birth: '4/12/1980' })).toEqual({ date_of_birth: '****-**-**' })
    expect(masked({ date_of_birth: '19800412' })).toEqual({ date_of_birth: '****-**-**' })
    expect(masked({ date_of_birth: 19800412 })).toEqual({ date_of_birth: '****-**-**' })
    expect(masked({ birthDate: '1980-04-12T00:00:00Z' })).toEqual({ birthDate: '****-**-**T00:00:00Z' })
    expect(masked({ date_of_birth: 'April 12 1980' })).toEqual({ date_of_birth: 'April ****' })
    expect(masked({ dob_change: { old: '1980-04-12', new: '1980-04-13' } })).toEqual({
      dob_change: { old: '****-**-**', new: '****-**-**' },
    })
  })

  test('knows a field that a neighbour names', () => {
    const difference = {
      id: UUID,
      created: 1767603600,
      field: 'person.date_of_birth',
      carrier_value: '1980-04-12',
    }
    expect(masked(difference)).toEqual({ ...difference, carrier_value: '****-**-**' })
  })

  test('leaves messages about these fields readable', () => {
    const errors = {
      errors: { person: { ssn: ['Invalid value.', 'must have 9 digits'], date_of_birth: ['Required.'] } },
    }
    expect(masked(errors)).toEqual(errors)
  })

  test('leaves ids, moments, amounts and other dates alone, and the text as it was written', () => {
    const text = `{ "id": "${UUID}", "short": "${UUID.replaceAll('-', '')}", "created": 1767603600,
      "at_ms": 1767603600123, "share": 0.912345678, "effective_date": "2026-01-01", "volume": 50000.00,
      "phone": "+15550100123", "zip": "60601-1234", "order": "5550100" }`
    expect(mask(text)).toBe(text)
  })

  test('sees through JSON inside JSON, to any depth, and keeps it JSON', () => {
    const inner = { person: { ssn: '91234567', date_of_birth: '1980-04-12', id: UUID } }
    const twice = JSON.stringify({ inbound_snapshot: JSON.stringify(inner) })
    const outer = masked({
      inbound_snapshot: JSON.stringify(inner),
      wrapped: twice,
      born: '1980-04-12',
    }) as Record<string, string>
    const hidden = { person: { ssn: STARS, date_of_birth: '****-**-**', id: UUID } }
    expect(JSON.parse(outer['inbound_snapshot'] as string)).toEqual(hidden)
    const wrapped = JSON.parse(outer['wrapped'] as string) as Record<string, string>
    expect(JSON.parse(wrapped['inbound_snapshot'] as string)).toEqual(hidden)
    expect(outer['born']).toBe('****-**-**')
  })

  test('is not misled by a name given twice', () => {
    expect(mask(`{"ssn": "${NINE}", "ssn": null}`)).not.toContain(NINE)
    expect(mask('{"date_of_birth": "1980-04-12", "date_of_birth": null}')).not.toContain('1980')
  })

  test('hides tokens and secrets', () => {
    expect(masked({ access_token: 'abc.def', client_secret: 's', token_type: 'Bearer' })).toEqual({
      access_token: '***',
      client_secret: '***',
      token_type: 'Bearer',
    })
    expect(mask('{"access_token": null}')).toBe('{"access_token": null}')
  })
})

describe('masking other text', () => {
  test.each([
    ['cut-off JSON', `{"person": {"ssn": "${NINE}", "date_of_birth": "1980-04-12", "first_na`],
    ['cut off inside the number', '{"ssn": "91234567'],
    ['cut off inside the date', '{"date_of_birth": "1980-04-1'],
    ['trailing comma', `{"ssn": ${NINE}, "dob": "1980-04-12",}`],
    [
      'escaped and cut off',
      `{"inbound_snapshot": "{\\"ssn\\": \\"91234567\\", \\"date_of_birth\\": \\"1980-04-12\\"`,
    ],
    ['twice escaped', `"{\\\\\\"ssn\\\\\\": \\\\\\"91234567\\\\\\", \\\\\\"dob\\\\\\":\\\\\\"1980-04-12`],
    ['single quotes', `{'ssn': '${SSN}', 'date_of_birth': '1980-04-12'}`],
    ['unicode escapes', '{"ssn": "\\u0039\\u00312345678", "dob": "198\\u0030-04-12"'],
    ['form-encoded', `ssn=91234567&date_of_birth=1980-04-12`],
    ['form-encoded with brackets', `person%5Bssn%5D=91234567&person[date_of_birth]=1980-04-12`],
    ['a query', `/api/v1/members?ssn=912-34-5678&date_of_birth=1980-04-12`],
    ['a query with encoded dashes', `/members?ssn=912%2D34%2D5678&dob=1980-04-12`],
    ['a query with encoded digits', `/members?q=%39%31%32345678&dob=%31980-04-12`],
    ['a query with spaces', `/members?q=912+34+5678&x=912%2034%205678`],
    ['a query with a number after a percent code', `/members?name=Ann%20${SSN}&x=Ann%2C%20${NINE}`],
    ['a path', `/members/${NINE}/${SSN}`],
    ['free text', `${SSN} is wrong, date_of_birth: 1980-04-12; born 1980-04-12`],
  ])('hides both in %s', (_, text) => {
    expect(mask(text)).not.toMatch(/91234567|912.{0,3}34.{0,3}5678|1980/)
  })

  test('leaves a query without either as it is', () => {
    const path = `/api/v1/groups/${UUID}/members?page_size=100&offset=1767603600&effective_date=2026-01-01`
    expect(mask(path)).toBe(path)
  })

  test('replaces dates of birth known from elsewhere', () => {
    const dates = birthDates('{"person": {"date_of_birth": "1980-04-12"}}')
    expect(mask('on 1980-04-12 and 1990-01-01', dates)).toBe('on ****-**-** and 1990-01-01')
  })

  test('an empty text stays empty', () => {
    expect(mask('')).toBe('')
  })
})

test('long and hostile texts take no longer than their length', () => {
  const length = 200_000
  const parts = [
    'x',
    '1',
    '1 ',
    'a',
    'ssn',
    'ssn ',
    'ssn\\',
    'ssn"',
    '\\',
    ' ',
    '[',
    '{"ssn":',
    '-',
    '%3',
    '.1',
  ]
  const started = performance.now()
  for (const part of parts) mask(`ssn${part.repeat(length / part.length)}`)
  mask(`${'['.repeat(length)}"${NINE}"${']'.repeat(length)}`)
  // About half a second on a slow machine; the square of the length would take minutes.
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('JSON nested too deeply to walk is masked as text', () => {
  const depth = 100_000
  const masked = mask(`${'['.repeat(depth)}{"ssn": "${NINE}", "dob": "1980-04-12"}${']'.repeat(depth)}`)
  expect(masked).not.toMatch(/912345678|1980/)
})

test('no generated number or date of birth comes through, in any nesting', () => {
  const ssn = fc
    .tuple(
      fc.integer({ min: 900, max: 999 }),
      fc.integer({ min: 1, max: 49 }),
      fc.integer({ min: 1, max: 9999 }),
    )
    .map(
      ([area, group, serial]) => `${area}${String(group).padStart(2, '0')}${String(serial).padStart(4, '0')}`,
    )
  const dashed = (nine: string) => `${nine.slice(0, 3)}-${nine.slice(3, 5)}-${nine.slice(5)}`
  const born = fc
    .date({ min: new Date('1930-01-01'), max: new Date('2010-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(ssn, born, fc.jsonValue(), fc.nat(3), fc.nat(400), (nine, day, noise, depth, cut) => {
      let text = JSON.stringify({
        noise,
        person: { ssn: nine, date_of_birth: day },
        note: `${dashed(nine)} ${day}`,
      })
      for (let level = 0; level < depth; level += 1) text = JSON.stringify({ inner: text })
      const whole = mask(text)
      for (const hidden of [nine, dashed(nine), day]) expect(whole).not.toContain(hidden)
      expect(() => JSON.parse(whole)).not.toThrow()
      const torn = mask(text.slice(0, cut))
      for (const hidden of [nine, dashed(nine), day]) expect(torn).not.toContain(hidden)
    }),
    { numRuns: 300 },
  )
})
