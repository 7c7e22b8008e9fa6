// Ranges in A1 notation, as far as they are used: a whole tab, a cell, a block of cells.
import type { Spreadsheet, Tab } from './spreadsheet.ts'

/** All from 0; the ends are not included. */
export type Block = { top: number; left: number; bottom: number; right: number }

const RANGE = /^(?:'((?:[^']|'')+)'|([^'!]+?))(?:!([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?)?$/

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

/** Undefined when it is no range, or of a tab that is not there. */
export const findRange = ({ tabs }: Spreadsheet, text: string): { tab: Tab; block: Block } | undefined => {
  const [, quoted, plain, left, top, right, bottom] = RANGE.exec(text) ?? []
  const title = quoted?.replaceAll("''", "'") ?? plain
  const tab = tabs.find((one) => one.title === title)
  if (!tab) return undefined
  if (left === undefined || top === undefined) return { tab, block: { top: 0, left: 0, bottom: tab.rowCount, right: tab.columnCount } }
  const first = { top: Number(top) - 1, left: columnOf(left) }
  return { tab, block: { ...first, bottom: bottom === undefined ? first.top + 1 : Number(bottom), right: columnOf(right ?? left) + 1 } }
}
