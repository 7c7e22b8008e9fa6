// How the campaigns that share the account share its lines: a book in which no line stands twice, whatever the calls on them still last.
import { fairLines } from './fair-shares.ts'

export type Holding = {
  weight: number
  /** Lines that it could use. */
  wants: number
  /** Lines that it was given. */
  lines: number
  /** Lines that it was given before and whose calls have yet to end. */
  over: number
}

type Book<S extends Holding> = Readonly<Record<string, S>>
type Limit = {
  /** Calls that the account may have at a time. */
  ceiling: number
  /** Counts on from time to time: who has none of too few lines has one in a later turn. */
  turn: number
}

/** What is written down for a campaign: never less than the lines on which it has, or may come to have, a call. */
export const heldBy = ({ lines, over }: Holding): number => lines + over

/** Lines that nobody holds; less than none after the ceiling has come down. */
export const freeLines = (book: Book<Holding>, ceiling: number): number =>
  Object.values(book).reduce((free, holding) => free - heldBy(holding), ceiling)

/** The lines that each is due. In the order of their names, so that everybody comes to the same result. */
export const dueLines = (book: Book<Holding>, { ceiling, turn }: Limit): ReadonlyMap<string, number> => {
  const names = Object.keys(book).sort()
  const claimants = names.flatMap((name) => book[name] ?? []).map(({ weight, wants }) => ({ weight, demand: wants }))
  const due = fairLines(ceiling, claimants, turn)
  return new Map(names.map((name, i) => [name, due[i] ?? 0]))
}

/** Whoever has more lines than it is due gives the rest back; they stay written down until somebody has seen that they are free. */
export const shrunk = <S extends Holding>(book: Book<S>, limit: Limit): Record<string, S> => {
  const due = dueLines(book, limit)
  const entries = Object.entries(book).map(([name, holding]): [string, S] => {
    const lines = Math.min(holding.lines, due.get(name) ?? 0)
    return [name, { ...holding, lines, over: holding.over + holding.lines - lines }]
  })
  return Object.fromEntries(entries)
}

/**
 * The others shrink to what they are due; the one named takes what it is due of the lines that nobody holds.
 * `beyond`: lanes of its own from a number on that are open or hold a call: those it needs besides the ones that it will open.
 */
export const allotted = <S extends Holding>(
  book: Book<S>,
  { name, beyond, limit }: { name: string; beyond: (lines: number) => number; limit: Limit },
): Record<string, S> => {
  const { [name]: mine, ...others } = shrunk(book, limit)
  if (!mine) return others
  const free = freeLines(others, limit.ceiling)
  let lines = dueLines(book, limit).get(name) ?? 0
  while (lines > 0 && lines + beyond(lines) > free) lines--
  return { ...others, [name]: { ...mine, lines, over: beyond(lines) } }
}
