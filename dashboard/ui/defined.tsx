// A word that explains itself, in places that are seen before what draws the explanation is there.
import { lazy, Suspense } from 'react'

// Its popover is more than the rest of a first view; until it has come the word stands alone, in the same room.
const Definition = lazy(() => import('./definition.tsx').then((part) => ({ default: part.Definition })))

export const Defined = ({ children, definition }: { children: string; definition: string }) => (
  <Suspense fallback={children}>
    <Definition definition={definition}>{children}</Definition>
  </Suspense>
)
