import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOrder } from '../../src/kernel/text-order.ts'

const letter = fc.constantFrom(
  '',
  'a',
  'b',
  'B',
  '0',
  'é',
  '\u0000',
  '\u0001',
  '\u00fe',
  '\u00ff',
  '\u0100',
  '\uffff',
)
const word = fc.array(letter, { maxLength: 7 }).map((letters) => letters.join(''))
const shared = fc.constantFrom('', 'group-1/', 'group-2/')
const row = fc.tuple(
  fc.tuple(shared, word).map((parts) => parts.join('')),
  word,
)

const compareTexts = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

test('puts texts in order by column, equal ones as they stand', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 300 }), fc.nat(3), (some, copies) => {
      const rows = Array.from({ length: copies + 1 }, () => some).flat()
      const columns = [rows.map(([first]) => first), rows.map(([, second]) => second)] as const
      const plain = rows
        .map((texts, place) => ({ texts, place }))
        .sort((a, b) => compareTexts(a.texts[0], b.texts[0]) || compareTexts(a.texts[1], b.texts[1]))
      expect(Array.from(textOrder(columns))).toEqual(plain.map(({ place }) => place))
    }),
    { numRuns: 200 },
  )
})

test('puts many texts in order that differ late, beyond Latin-1 or not at all', () => {
  const late = Array.from({ length: 2000 }, (_, n) => `${'x'.repeat(40)}${(n * 7919) % 2000}`)
  const far = Array.from({ length: 2000 }, (_, n) => String.fromCharCode(0x400 + ((n * 7919) % 2000)))
  const same = Array.from({ length: 2000 }, () => 'same')
  for (const texts of [late, far, same, [...late, ...far, ...same]]) {
    const order = Array.from(textOrder([texts]), (place) => texts[place] as string)
    expect(order).toEqual(texts.toSorted(compareTexts))
  }
})
