import { describe, expect, test } from 'vitest'
import { nearestField } from '../../src/kernel/nearest.ts'

describe('the nearest field', () => {
  test.each([
    ['enable_member_autolink', ['enable_members', 'enable_member_auto_link'], 'enable_member_auto_link'],
    ['federalEin', ['name', 'federal_ein'], 'federal_ein'],
    ['frist_name', ['last_name', 'first_name'], 'first_name'],
  ])('%s is written most like another', (name, known, nearest) => {
    expect(nearestField(name, known)).toBe(nearest)
  })

  test.each([
    ['custom_id', ['person', 'custom_individual_id', 'employment'], 'custom_individual_id'],
    ['customId', ['custom_individual_id', 'id'], 'custom_individual_id'],
    ['email', ['home_phone', 'email_address', 'email_address_type'], 'email_address'],
    ['ssn_number', ['ssn', 'sex'], 'ssn'],
  ])('%s has the words of another', (name, known, nearest) => {
    expect(nearestField(name, known)).toBe(nearest)
  })

  test.each([
    ['phone', ['home_phone', 'work_phone']],
    ['colour', ['person', 'employment']],
    ['id', ['custom_individual_id']],
    ['', ['person', 'employment']],
  ])('%s is like none, or like several', (name, known) => {
    expect(nearestField(name, known)).toBeUndefined()
  })
})
