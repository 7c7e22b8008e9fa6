// Settings that most people leave alone, folded away under a plain heading that says what they are set to.
import type { ReactNode } from 'react'

type Props = {
  title: string
  /** What holds while it is folded. */
  now: string
  /** Something in it needs to be seen. */
  isOpen: boolean
  children: ReactNode
}

export const Fold = ({ title, now, isOpen, children }: Props) => (
  <details open={isOpen || undefined} className="group border-t border-line py-2.5 last:pb-0">
    <summary className="flex cursor-pointer list-none items-baseline gap-2 rounded-4 [&::-webkit-details-marker]:hidden">
      <span aria-hidden="true" className="inline-block w-3 text-soft transition-transform group-open:rotate-90">
        ›
      </span>
      <span className="font-title">{title}</span>
      <span className="ml-auto min-w-0 truncate text-end text-soft group-open:invisible">{now}</span>
    </summary>
    <div className="flex flex-col gap-3 pt-3 pb-2 phone:pl-5">{children}</div>
  </details>
)
