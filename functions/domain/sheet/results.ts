// What a contact's row shows of it, and which cells may be written: those that are empty, or hold what we write.

import { ContactState } from '#contract/contact-parts.ts'
import { Outcome } from '#contract/outcome.ts'
import type { SheetColumns } from '#contract/sheet.ts'

export type Result = keyof SheetColumns
export type Results = Partial<Record<Result, string>>

const REJECTED = 'rejected: '
export const DUPLICATE = 'duplicate'

const isOneOf = (options: readonly string[], cell: string): boolean => options.includes(cell.trim().toLowerCase())
const isTime = (cell: string): boolean => /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/.test(cell.trim())

const WRITTEN: Record<Result, (cell: string) => boolean> = {
  status: (cell) => isOneOf(ContactState.options, cell) || isOneOf([DUPLICATE], cell) || cell.startsWith(REJECTED),
  outcome: (cell) => isOneOf(Outcome.options, cell),
  // Any words may be somebody's.
  summary: () => false,
  nextAttempt: isTime,
  lastCall: isTime,
}

/** A cell with other words than ours is somebody's own, and stays. */
export const mayWrite = (result: Result, cell: string): boolean => cell.trim() === '' || WRITTEN[result](cell)

/** The row asks to be taken. */
export const isAsking = (status: string): boolean => ['', 'pending'].includes(status.trim().toLowerCase())

/** A row that shows this is the row of a contact. */
export const showsContact = (status: string): boolean => isOneOf(ContactState.options, status)

/** The contact's story may go on. */
export const showsUnfinished = (status: string): boolean => isOneOf(['pending', 'calling', 'retrying'], status)

/** It sorts as text does, and reads the same in every country. */
const written = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`

export type Shown = {
  state: ContactState
  outcome?: Outcome | undefined
  dueAt?: string | undefined
  /** Of the last call: when it ended, or began when it still goes on. */
  lastCallAt?: string | undefined
}

/** An empty text takes away what an earlier state has left. */
export const resultsOf = ({ state, outcome, dueAt, lastCallAt }: Shown): Results => ({
  status: state,
  outcome: outcome ?? '',
  nextAttempt: state === 'retrying' && dueAt !== undefined ? written(dueAt) : '',
  ...(lastCallAt === undefined ? {} : { lastCall: written(lastCallAt) }),
})

export const rejection = (reason: string): Results => ({ status: `${REJECTED}${reason}` })
