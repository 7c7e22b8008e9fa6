// Looks at something a moment after what is asked of it has changed. What was seen before stays until the new look is there.
import { useEffect, useState } from 'react'
import { useConnection } from '../../connection/world.tsx'

export type Looked<Found> = { found?: Found; error?: Error; isLooking: boolean }

/** Nobody is asked while somebody types. */
const SETTLED_MS = 400

/**
 * `asked`: the same object for as long as nothing has changed; undefined when there is nothing to look at.
 * `look`: the same function for as long as it does the same.
 */
export const useLook = <Asked, Found>(
  asked: Asked | undefined,
  look: (asked: Asked, signal: AbortSignal) => Promise<Found>,
): Looked<Found> => {
  const { timing } = useConnection()
  const [looked, setLooked] = useState<Looked<Found>>({ isLooking: false })
  useEffect(() => {
    if (asked === undefined) {
      setLooked({ isLooking: false })
      return
    }
    const abort = new AbortController()
    setLooked((before) => ({ ...before, isLooking: true }))
    const cancel = timing.after(SETTLED_MS, () => {
      look(asked, abort.signal).then(
        (found) => abort.signal.aborted || setLooked({ found, isLooking: false }),
        (error: Error) => abort.signal.aborted || setLooked({ error, isLooking: false }),
      )
    })
    return () => {
      cancel()
      abort.abort()
    }
  }, [timing, asked, look])
  return looked
}
