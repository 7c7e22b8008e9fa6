// A list as somebody might send it, and what is said to the reader beside it.
import type { ColumnMapping } from '#contract/list.ts'

export type DamagedList = { text: string | Uint8Array } & ReadingOptions

export type ReadingOptions = {
  /** Of the campaign; absent: US. */
  country?: string
  allowed?: readonly string[]
  mapping?: ColumnMapping
  sheet?: string
}
