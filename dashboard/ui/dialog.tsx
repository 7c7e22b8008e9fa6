// A question or a form over the page. What it is made of is more than most first views show.
import { lazy, Suspense, useState } from 'react'
import type { DialogProps } from './dialog-popup.tsx'

/** Asked for ahead, so that a question opens at once, and without a network. */
export const loadDialog = () => import('./dialog-popup.tsx')

const DialogPopup = lazy(async () => ({ default: (await loadDialog()).DialogPopup }))

export const Dialog = (props: DialogProps) => {
  const [wasOpen, setWasOpen] = useState(props.open)
  if (props.open && !wasOpen) setWasOpen(true)
  return (
    <Suspense fallback={null}>
      {/* Closed, it still fades away. */}
      {wasOpen ? <DialogPopup {...props} /> : null}
    </Suspense>
  )
}
