// The variables in the words of a campaign: which they are, what a contact has for them, and how the words become an agent's or a person's.
import { fold } from './list/fold.ts'

type Placeholder = {
  name: string
  /** Said in place of a variable that a contact does not have. */
  fallback?: string
}

/** `{{name}}`, `{{ name }}`, `{{name|there}}`, and all of these with single braces. */
const BRACES = /\{\{([^{}|]+)(?:\|([^{}]*))?\}\}|\{([^{}|]+)(?:\|([^{}]*))?\}/gu
/** Single braces stand in prompts for other reasons, too: a variable in them has a name of one to three words. */
const SIMPLE = /^[\p{L}_][\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]+){0,2}$/u
/** The agent's provider fills these in by itself. */
const RESERVED = /^(system|secret)__/i
/** As long as the name of a column may be. */
const LONGEST_NAME = 100
/** Nothing that a list may hold is cut off. */
const LONGEST_VALUE = 2_000

/** What XML 1.0 cannot carry and nobody can say; and the signs of plane 14, which are invisible to people and read by language models. */
const UNSPEAKABLE = /[\p{Cc}\p{Cs}\u{FEFF}\u{FFFE}\u{FFFF}\u{E0000}-\u{E007F}]/gu

/** A value as it reaches an agent: one line of text, which can neither begin a paragraph of instructions nor name a variable. */
export const cleanValue = (value: string): string => {
  const line = value.replace(/\s+/gu, ' ').replace(UNSPEAKABLE, '').replace(/\{+/g, '{').replace(/\}+/g, '}').trimStart()
  return line
    .slice(0, LONGEST_VALUE)
    .replace(/\p{Cs}$/u, '')
    .trimEnd()
}

const placeholderOf = ([, name = '', fallback, simpleName, simpleFallback]: RegExpMatchArray): Placeholder | undefined => {
  const named = (simpleName ?? name).trim()
  if (named === '' || named.length > LONGEST_NAME) return undefined
  if (simpleName !== undefined && !SIMPLE.test(named)) return undefined
  const said = fallback ?? simpleFallback
  return { name: named, ...(said === undefined ? {} : { fallback: cleanValue(said) }) }
}

type Words = readonly (string | Placeholder)[]

const wordsIn = (text: string): Words => {
  const words: (string | Placeholder)[] = []
  let end = 0
  for (const match of text.matchAll(BRACES)) {
    const placeholder = placeholderOf(match)
    if (!placeholder) continue
    words.push(text.slice(end, match.index), placeholder)
    end = match.index + match[0].length
  }
  return [...words, text.slice(end)]
}

const isReserved = ({ name }: Placeholder): boolean => RESERVED.test(name)

const placeholdersIn = (texts: readonly string[]): Placeholder[] =>
  texts.flatMap((text) => wordsIn(text).filter((word) => typeof word !== 'string')).filter((one) => !isReserved(one))

/** The variables that the texts refer to, each once. */
export const variablesIn = (...texts: readonly string[]): string[] => [...new Set(placeholdersIn(texts).map(({ name }) => name))]

/** Variables of the texts that no column of a list stands for, with a default or without. */
export const unknownIn = (texts: readonly string[], columns: readonly string[]): string[] => {
  const known = new Set(['name', ...columns.map(fold)])
  return variablesIn(...texts).filter((name) => !columns.includes(name) && !known.has(fold(name)))
}

/** A contact's values, found by their names; capitals, spaces and signs make no difference where nothing has the very name. */
export type Values = { own: ReadonlyMap<string, string>; folded: ReadonlyMap<string, string> }

type Filled = { name?: string | undefined; variables: Readonly<Record<string, string>> }

/** What a contact's words are filled with: the columns of its row, and its name, which wins over a column of that name. */
export const valuesOf = ({ name, variables }: Filled): Values => {
  const all = [...(name ? [['name', name] as const] : []), ...Object.entries(variables).filter(([own]) => !name || own !== 'name')]
  const clean = all.map(([own, value]) => [own, cleanValue(value)] as const).filter(([own, value]) => value !== '' && !RESERVED.test(own))
  // Of several columns with nearly the same name the first one counts.
  return { own: new Map(clean), folded: new Map(clean.map(([own, value]) => [fold(own), value] as const).reverse()) }
}

const valueFor = ({ name }: Placeholder, { own, folded }: Values): string | undefined => own.get(name) ?? folded.get(fold(name) || name)

/** Variables of the texts that have no default, and that the contact has no value for: a gap is heard in their place. */
export const lackingIn = (texts: readonly string[], values: Values): string[] => {
  const lacking = placeholdersIn(texts).filter((one) => one.fallback === undefined && valueFor(one, values) === undefined)
  return [...new Set(lacking.map(({ name }) => name))]
}

export type SpokenPart = {
  text: string
  /** The variable that the text stands for. */
  variable?: string
  /** It has neither a value nor a default. */
  isMissing?: boolean
}

const spokenFor = (one: Placeholder, values: Values): SpokenPart => {
  const text = isReserved(one) ? '' : (valueFor(one, values) ?? one.fallback)
  return { text: text ?? '', variable: one.name, ...(text === undefined ? { isMissing: true } : {}) }
}

/** The words as a person reads or hears them, part by part; a variable is nothing where there is neither value nor default. */
export const partsOf = (text: string, values: Values): SpokenPart[] =>
  wordsIn(text)
    .map((word) => (typeof word === 'string' ? { text: word } : spokenFor(word, values)))
    .filter((part) => part.text !== '' || 'variable' in part)

export const fillIn = (text: string, values: Values): string =>
  partsOf(text, values)
    .map((part) => part.text)
    .join('')

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** A name that the agent can read in `{{…}}`. */
const plainName = (name: string): string => {
  if (PLAIN_NAME.test(name)) return name
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '')
  return PLAIN_NAME.test(plain) && !RESERVED.test(plain) ? plain : `variable_${plain}`
}

/** The one name under which the agent gets this value; another default for the same variable gets another name. */
const keyFor = (name: string, value: string, taken: ReadonlyMap<string, string>): string => {
  const plain = plainName(name)
  const isFree = (key: string): boolean => (taken.get(key) ?? value) === value
  let key = plain
  for (let n = 2; !isFree(key); n++) key = `${plain}_${n}`
  return key
}

type AgentWords = { prompt: string; firstMessage: string }

/**
 * The words as the agent takes them: all variables as `{{name}}`, and what they stand for beside them, as data. No value becomes a part
 * of the words here, and every variable has one, be it empty: the agent refuses to talk when one is missing. The contact's other columns
 * go along under their own names, for the agent's own tools.
 */
export const forAgent = (words: AgentWords, values: Values): AgentWords & { variables: Record<string, string> } => {
  const taken = new Map(values.own)
  const write = (word: string | Placeholder): string => {
    // Two braces that name nothing of ours would be a variable that the agent does not have.
    if (typeof word === 'string') return word.replace(/\{(?=\{|$)/g, '{ ')
    if (isReserved(word)) return `{{${word.name}}}`
    const said = spokenFor(word, values).text
    const key = keyFor(word.name, said, taken)
    taken.set(key, said)
    return `{{${key}}}`
  }
  const written = (text: string): string => wordsIn(text).map(write).join('')
  return { prompt: written(words.prompt), firstMessage: written(words.firstMessage), variables: Object.fromEntries(taken) }
}
