import type { IssueCategory } from '../carriers/findings.ts'

/**
 * What words tell of an error whose code nobody knows: the first rule that holds. Assumed; carriers' real wordings are not
 * public.
 */
const RULES: readonly (readonly [IssueCategory, RegExp])[] = [
  ['missing_coverage', /missing the following active coverages/],
  [
    'missing_ssn',
    /\b(missing|required|needed|no|blank|absent)\b.*\b(ssn|social security)|\b(ssn|social security)\b.*\b(missing|required|needed|blank|absent|not provided)/,
  ],
  ['invalid_ssn', /\bssn\b|\bsocial security\b/],
  ['eoi_pending', /\beoi\b|evidence of insurability/],
  ['cobra_status_conflict', /\bcobra\b|\bcontinuation\b/],
  ['overage_dependent', /over.?age|limiting age|age limit|\btoo old\b|aged out/],
  [
    'duplicate_member',
    /(duplicate|twice).*\b(member|mbr|person|insured|employee|subscriber|dependent|dep)\b|\b(member|mbr|person|insured|employee|subscriber|dependent|dep)\b.*(duplicate|twice)/,
  ],
  ['duplicate_coverage', /duplicate|twice/],
  ['missing_event', /\bevent\b.*\b(missing|required|needed)\b|\b(missing|no|requires?)\b.*\bevent\b/],
  ['event_conflict', /\bevent\b/],
  [
    'missing_dependent',
    /\b(dependent|dep|spouse|child)\b.*\b(missing|not (on file|found|received|in))|\b(missing|unknown) (dependent|dep|spouse|child)\b/,
  ],
  [
    'missing_employee',
    /\b(employee|subscriber|insured)\b.*\b(missing|not (on file|found|received|in))|\b(missing|unknown|no|without an?) (insured )?(employee|subscriber|insured)\b|without employee|has no subscriber|has no insured/,
  ],
  [
    'coverage_date_conflict',
    /(before|prior to|after|outside|overlap|conflict).*\b(hire|birth|dob|dates?|period|plan)\b|\b(dates?|coverage|eff|effective)\b.*(before|prior|outside|overlap|conflict)/,
  ],
  ['retro_change', /retro|too late|too far back/],
  ['future_change', /\bfuture (change|effective|dated)|too early|too far ahead/],
  ['invalid_volume', /\bvolume\b|\bbenefit amount\b|\bamount\b|\bsalary multiple\b/],
  [
    'invalid_carrier_config',
    /\bclass\b|\bdivision\b|\bbill group\b|\blocation\b|\bsubgroup\b|\baccount structure\b/,
  ],
  ['missing_coverage', /\bcoverage\b.*\b(missing|not (on file|found|received))|\b(missing|no) coverage\b/],
  ['invalid_address', /\baddress\b|\bzip\b|\bpostal\b|\bstreet\b/],
  ['enrollment_conflict', /\benrollment\b.*conflict|exclude|not eligible|ineligible/],
  ['invalid_coverage', /\bplan\b|\bcoverage\b|\bbenefit\b|\bproduct\b/],
  [
    'invalid_demographic_info',
    /\bname\b|\bbirth\b|\bdob\b|\bsex\b|\bgender\b|\bphone\b|\be-?mail\b|\bsalary\b|\bhire\b|demographic|marital/,
  ],
]

/** The category that a carrier's words speak of; undefined when they say nothing we know. */
export function categoryOfWords(words: string): IssueCategory | undefined {
  const text = words.toLowerCase().replaceAll(/\s+/g, ' ')
  return RULES.find(([, pattern]) => pattern.test(text))?.[0]
}
