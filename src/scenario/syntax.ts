import { type Alias, type Document, type Scalar, visit, type YAMLError } from 'yaml'

interface Broken {
  readonly offset: number
  readonly message: string
}

/** What the library's words leave open: what to do about it. Gets the text from the error's place on. */
const REMEDIES: Readonly<Partial<Record<YAMLError['code'], (from: string) => string>>> = {
  BAD_SCALAR_START: (from) => `Text cannot begin with "${from[0]}" here. Put it in quotes.`,
  BLOCK_AS_IMPLICIT_KEY: () =>
    'Two keywords stand where one value belongs. Indent keywords of one group alike, and put text that holds ": " in quotes.',
  DUPLICATE_KEY: (from) => `The keyword ${firstWord(from)} stands here twice. Keep one.`,
  MULTIPLE_DOCS: () => 'A second document begins here. A scenario is one document: remove the line "---".',
  TAB_AS_INDENT: () => 'A tab indents this line. Indent with spaces.',
  TAG_RESOLVE_FAILED: (from) =>
    `The tag ${firstWord(from)} means nothing here. Remove it, or put the text in quotes.`,
  BLOCK_IN_FLOW: () =>
    'A keyword or list of several lines stands between braces or brackets. Put text that holds ": " in quotes, or write the values in lines of their own.',
  BAD_INDENT: () =>
    'This line is indented otherwise than its group, or a brace or bracket before it is not closed. Indent keywords of one group alike, and close what is open.',
  UNEXPECTED_TOKEN: (from) =>
    `Nothing can follow here, and "${from[0]}" does. Remove it, or put the whole text in quotes.`,
  MULTILINE_IMPLICIT_KEY: () =>
    'A keyword ends in the line in which it begins, with a colon and a blank. Write "keyword: value".',
  MULTIPLE_ANCHORS: () => 'A value has two anchors. Keep one.',
  BAD_DIRECTIVE: () => 'A line that begins with "%" means nothing here. Remove it.',
  BAD_DQ_ESCAPE: () =>
    'This escape means nothing between double quotes. Write the backslash twice, or use single quotes.',
}

const NO_COLON = 'There is no colon after this keyword. Write "keyword: value".'
const NO_CLOSING_QUOTE = 'The quote that opens here is never closed. Close it in the same line.'

/** Every syntax error, with what to do. */
export function syntaxFaults(document: Document.Parsed, text: string): Broken[] {
  return [...document.errors, ...document.warnings].map((error) => {
    const offset = error.pos[0]
    if (error.code === 'MISSING_CHAR' && error.message.includes('quote')) {
      return { offset: openingQuote(document, offset), message: NO_CLOSING_QUOTE }
    }
    if (error.code === 'MISSING_CHAR' && error.message.includes('map keys'))
      return { offset, message: NO_COLON }
    const remedy = REMEDIES[error.code]
    return { offset, message: remedy ? remedy(text.slice(offset)) : `${error.message}.` }
  })
}

/** Aliases that lead nowhere, or unfold without end: the library throws without a place. */
export function unfoldingFault(document: Document.Parsed, error: unknown): Broken {
  const aliases: Alias[] = []
  visit(document, { Alias: (_key, node) => void aliases.push(node) })
  const lost = aliases.find((alias) => alias.resolve(document) === undefined)
  if (lost) {
    return {
      offset: lost.range?.[0] ?? 0,
      message: `The alias *${lost.source} has no anchor before it. Write &${lost.source} before the value it stands for, or put the text in quotes.`,
    }
  }
  if (aliases.length === 0) throw error
  return {
    offset: aliases[0]?.range?.[0] ?? 0,
    message:
      'The aliases, of which this is the first, unfold to more than can be read. Write the values out.',
  }
}

function openingQuote(document: Document.Parsed, end: number): number {
  let opening = end
  visit(document, {
    Scalar(_key, node: Scalar) {
      const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE'
      if (quoted && node.range && node.range[0] < end && end <= node.range[1]) opening = node.range[0]
    },
  })
  return opening
}

function firstWord(text: string): string {
  const [word = ''] = /^("[^"\n]{1,60}"|'[^'\n]{1,60}'|[^\s:,]{1,60})/.exec(text) ?? []
  return /^["']/.test(word) ? word : `"${word}"`
}
