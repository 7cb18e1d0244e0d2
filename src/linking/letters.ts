/*
 * Names in letters that can be compared: lower case, without marks, other alphabets spelt in Latin letters as passports do.
 * Scripts that have no letters for sounds (Chinese, Japanese, Arabic) stay as they are, in one normal form.
 */

/** Letters that Unicode does not take apart into a letter and a mark. */
const SINGLE: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ħ: 'h', ə: 'a' },
}

/** As passports of Russia, Ukraine, Bulgaria and Serbia spell them, where these agree. */
const CYRILLIC: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', ђ: 'dj', е: 'e', ё: 'e', є: 'ie', ж: 'zh', з: 'z' },
  ...{ и: 'i', і: 'i', ї: 'i', й: 'i', ј: 'j', к: 'k', л: 'l', љ: 'lj', м: 'm', н: 'n', њ: 'nj', о: 'o' },
  ...{ п: 'p', р: 'r', с: 's', т: 't', ћ: 'c', у: 'u', ў: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', џ: 'dz' },
  ...{ ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia' },
}

const GREEK: Readonly<Record<string, string>> = {
  ...{ α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 'th', ι: 'i', κ: 'k', λ: 'l', μ: 'm' },
  ...{
    ν: 'n',
    ξ: 'x',
    ο: 'o',
    π: 'p',
    ρ: 'r',
    σ: 's',
    ς: 's',
    τ: 't',
    υ: 'y',
    φ: 'f',
    χ: 'ch',
    ψ: 'ps',
    ω: 'o',
  },
}

const PLAIN = /^[ -~]*$/
const MARKS = /\p{M}+/gu

/** Lower-case Latin letters as far as a name can be told in them. */
export function latin(name: string): string {
  if (PLAIN.test(name)) return name.toLowerCase()
  const lower = name.normalize('NFKC').toLowerCase()
  // Before marks are taken off: й is a letter, not и with a mark.
  const latinised = lower.replace(/[Ѐ-ӿ]/g, (letter) => CYRILLIC[letter] ?? letter)
  return latinised
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll('ου', 'u')
    .replace(/[α-ω]/g, (letter) => GREEK[letter] ?? letter)
    .replace(/[ßæœøđðłþıħə]/g, (letter) => SINGLE[letter] ?? letter)
    .normalize('NFC')
}

/** Spellings of one sound, applied in this order. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 's'],
  [/tch|ch|ts|tz|cz/g, 'c'],
  [/zh/g, 'z'],
  [/kh|gh/g, 'h'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/c(?=[aou]|[^eiyc]|$)/g, 'k'],
  [/x/g, 'ks'],
  [/[yj]/g, 'i'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/([aou])e/g, '$1'],
  [/(?<=[^aeiou])h/g, ''],
  [/h$/g, ''],
  [/(.)\1+/g, '$1'],
]

/**
 * One spelling for the spellings of one sound: Müller and Mueller, Sergey and Sergei, Philip and Filip, Sarah and Sara. Keeps
 * vowels apart, so that Maria and Mario stay two names.
 */
export function sounded(name: string): string {
  let sound = name
  for (const [spelling, plain] of SOUNDS) sound = sound.replace(spelling, plain)
  return sound
}

/** The first places at which two texts of one length differ; three at most, as more are no slip of the finger. */
export function differingPlaces(one: string, other: string): number[] {
  const places: number[] = []
  for (let at = 0; at < one.length && places.length < 3; at += 1) {
    if (one.charCodeAt(at) !== other.charCodeAt(at)) places.push(at)
  }
  return places
}

/**
 * How many letters were put in, left out, replaced or swapped with their neighbour to make one of the other; `most + 1` when
 * more than `most`.
 */
export function editsBetween(one: string, other: string, most: number): number {
  if (one === other) return 0
  if (Math.abs(one.length - other.length) > most) return most + 1
  const least = Math.min(one.length, other.length)
  let begin = 0
  while (begin < least && one[begin] === other[begin]) begin += 1
  let end = 0
  while (end < least - begin && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return editsOf(one.slice(begin, one.length - end), other.slice(begin, other.length - end), most)
}

/** The same of two texts that neither begin nor end alike. */
function editsOf(one: string, other: string, most: number): number {
  if (one === '' || other === '') return Math.min(one.length + other.length, most + 1)
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    let least = row
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1]
      let edits = Math.min(
        (last[at] as number) + 1,
        (next[at - 1] as number) + 1,
        (last[at - 1] as number) + (same ? 0 : 1),
      )
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
      if (swapped) edits = Math.min(edits, (before[at - 2] as number) + 1)
      next.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return most + 1
    before = last
    last = next
  }
  return Math.min(last[other.length] as number, most + 1)
}
