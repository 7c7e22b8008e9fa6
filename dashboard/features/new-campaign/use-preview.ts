// Looks at the list a moment after it, its columns or the words have changed. What was seen before stays until the new look is there.
import { useEffect, useState } from 'react'
import type { Input } from '#contract/client.ts'
import type { ListPreview } from '#contract/list-preview.ts'
import { useConnection } from '../../connection/world.tsx'

export type Asked = Input<'previewList'>['body']
export type Looked = { preview?: ListPreview; error?: Error; isLooking: boolean }

const NOTHING: Looked = { isLooking: false }
/** Nobody is asked while somebody types. */
const SETTLED_MS = 400

/** `asked`: the same object for as long as nothing has changed; undefined when there is nothing to look at. */
export const usePreview = (asked: Asked | undefined): Looked => {
  const { api, timing } = useConnection()
  const [looked, setLooked] = useState(NOTHING)
  useEffect(() => {
    if (asked === undefined) {
      setLooked(NOTHING)
      return
    }
    const look = new AbortController()
    setLooked((before) => ({ ...before, isLooking: true }))
    const cancel = timing.after(SETTLED_MS, () => {
      api('previewList', { body: asked, signal: look.signal }).then(
        (preview) => look.signal.aborted || setLooked({ preview, isLooking: false }),
        (error: Error) => look.signal.aborted || setLooked({ error, isLooking: false }),
      )
    })
    return () => {
      cancel()
      look.abort()
    }
  }, [api, timing, asked])
  return looked
}
