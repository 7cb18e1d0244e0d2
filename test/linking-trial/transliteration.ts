/** Cyrillic as passports, libraries and people themselves write it in Latin letters. */

const COMMON: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  ь: '',
  э: 'e',
  ы: 'y',
  ъ: '',
}

const PASSPORT = {
  ё: 'e',
  ж: 'zh',
  й: 'i',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ю: 'iu',
  я: 'ia',
  ъ: 'ie',
}
const POPULAR = { ё: 'yo', ж: 'zh', й: 'y', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ю: 'yu', я: 'ya' }
const OLD = { ё: 'e', ж: 'zh', й: 'y', х: 'h', ц: 'c', ч: 'ch', ш: 'sh', щ: 'sch', ю: 'yu', я: 'ya' }

const speller = (letters: Readonly<Record<string, string>>) => {
  const table: Readonly<Record<string, string>> = { ...COMMON, ...letters }
  return (text: string): string =>
    [...text]
      .map((letter) => {
        const latin = table[letter.toLowerCase()]
        if (latin === undefined) return letter
        return letter === letter.toLowerCase() ? latin : `${latin.slice(0, 1).toUpperCase()}${latin.slice(1)}`
      })
      .join('')
}

export const latinSpellings = [speller(PASSPORT), speller(POPULAR), speller(OLD)]
