// What a word means, in a box above it, or below where there is no room.
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

/** From the edge of the screen. */
const EDGE_PX = 8

const place = (box: HTMLElement, word: DOMRect): void => {
  const { width, height } = box.getBoundingClientRect()
  const most = document.documentElement.clientWidth - width - EDGE_PX
  const left = word.left + (word.width - width) / 2
  box.style.left = `${Math.max(EDGE_PX, Math.min(left, most))}px`
  box.style.top = `${word.top - height < EDGE_PX ? word.bottom : word.top - height}px`
}

type Props = {
  id: string
  of: RefObject<HTMLElement | null>
  /** Whoever only passes over the word sees nothing of it. */
  isLate: boolean
  onClose: () => void
  children: ReactNode
}

export const Explanation = ({ id, of, isLate, onClose, children }: Props) => {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current && of.current) place(box.current, of.current.getBoundingClientRect())
  }, [of])
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') onClose()
    }
    const onPress = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !of.current?.contains(target) && !box.current?.contains(target)) onClose()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', onPress)
    // The word moves away from under it.
    document.addEventListener('scroll', onClose, { capture: true, passive: true })
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('scroll', onClose, { capture: true })
    }
  }, [of, onClose])
  return createPortal(
    // Its padding reaches to the word, so that there is no gap to fall into on the way.
    <div
      ref={box}
      id={id}
      className={`fixed top-0 left-0 z-20 py-1.5 transition-opacity duration-100 starting:opacity-0 ${isLate ? 'delay-250' : ''}`}
    >
      <div className="max-w-72 rounded-8 border border-line bg-card px-3 py-2 text-13 whitespace-normal text-ink shadow-float">
        {children}
      </div>
    </div>,
    document.body,
  )
}
