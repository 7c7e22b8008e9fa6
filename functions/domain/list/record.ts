// One record of a list, whatever kind of file it stood in.
import type { Place } from '#contract/list.ts'
import { isEmptyCell } from './cell-text.ts'

export type ListRecord = {
  start: Place
  /** Where the next record begins: reading can go on here. */
  end: Place
  cells: readonly string[]
  /** The names of the cells, where each record brings its own. */
  headers?: readonly string[]
  /** Why nothing in it can be used. */
  problem?: string
}

export const isBlank = ({ cells, problem }: ListRecord): boolean => problem === undefined && cells.every(isEmptyCell)
