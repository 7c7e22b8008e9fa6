// An item as one write left it: frozen, with its size, and with what a schema made of it while that is remembered.
import type { Item } from '#store/table-operations.ts'
import { itemBytes, type Sizes } from './item-bytes.ts'

export type Version = {
  readonly item: Item
  readonly bytes: number
  record: unknown
  recordOf: object | undefined
  /** What the indexes show of it, by their names, where somebody has asked: a weak map of millions is what a collector of garbage fears most. */
  shown: Readonly<Record<string, Version>> | undefined
}

export const versionOf = (item: Item, sizes: Sizes): Version => ({
  item,
  bytes: itemBytes(item, sizes),
  record: undefined,
  recordOf: undefined,
  shown: undefined,
})

/** A text attribute; an index holds only items that have it. */
export const textOf = (version: Version, attribute: string): string => {
  const value = version.item[attribute]
  return typeof value === 'string' ? value : ''
}

export const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** By sort key, and among equals, which only an index has, by the table's own key. */
export const orderedBy =
  (sort: string) =>
  (a: Version, b: Version): number =>
    compareTexts(textOf(a, sort), textOf(b, sort)) || compareTexts(a.item.PK, b.item.PK) || compareTexts(a.item.SK, b.item.SK)
