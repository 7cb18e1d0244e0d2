import { describe, expect, test } from 'vitest'
import { createKeptTexts } from '../../src/api/kept-texts.ts'
import { defineView, type View } from '../../src/api/view.ts'
import { changedRecord, freshRecord, type Stored } from '../../src/kernel/record.ts'

interface Note extends Stored {
  readonly text: string
}

function counted() {
  let made = 0
  const view = defineView((note: Note) => {
    made += 1
    return { text: note.text }
  }) as unknown as View<Stored, unknown>
  return { view, made: () => made }
}

const note = (id: string, text: string): Note => freshRecord(id, 0, { text })

describe('the text of a view', () => {
  test('is made once for a record, and anew for its next version', () => {
    const [textOf, { view, made }] = [createKeptTexts(), counted()]
    const first = note('a', 'one')
    expect([textOf(view, first), textOf(view, first)]).toEqual(['{"text":"one"}', '{"text":"one"}'])
    expect(made()).toBe(1)
    expect(textOf(view, changedRecord(first, { text: 'two' }, 1))).toBe('{"text":"two"}')
    expect(made()).toBe(2)
  })

  test('differs between views of one record', () => {
    const textOf = createKeptTexts()
    const other = defineView((record: Note) => record.id) as unknown as View<Stored, unknown>
    const { view, made } = counted()
    const record = note('a', 'one')
    for (let times = 0; times < 3; times += 1) {
      expect([textOf(view, record), textOf(other, record)]).toEqual(['{"text":"one"}', '"a"'])
    }
    expect(made()).toBe(1)
  })

  test('is forgotten when others have filled the budget, unless it is asked for', () => {
    const [textOf, { view, made }] = [createKeptTexts(4_000), counted()]
    const hot = note('hot', 'x'.repeat(80))
    const cold = note('cold', 'x'.repeat(80))
    textOf(view, hot)
    textOf(view, cold)
    for (let at = 0; at < 60; at += 1) {
      textOf(view, note(`n${at}`, 'x'.repeat(80)))
      textOf(view, hot)
    }
    expect(made()).toBe(62)
    textOf(view, cold)
    expect(made()).toBe(63)
  })

  test('longer than half the budget is not kept', () => {
    const [textOf, { view, made }] = [createKeptTexts(100), counted()]
    const long = note('long', 'x'.repeat(100))
    textOf(view, long)
    textOf(view, long)
    expect(made()).toBe(2)
  })
})
