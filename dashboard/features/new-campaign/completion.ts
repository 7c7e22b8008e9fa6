// The variable that is being written where the cursor stands, and what the text becomes when it is completed.

export type Completion = {
  /** Where the braces begin, and where what was written behind them ends. */
  start: number
  end: number
  /** What was written of the name so far. */
  query: string
}

/** An open brace, or two, and a name so far: up to the cursor, on one line. */
const OPEN = /\{{1,2}([^{}|\n]{0,100})$/u

export const completionAt = (text: string, cursor: number): Completion | undefined => {
  const match = OPEN.exec(text.slice(0, cursor))
  return match ? { start: match.index, end: cursor, query: (match[1] ?? '').trim() } : undefined
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Names that begin as was written first, then those that hold it. */
export const matching = (names: readonly string[], query: string): string[] => {
  const wanted = plain(query)
  const holding = names.filter((name) => plain(name).includes(wanted))
  return [...holding.filter((name) => plain(name).startsWith(wanted)), ...holding.filter((name) => !plain(name).startsWith(wanted))]
}

/** Braces that were closed already are not closed twice. */
export const complete = (text: string, { start, end }: Completion, name: string): { text: string; cursor: number } => {
  const rest = text.slice(end).replace(/^\}{1,2}/, '')
  const before = `${text.slice(0, start)}{{${name}}}`
  return { text: before + rest, cursor: before.length }
}
