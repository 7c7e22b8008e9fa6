// Draws what can wait once the rest stands: a little at a time, so that nothing else has to wait for it.
import { type ReactNode, Suspense, useDeferredValue } from 'react'

/** `keeps`: its place until then. */
export const Later = ({ keeps = null, children }: { keeps?: ReactNode; children: ReactNode }) => {
  const isTime = useDeferredValue(true, false)
  return isTime ? <Suspense fallback={keeps}>{children}</Suspense> : keeps
}
