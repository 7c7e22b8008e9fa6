// Whether the page is as narrow as a telephone's screen, for what style sheets cannot decide.
import { useSyncExternalStore } from 'react'

/** Below the breakpoint `phone` of theme.css. */
const NARROW = '(max-width: 39.99rem)'

const subscribe = (listener: () => void): (() => void) => {
  const narrow = window.matchMedia(NARROW)
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

export const useIsPhone = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches)
