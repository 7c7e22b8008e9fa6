// Which rows of a long list are in sight: only they, and a few around them, are on the page.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useRef } from 'react'

/** Rows kept ready on either side, so that quick scrolling shows no gap. */
const AROUND = 12

type Visible = {
  /** Of the box that scrolls. */
  scroller: RefObject<HTMLDivElement | null>
  /** The rows on the page, by their place in the list. */
  rows: readonly number[]
  /** Room of the rows that are left out, before and behind. */
  beforePx: number
  behindPx: number
}

export const useVisibleRows = ({ count, rowPx }: { count: number; rowPx: number }): Visible => {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: AROUND,
    // Before it is known how high the box is: a screen.
    initialRect: { width: 0, height: 800 },
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0], items.at(-1)]
  return {
    scroller,
    rows: items.map(({ index }) => index),
    beforePx: first?.start ?? 0,
    behindPx: last ? virtual.getTotalSize() - last.end : 0,
  }
}
