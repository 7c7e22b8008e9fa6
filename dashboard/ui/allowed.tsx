// What only some may do. Until it is known who looks it keeps its place unseen, so that nothing flashes and, for whoever may, nothing moves.
import type { ReactNode } from 'react'
import type { Operation } from '#contract/routes.ts'
import { useMay } from '../connection/use-me.ts'

type Props = {
  to: Operation
  /** Where what is allowed would ask the API by itself: its place until then. */
  keeps?: ReactNode
  /** For whoever may not. */
  otherwise?: ReactNode
  children: ReactNode
}

export const Allowed = ({ to, keeps, otherwise = null, children }: Props) => {
  const may = useMay()(to)
  if (may === false) return otherwise
  if (may === undefined && keeps !== undefined) return keeps
  return (
    <span inert={may === undefined} className="contents inert:invisible">
      {children}
    </span>
  )
}
