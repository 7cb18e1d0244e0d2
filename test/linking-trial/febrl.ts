import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { GroupPerson } from '../../src/linking/whole-group.ts'
import type { TrueGroup, TruePair } from './households.ts'

/** The originals at the carrier, their copies on the platform. Numbers have seven digits there: `prefix` makes them nine, or there are none. */
export function febrlGroup(prefix: string | undefined): TrueGroup {
  const text = readFileSync(path.join(import.meta.dirname, 'data', 'febrl1.csv'), 'utf8')
  const [header = '', ...rows] = text.trim().split(/\r?\n/)
  const names = header.split(',').map((name) => name.trim())
  const carrier: GroupPerson[] = []
  const platform: GroupPerson[] = []
  const truth = new Map<string, TruePair>()
  for (const row of rows) {
    const cells = row.split(',').map((cell) => cell.trim())
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const id = cell('rec_id')
    const isOriginal = id.endsWith('-org')
    const number = cell('soc_sec_id')
    const person: GroupPerson = {
      id,
      person: {
        first_name: cell('given_name'),
        last_name: cell('surname'),
        date_of_birth: cell('date_of_birth').replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'),
        ...(prefix === undefined || number === '' ? {} : { ssn: `${prefix}${number}` }),
      },
    }
    if (isOriginal) carrier.push(person)
    else {
      platform.push(person)
      truth.set(id, { carrier: id.replace(/-dup-\d+$/, '-org'), told: [] })
    }
  }
  return { name: `febrl1 ${prefix === undefined ? 'without' : 'with'} numbers`, carrier, platform, truth }
}
