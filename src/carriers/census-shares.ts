/**
 * How many of a hundred are what: the proportions of a generated census. All of them are assumed, chosen so that a census of
 * 25 shows several of them and a test of a platform meets all of them in a few hundred. Stated in docs/census.md.
 */
export const CENSUS_SHARES = {
  /** Employees by whom they have: the rest is single. */
  couples: 15,
  families: 30,
  single_parents: 10,
  /** Of partners. */
  domestic_partners: 10,
  civil_unions: 2,
  /** Of employees. */
  part_time: 12,
  /** Employment ended, coverage ended by the plan's policy or goes on as COBRA. */
  terminated: 6,
  /** Employment ended and began anew. */
  rehired: 4,
  /** Worked part-time first. */
  became_full_time: 5,
  employees_without_ssn: 3,
  dependents_without_ssn: 12,
  /** Has the name of the employee before. */
  namesakes: 1,
  /** Of employees above 30 without a partner. */
  divorced: 25,
  widowed: 3,
  /** Of the divorced. */
  ex_spouses: 12,
  /** Of partners. */
  own_surnames: 20,
  hyphenated_surnames: 8,
  /** Of female partners with the employee's surname. */
  maiden_names: 50,
  /** Of employees with children who are old enough. */
  children_over_age: 15,
  /** Of these children. */
  disabled_over_age: 20,
  /** Of children: a step-, adopted or foster child, or one in legal guardianship. */
  other_children: 8,
  /** Of employees with children: another relative. */
  other_relatives: 2,
  /** Of brothers and sisters who follow another. */
  twins: 4,
  /** Of first sons. */
  juniors: 5,
  middle_names: 50,
  /** Of grown children. */
  children_elsewhere: 15,
  /** Of people whose sex is neither F nor M on record. */
  sex_not_told: 1,
  /** Employees who work at the employer's second place. */
  branch: 20,
} as const

/** The proportions of what employees of a generated census hold. Assumed as above. */
export const COVERAGE_SHARES = {
  /** Of a hundred employees, how many choose a line that they may also leave. What the employer pays everybody has. */
  chosen: { medical: 85, dental: 85, vision: 70, pharmacy: 85, health_fund: 35 },
  voluntary: 40,
  /** Of those who left a line: the carrier has on record that it was offered and refused. */
  waived: 15,
  /** Of relatives a plan covers: are covered by it when the employee is. */
  dependents: 75,
  /** Of those who could change plans at the last open enrollment: did. */
  switched: 15,
  /** Of those with a volume by choice: raised it at the last open enrollment. */
  raised_volume: 12,
  /** Of those whose employment ended: go on as COBRA at a carrier that supports it, and at one that does in a limited way. */
  cobra: { supported: 60, limited: 35, none: 0 },
} as const
