import { expect, test } from 'vitest'
import { opened } from '../scenario/opened.ts'

async function told(scenario: string) {
  const { simulator } = await opened({ scenario })
  const { story } = await simulator.playTimeline()
  return story.map(({ day, who, what }) => `${day} ${who}: ${what}`)
}

const ORCHARD = 'Orchard Tools, Example Mutual'

test('a report is told before its issues, a file before who was in it, an approval before what is put on record', async () => {
  const lines = await told('error-report-then-fixed')
  const from = (line: string) => lines.slice(lines.indexOf(line))
  expect(from(`1 ${ORCHARD}: error report: 2 rows; issues 2 new`).slice(1, 3)).toEqual([
    `1 ${ORCHARD}: issue: missing ssn`,
    `1 ${ORCHARD}: issue: coverage date conflict`,
  ])
  const file = lines.findIndex((line) =>
    line.includes('a file goes to the carrier: 3 members, 3 enrollments'),
  )
  expect(lines[file + 1]).toMatch(/^1 Orchard Tools(, Example Mutual)?, E-\d: snapshot/)
  const approved = from(`6 ${ORCHARD}: the carrier approves the test file and takes files from now on`)
  expect(approved.slice(1, 3)).toEqual([
    `6 ${ORCHARD}: the carrier puts 3 families on its record`,
    `6 ${ORCHARD}: connection: action required -> completed`,
  ])
  expect(lines.join('\n')).not.toMatch(/changes a family|0 employees/)
})

test('what is told again and again with nothing between is told once, and until when', async () => {
  const lines = await told('recurring-issue')
  const files = lines.filter((line) => line.includes('a file goes to the carrier'))
  expect(files.at(-1)).toMatch(/2 members, 2 enrollments \(7 times, until day 27\)$/)
  expect(lines.filter((line) => /issue|error report/.test(line) && !line.includes('ok: '))).toEqual([
    '7 Fernhill Dairy, Example Mutual: error report: 1 row; issues 1 new',
    '7 Fernhill Dairy, Example Mutual: issue: eoi pending',
    '14 Fernhill Dairy, Example Mutual: error report: 1 row; issues 1 seen again',
    '21 Fernhill Dairy, Example Mutual: error report: 0 rows; issues 1 resolved',
    '21 Fernhill Dairy, Example Mutual: issue resolved: eoi pending',
    '28 Fernhill Dairy, Example Mutual: error report: 1 row; issues 1 open again',
    '28 Fernhill Dairy, Example Mutual: issue again: eoi pending',
  ])
})

test('every line says whom it is about, by the name of the file', async () => {
  for (const scenario of ['mixed-sync-and-send', 'late-installation', 'two-document-streams']) {
    const lines = await told(scenario)
    expect(lines.length).toBeGreaterThan(5)
    expect(lines.filter((line) => !/^\d+ [A-Z][a-z]+ [A-Z]/.test(line))).toEqual([])
  }
})
