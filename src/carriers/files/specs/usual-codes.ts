import type { FileCodes, FileSpec } from '../spec.ts'

/** Relationship codes as the 834 transaction of X12 has them, as far as it has one for each. */
export const relationshipsOf834: FileCodes['relationship'] = {
  employee: '18',
  spouse: '01',
  child: '19',
  'domestic-partner': '53',
  grandchild: '05',
  'civil-union': '49',
  'step-child': '17',
  'foster-child': '10',
  'adopted-child': '09',
  'legal-guardianship': '15',
  'ex-spouse': '25',
  other: 'G8',
}

export const shortTiers: FileCodes['tier'] = {
  employee: 'EMP',
  employee_spouse: 'ESP',
  employee_children: 'ECH',
  family: 'FAM',
}

export const sexLetters: FileCodes['sex'] = { F: 'F', M: 'M', U: 'U', X: 'X' }

/** The columns of the short-headed dialects. */
export const shortColumns: FileSpec['columns'] = [
  { field: 'employee_number', header: 'EE_ID' },
  { field: 'person_number', header: 'PERSON_NO' },
  { field: 'employee_ssn', header: 'SUB_SSN' },
  { field: 'ssn', header: 'SSN' },
  { field: 'relationship', header: 'REL' },
  { field: 'first_name', header: 'FNAME' },
  { field: 'middle_name', header: 'MNAME' },
  { field: 'last_name', header: 'LNAME' },
  { field: 'suffix', header: 'SUFFIX' },
  { field: 'date_of_birth', header: 'DOB' },
  { field: 'sex', header: 'SEX' },
  { field: 'street_one', header: 'ADDR1' },
  { field: 'street_two', header: 'ADDR2' },
  { field: 'city', header: 'CITY' },
  { field: 'state', header: 'ST' },
  { field: 'zip_code', header: 'ZIP' },
  { field: 'employment_status', header: 'EMP_STAT' },
  { field: 'hours_worked', header: 'HRS' },
  { field: 'hire_date', header: 'DOH' },
  { field: 'termination_date', header: 'DOT' },
  { field: 'salary_amount', header: 'SALARY' },
  { field: 'salary_unit', header: 'SAL_UNIT' },
  { field: 'line_of_coverage', header: 'LOC' },
  { field: 'plan', header: 'PLAN' },
  { field: 'tier', header: 'TIER' },
  { field: 'class', header: 'CLASS' },
  { field: 'start_date', header: 'EFF_DT' },
  { field: 'end_date', header: 'TERM_DT' },
  { field: 'volume', header: 'VOLUME' },
]
